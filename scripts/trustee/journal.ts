import { existsSync, readFileSync } from "node:fs";
import { z } from "zod";
import { type JournalEntry, mergeJournals, type TrusteeJournal } from "../../sdk/chain/trusteeJournal.ts";
import { encodeKeyFile, type OpenedKeyFile, sealKeyFile } from "../../sdk/chain/trusteeKeyFile.ts";
import { HanpyoError, told } from "../../sdk/errors.ts";
import { FileInvalidError, readText } from "../terminal/checkedFile.ts";
import { address, hash } from "./fields.ts";
import { openKeyFile } from "./keyFile.ts";
import { replaceFile, type Step } from "./replaceFile.ts";

const firstFormatSchema = z.strictObject({ election: address, sumHash: hash });

export class KeysDifferError extends HanpyoError {
  constructor(file: string, other: string) {
    super(
      "KEYS_DIFFER",
      told`${{ file }} and ${{ otherFile: other }} do not hold the same key`,
      "Give copies of one trustee's key file",
    );
  }
}

/** Where the journal of a key file of the first format stands. */
export function journalBeside(keyFile: string): string {
  return `${keyFile}.journal`;
}

/** The entries of a journal of the first format, which stood in a file of its own: one sum of an election per line. */
export function readFirstFormat(file: string): readonly JournalEntry[] {
  const lines = readText(file).split("\n");
  if (lines.at(-1) === "") lines.pop();
  return lines.map((line, index) => {
    const parsed = firstFormatSchema.safeParse(jsonOf(line));
    if (parsed.success) return { act: "share", ...parsed.data, flags: [] };
    throw new FileInvalidError(
      file,
      `line ${index + 1}`,
      "it is not an entry of a trustee's journal",
      "Use a copy of the journal; never start a new one while the board serves",
    );
  });
}

/**
 * The journal that a key file holds, and so goes wherever the key goes. The first entry that is written turns a file of
 * the first format into one of the second.
 * @param earlier What the journal of the first format held.
 * @param reached For tests: called after each step of a writing.
 */
export function keyFileJournal(
  file: string,
  passphrase: string,
  earlier: readonly JournalEntry[] = [],
  reached?: (step: Step) => void,
): TrusteeJournal {
  let seen: { readonly text: string; readonly opened: OpenedKeyFile } | undefined;
  const open = async () => {
    const text = readFileSync(file, "utf8");
    if (seen?.text !== text) seen = { text, opened: await openKeyFile(file, passphrase) };
    return seen.opened;
  };
  const entries = ({ journal = [] }: OpenedKeyFile) => mergeJournals(earlier, journal);
  return {
    read: async () => entries(await open()),
    write: (entry) =>
      replaceFile(
        file,
        async () => {
          const opened = await open();
          const journal = mergeJournals(entries(opened), [entry]);
          const text = encodeKeyFile(await sealKeyFile(opened, journal, passphrase));
          seen = { text, opened: { ...opened, journal } };
          return text;
        },
        reached,
      ),
  };
}

/**
 * Writes the entries of another copy of a key file into `file`, which keeps its own first; every conflict stays.
 * Throws `KeysDifferError`.
 * @returns How many entries the file holds now, and how many of them it did not have.
 */
export async function mergeKeyFiles(
  file: string,
  passphrase: string,
  copy: string,
  passphraseOfCopy: string,
): Promise<{ readonly entries: number; readonly added: number }> {
  const other = await openKeyFile(copy, passphraseOfCopy);
  let merged = { entries: 0, added: 0 };
  await replaceFile(file, async () => {
    const own = await openKeyFile(file, passphrase);
    if (String(own.key) !== String(other.key) || own.account.address !== other.account.address) {
      throw new KeysDifferError(file, copy);
    }
    const before = entriesOf(file, own);
    const after = mergeJournals(before, entriesOf(copy, other));
    merged = { entries: after.length, added: after.length - before.length };
    return encodeKeyFile(await sealKeyFile(own, after, passphrase));
  });
  return merged;
}

/** The journal of a copy, wherever its format keeps it. */
function entriesOf(file: string, { journal }: OpenedKeyFile): readonly JournalEntry[] {
  if (journal !== undefined) return journal;
  const beside = journalBeside(file);
  return existsSync(beside) ? readFirstFormat(beside) : [];
}

function jsonOf(line: string): unknown {
  try {
    return JSON.parse(line) as unknown;
  } catch {
    return undefined;
  }
}
