import { getAddress } from "ethers";
import { z } from "zod";
import type { DecryptionShare } from "../chain/trusteeShare.ts";
import { HanpyoError, told } from "../errors.ts";
import { registryRecordSchema } from "./record.ts";

const { shape } = registryRecordSchema;
const dealing = shape.board.shape.dealings.element.shape;
const decimal = shape.chainId.transform(BigInt);
const element = dealing.shares.element.shape.ciphertext.transform(BigInt);

/** A decryption share as a file, which anybody can post (P9.3); numbers become bigints. */
export const shareFileSchema = z.strictObject({
  format: z.literal("hanpyo-trustee-share-1"),
  chainId: decimal,
  seat: dealing.seat,
  election: shape.election.transform((text, context) => {
    try {
      return getAddress(text);
    } catch {
      context.addIssue({ code: "custom", message: "the address has a wrong checksum" });
      return z.NEVER;
    }
  }),
  sum: z.array(element).min(4).readonly(),
  share: z.array(z.strictObject({ x: element, y: element })).readonly(),
  proof: z.strictObject({ challenge: decimal, response: decimal }),
});

export type ShareFile = z.infer<typeof shareFileSchema>;

export class ShareFileInvalidError extends HanpyoError {
  constructor(field: string, reason: string) {
    super(
      "SHARE_FILE_INVALID",
      told`This is not the file of a share (${{ field }}: ${{ reason }})`,
      "Give the file that the trustee's software wrote",
    );
  }
}

/** The text of a share's file. */
export function encodeShareFile(chainId: bigint, election: string, made: DecryptionShare): string {
  const file: ShareFile = { format: "hanpyo-trustee-share-1", chainId, election, ...made };
  return `${JSON.stringify(file, (_, part: unknown) => (typeof part === "bigint" ? String(part) : part), 2)}\n`;
}

/** Reads a share's file. Throws `ShareFileInvalidError`. */
export function parseShareFile(text: string): ShareFile {
  const parsed = shareFileSchema.safeParse(jsonOf(text));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new ShareFileInvalidError(issue?.path.join(".") || "the whole", issue?.message ?? "malformed");
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new ShareFileInvalidError("the whole", "it is not JSON");
  }
}
