import { z } from "zod/mini";
import { HanpyoError, told } from "../errors.ts";
import { chainId, type Line, lineHash, lineSchema, name, requireSigned, TrustLineForeignError } from "./line.ts";
import { type Manifest, manifestSchema, requireSuccession, TrustManifestError } from "./manifest.ts";
import { requireName } from "./plainName.ts";

/** The file that says who stands behind accounts (P15); nothing in it is secret. */
export const trustFileSchema = z.strictObject({
  format: z.literal("hanpyo-trust-1"),
  municipality: name,
  chainId,
  lines: z.readonly(z.array(lineSchema)),
  /** All that were ever signed, the oldest first; empty before the first. */
  manifests: z.readonly(z.array(manifestSchema)),
});

export type TrustFile = Readonly<z.infer<typeof trustFileSchema>>;

export class TrustFileInvalidError extends HanpyoError {
  constructor(reason: string) {
    super(
      "TRUST_FILE_INVALID",
      told`This is no trust file: ${{ reason }}`,
      "Give the file hanpyo-trust-1 that the municipality publishes, unaltered",
    );
  }
}

/** An empty file, to which lines and manifests are added. Throws `TrustNameUnfitError`. */
export function newTrustFile(municipality: string, chain: number): TrustFile {
  requireName(municipality);
  return { format: "hanpyo-trust-1", municipality, chainId: chain, lines: [], manifests: [] };
}

/**
 * Reads a trust file and verifies every signature in it.
 * Throws `TrustFileInvalidError`, `TrustLineForeignError`, `TrustSignatureError` or `TrustManifestError`.
 */
export function parseTrustFile(found: unknown): TrustFile {
  const parsed = trustFileSchema.safeParse(found);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const what = issue?.code === "unrecognized_keys" ? `it also says ${issue.keys.join(", ")}` : issue?.message;
    throw new TrustFileInvalidError(`${issue?.path.join(".")}: ${what}`);
  }
  const file = parsed.data;
  for (const line of file.lines) requireFits(line, file);
  for (const manifest of file.manifests) requireOwn(manifest, file);
  requireSuccession(file.manifests);
  const hashes = new Set(file.lines.map(lineHash));
  for (const { serial, lines } of file.manifests) {
    const missing = lines.find((line) => !hashes.has(line));
    if (missing !== undefined) throw new TrustManifestError(serial, `line ${missing} is not in the file`);
  }
  return file;
}

/** The file with further lines; one that it holds already is not added again. Throws what `parseTrustFile` does. */
export function withLines(file: TrustFile, lines: readonly Line[]): TrustFile {
  const known = new Set(file.lines.map(lineHash));
  const added: Line[] = [];
  for (const line of lines) {
    requireFits(line, file);
    if (known.has(lineHash(line))) continue;
    known.add(lineHash(line));
    added.push(line);
  }
  return { ...file, lines: [...file.lines, ...added] };
}

function requireFits(line: Line, { municipality, chainId: chain }: TrustFile): void {
  if (line.municipality !== municipality || line.chainId !== chain) {
    throw new TrustLineForeignError(line, municipality, chain);
  }
  requireSigned(line);
}

function requireOwn({ serial, ...own }: Manifest, { municipality, chainId: chain }: TrustFile): void {
  if (own.municipality !== municipality || own.chainId !== chain) {
    throw new TrustManifestError(serial, `it is of ${own.municipality} on chain ${own.chainId}`);
  }
}
