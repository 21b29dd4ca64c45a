import { existsSync, renameSync, writeFileSync } from "node:fs";
import type { Command } from "commander";
import { HanpyoError, told } from "../../sdk/errors.ts";
import { type AcceptedTrust, acceptManifest } from "../../sdk/trust/acceptManifest.ts";
import { type Anchor, anchorOf, anchorSchema, parseAnchorLine } from "../../sdk/trust/anchor.ts";
import { parseTrustFile, type TrustFile } from "../../sdk/trust/trustFile.ts";
import { FileInvalidError, jsonFrom, readText, toJson } from "./checkedFile.ts";
import { requireTypedRight } from "./typedAnchor.ts";

/** How a command is told whose board and roll are meant. */
export type TrustOptions = { readonly trust?: string; readonly anchor?: string };

export class TrustAnchorMissingError extends HanpyoError {
  constructor(file: string) {
    super(
      "TRUST_ANCHOR_MISSING",
      told`Nothing outside ${{ file }} says that it is the right one`,
      "Give --anchor with the line that the official gazette prints, or with a file that holds it",
    );
  }
}

/** The options, so that they are called the same everywhere. */
export function withTrust(command: Command): Command {
  return command
    .option("--trust <file>", "the municipality's trust file")
    .option("--anchor <line>", "the line that the official gazette prints of it, or a file that holds the line");
}

/** Reads a trust file and verifies its signatures. Throws what `parseTrustFile` does, or `FileUnreadableError`. */
export function readTrustFile(file: string): TrustFile {
  return parseTrustFile(jsonFrom(file));
}

/** Replaces a trust file as a whole, so that a crash leaves the old or the new one. */
export function writeTrustFile(file: string, content: TrustFile): void {
  replace(file, content);
}

/**
 * The trust file that was given, accepted against the gazette and against the last manifest seen under this file's name,
 * which is noted beside it; undefined where none was given.
 * Throws what `parseTrustFile` and `acceptManifest` do, `AnchorMistypedError` or `TrustAnchorMissingError`.
 */
export function acceptedTrust({ trust, anchor }: TrustOptions): AcceptedTrust | undefined {
  if (trust === undefined) return undefined;
  if (anchor === undefined) throw new TrustAnchorMissingError(trust);
  const [file, typed] = [readTrustFile(trust), readAnchor(anchor)];
  requireTypedRight(file, typed);
  const accepted = acceptManifest(file, typed, lastSeen(trust));
  const seen = anchorOf(accepted.latest);
  if (lastSeen(trust)?.serial !== seen.serial) replace(seenBeside(trust), seen);
  return accepted;
}

/** An anchor that was typed, or that a file holds. Throws `AnchorUnreadableError`. */
export function readAnchor(text: string): Anchor {
  return parseAnchorLine(!text.includes("|") && existsSync(text) ? readText(text) : text);
}

/** Where the last manifest seen of a trust file is noted. */
function seenBeside(file: string): string {
  return `${file}.seen`;
}

function lastSeen(file: string): Anchor | undefined {
  const beside = seenBeside(file);
  if (!existsSync(beside)) return undefined;
  const parsed = anchorSchema.safeParse(jsonFrom(beside));
  if (parsed.success) return parsed.data;
  const remedy =
    "Nothing but this program writes it: find out who changed it, and compare the trust file with the gazette";
  throw new FileInvalidError(beside, "", "it does not name a manifest", remedy);
}

function replace(file: string, content: unknown): void {
  writeFileSync(`${file}.new`, `${toJson(content)}\n`, { flush: true });
  renameSync(`${file}.new`, file);
}
