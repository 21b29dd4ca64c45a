import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { type Command, InvalidArgumentError, Option } from "commander";
import { readOfficeKeys } from "../../../services/registrar/officeKeys.ts";
import { openRollStore, type RollStore } from "../../../services/registrar/roll/rollStore.ts";
import { languageOf, machineLocale } from "../../clerk/messages.ts";
import { FileUnreadableError } from "../../terminal/checkedFile.ts";
import { withLanguage } from "../../terminal/commandOptions.ts";
import { wholeNumber } from "../../terminal/optionValues.ts";
import { dayOf } from "./csv/dates.ts";
import { ENCODINGS, type Encoding } from "./csv/decodeText.ts";
import { readDistricts } from "./csv/districts.ts";
import { type ReadPeople, readPeople } from "./csv/readPeople.ts";
import { type RollMessage, rollMessage } from "./messages.ts";

export type LanguageOptions = { readonly lang?: string; readonly json?: boolean };
export type BookOptions = LanguageOptions & { readonly db: string; readonly keyFile: string };
export type FileOptions = LanguageOptions & {
  readonly districts: string;
  readonly encoding: Encoding;
  readonly on: string;
  readonly leastAge: number;
};

/** For commands that open the office's roll. */
export function withBook(command: Command): Command {
  return withLanguage(command)
    .requiredOption("--db <file>", "the office's roll; made if it is missing")
    .requiredOption("--key-file <file>", "the office's keys, as `office key` wrote them");
}

/** For commands that read a register's file. */
export function withFile(command: Command): Command {
  return command
    .requiredOption("--districts <file>", "CSV: each district with the ids of its rolls")
    .addOption(new Option("--encoding <name>", "of the file").choices(ENCODINGS).default("auto"))
    .option("--on <day>", "the day of voting, at which the age counts", day, new Date().toISOString().slice(0, 10))
    .option("--least-age <years>", "full years that a resident must have", wholeNumber(0, 150), 18);
}

export function openBook({ db, keyFile }: BookOptions): RollStore {
  return openRollStore(db, readOfficeKeys(keyFile).codeKey);
}

/** What the commands say, in the person's language; standard output stays free for data with --json. */
export function rollSpeaker({ lang = machineLocale(), json }: LanguageOptions) {
  const language = languageOf(lang);
  const print = (line: string) => (json ? console.error(line) : console.log(line));
  const text = (key: RollMessage, values: Readonly<Record<string, string | number>> = {}) =>
    rollMessage(language, key, values);
  return {
    language,
    print,
    text,
    say: (key: RollMessage, values: Readonly<Record<string, string | number>> = {}) => print(text(key, values)),
  };
}

/** A register's file, checked, with the hash of all that gives its rows their meaning. */
export function readRegister(file: string, options: FileOptions): ReadPeople & { readonly hash: string } {
  const [bytes, districts] = [readBytes(file), readBytes(options.districts)];
  const rules = { districts: readDistricts(districts, options.districts), leastAge: options.leastAge, day: options.on };
  const hash = createHash("sha256");
  const meaning = `${options.encoding}|${options.on}|${options.leastAge}`;
  for (const part of [bytes, districts, meaning]) hash.update(createHash("sha256").update(part).digest());
  return { ...readPeople(bytes, file, options.encoding, rules), hash: hash.digest("hex") };
}

/** Throws `FileUnreadableError`. */
export function readBytes(file: string): Uint8Array {
  try {
    return readFileSync(file);
  } catch (error) {
    throw new FileUnreadableError(file, error instanceof Error ? error.message : String(error));
  }
}

export function day(text: string): string {
  const found = /^\d{4}-\d\d-\d\d$/.test(text) ? dayOf(text) : undefined;
  if (found === undefined) throw new InvalidArgumentError("Give a day, for example 2027-06-01.");
  return found;
}
