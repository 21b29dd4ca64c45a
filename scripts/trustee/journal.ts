import { appendFileSync, existsSync, readFileSync } from "node:fs";
import { z } from "zod";
import { ShareAlreadyGivenError, type ShareJournal } from "../../sdk/chain/trusteeShare.ts";
import { FileInvalidError } from "../terminal/checkedFile.ts";
import { address, hash } from "./fields.ts";

const entrySchema = z.strictObject({ election: address, sumHash: hash });
type Entry = z.infer<typeof entrySchema>;

/** The journal that belongs to a key file: beside it, so that nobody can forget to name it. */
export function journalBeside(keyFile: string): string {
  return `${keyFile}.journal`;
}

/**
 * A journal as a file of one JSON entry per line, which only grows. The first entry of an election decides, so that
 * of two programs that write at once one is refused.
 */
export function fileJournal(file: string): ShareJournal {
  return {
    read: async (election) => first(file, election),
    write: async (election, sumHash) => {
      if (first(file, election) === undefined) {
        appendFileSync(file, `${JSON.stringify({ election, sumHash })}\n`, { mode: 0o600, flush: true });
      }
      const decides = first(file, election) as string;
      if (decides !== sumHash) throw new ShareAlreadyGivenError(election, decides, sumHash);
    },
  };
}

function first(file: string, election: string): string | undefined {
  return entries(file).find((entry) => entry.election === election)?.sumHash;
}

function entries(file: string): readonly Entry[] {
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, "utf8").split("\n");
  if (lines.at(-1) === "") lines.pop();
  return lines.map((line, index) => {
    const parsed = entrySchema.safeParse(jsonOf(line));
    if (parsed.success) return parsed.data;
    throw new FileInvalidError(
      file,
      `line ${index + 1}`,
      "it is not an entry of a trustee's journal",
      "Use a copy of the journal; never start a new one while the board serves",
    );
  });
}

function jsonOf(line: string): unknown {
  try {
    return JSON.parse(line) as unknown;
  } catch {
    return undefined;
  }
}
