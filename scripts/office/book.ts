import type { Command } from "commander";
import { readOfficeKeys } from "../../services/registrar/officeKeys.ts";
import { openRollStore, type RollStore } from "../../services/registrar/roll/rollStore.ts";
import { withLanguage } from "../terminal/commandOptions.ts";
import type { LanguageOptions } from "../terminal/speaker.ts";

export type BookOptions = LanguageOptions & { readonly db: string; readonly keyFile: string };

/** For commands that open the office's roll. */
export function withBook(command: Command): Command {
  return withLanguage(command)
    .requiredOption("--db <file>", "the office's roll; made if it is missing")
    .requiredOption("--key-file <file>", "the office's keys, as `office key` wrote them");
}

export function openBook({ db, keyFile }: BookOptions): RollStore {
  return openRollStore(db, readOfficeKeys(keyFile).codeKey);
}
