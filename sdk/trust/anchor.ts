import { getAddress } from "ethers";
import { z } from "zod/mini";
import { HanpyoError, told } from "../errors.ts";
import { address, chainId, hash, name } from "./line.ts";
import { type Manifest, manifestHash } from "./manifest.ts";

/** Which manifest of whom is meant, as the gazette prints it (P15.5); also the last one that a device has seen. */
export const anchorSchema = z.strictObject({
  municipality: name,
  chainId,
  organizer: address,
  serial: z.int().check(z.positive()),
  manifest: hash,
});

export type Anchor = Readonly<z.infer<typeof anchorSchema>>;

export class AnchorUnreadableError extends HanpyoError {
  constructor(text: string) {
    super(
      "TRUST_ANCHOR_UNREADABLE",
      told`This is no line of the gazette: ${{ text: text.slice(0, 200) }}`,
      "Give the whole line: MUNICIPALITY | chain ID | organizer ADDRESS | serial N | manifest HASH",
    );
  }
}

export function anchorOf(manifest: Manifest): Anchor {
  const { municipality, chainId: chain, organizer, serial } = manifest;
  return { municipality, chainId: chain, organizer, serial, manifest: manifestHash(manifest) };
}

/** The line that is printed in the gazette. */
export function anchorLine({ municipality, chainId: chain, organizer, serial, manifest }: Anchor): string {
  return `${municipality} | chain ${chain} | organizer ${getAddress(organizer.toLowerCase())} | serial ${serial} | manifest ${manifest}`;
}

/** Reads a line of the gazette, however it was broken and spaced. Throws `AnchorUnreadableError`. */
export function parseAnchorLine(text: string): Anchor {
  const line = text.normalize("NFC").trim().replace(/\s+/g, " ");
  const [, municipality, chain, organizer, serial, manifest] =
    /^(.+?) ?\| ?chain (\d{1,15}) ?\| ?organizer (0x[0-9a-fA-F]{40}) ?\| ?serial (\d{1,9}) ?\| ?manifest (0x[0-9a-fA-F]{64})$/.exec(
      line,
    ) ?? [];
  const parsed = anchorSchema.safeParse({
    municipality,
    chainId: Number(chain),
    organizer,
    serial: Number(serial),
    manifest: manifest?.toLowerCase(),
  });
  if (!parsed.success) throw new AnchorUnreadableError(text);
  return parsed.data;
}
