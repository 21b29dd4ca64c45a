import { writeFileSync } from "node:fs";
import { readOfficeKeys } from "../../../services/registrar/officeKeys.ts";
import { rollEntries } from "../../../services/registrar/roll/rollEntries.ts";
import { requireAbsent } from "../../terminal/checkedFile.ts";
import { type BookOptions, openBook } from "../book.ts";
import { officeSpeaker } from "../officeSpeaker.ts";

export type EntriesOptions = BookOptions & {
  readonly chain: number;
  readonly rolls: string;
  readonly roll: number;
  readonly out: string;
  readonly dryRun?: boolean;
};

/** Writes the office's entries of a roll into a new file (P13.2). Throws `FileExistsError`. */
export function entriesCommand(options: EntriesOptions): void {
  const { chain, rolls, roll, out, dryRun, json } = options;
  const { say } = officeSpeaker(options);
  requireAbsent(out);
  const order = { chainId: BigInt(chain), rolls, rollId: BigInt(roll) };
  const store = openBook(options);
  try {
    const entries = [...rollEntries(store, readOfficeKeys(options.keyFile), order)];
    if (dryRun) say("notSent");
    else writeFileSync(out, Buffer.concat(entries), { flag: "wx", flush: true });
    say("exported", { count: entries.length, roll, file: out });
    if (json) console.log(JSON.stringify({ entries: entries.length, roll: String(roll), file: out }, null, 2));
  } finally {
    store.close();
  }
}
