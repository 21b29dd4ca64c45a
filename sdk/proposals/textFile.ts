import { z } from "zod/mini";
import { canonicalJson } from "../election/canonicalJson.ts";
import { ProposalTextMalformedError, ProposalTextTooLongError, readText, requireDigest } from "./proposalText.ts";
import type { TextLeaf } from "./textLeaf.ts";

const FORMAT = "hanpyo-proposal-text-1";
/** Longer than the longest text with every character escaped, so nothing longer is read at all. */
const MOST_CHARACTERS = 65_536;

/** The file that mirrors keep and serve by a text's digest. */
export const textFileSchema = z.strictObject({
  format: z.literal(FORMAT),
  leaves: z.array(
    z.union([z.strictObject({ salt: z.string(), text: z.string() }), z.strictObject({ hash: z.string() })]),
  ),
});

/** The file of a text: canonical JSON, hidden leaves as their hashes. Throws what `readText` throws. */
export function writeTextFile(leaves: readonly TextLeaf[]): string {
  readText(leaves);
  return canonicalJson({ format: FORMAT, leaves });
}

/**
 * The leaves of a file that was asked for by a digest. Throws `ProposalTextMismatchError` for another text, and what
 * `readText` throws; also for JSON that is not canonical, so that each text has one file.
 */
export function readTextFile(file: string, digest: string): readonly TextLeaf[] {
  if (file.length > MOST_CHARACTERS) throw new ProposalTextTooLongError("The file", file.length, MOST_CHARACTERS);
  const parsed = textFileSchema.safeParse(jsonOf(file));
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new ProposalTextMalformedError(`${issue?.path.join(".")}: ${issue?.message}`);
  }
  if (canonicalJson(parsed.data) !== file) throw new ProposalTextMalformedError("the file is not canonical JSON");
  requireDigest(parsed.data.leaves, digest);
  return parsed.data.leaves;
}

function jsonOf(file: string): unknown {
  try {
    return JSON.parse(file);
  } catch (error) {
    throw new ProposalTextMalformedError(error instanceof Error ? error.message : String(error));
  }
}
