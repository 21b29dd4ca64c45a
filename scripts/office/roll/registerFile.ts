import { createHash } from "node:crypto";
import { type Command, Option } from "commander";
import { HanpyoError, told } from "../../../sdk/errors.ts";
import { dayOf, koreanDay } from "../../terminal/calendar.ts";
import { readBytes } from "../../terminal/checkedFile.ts";
import { UnfitValueError, wholeNumber } from "../../terminal/optionValues.ts";
import type { LanguageOptions } from "../../terminal/speaker.ts";
import { ENCODINGS, type Encoding } from "./csv/decodeText.ts";
import { readDistricts } from "./csv/districts.ts";
import { type ReadPeople, readPeople } from "./csv/readPeople.ts";

export type FileOptions = LanguageOptions & {
  readonly districts: string;
  readonly encoding: Encoding;
  readonly on: string;
  readonly leastAge: number;
  /** Rows of one name, birth date and district that were looked at: so many are different people. */
  readonly namesakes?: number;
  readonly mixedLengths?: boolean;
};

/** Five years, in milliseconds. */
const FURTHEST = 5 * 365 * 86_400_000;

/** For commands that read a register's file. @param clock Unix milliseconds. */
export function withFile(command: Command, clock: () => number = Date.now): Command {
  return withRows(command.requiredOption(...DISTRICTS), clock);
}

/** The same where the file may be left out, and the districts with it. */
export function withFileOrNone(command: Command, clock: () => number = Date.now): Command {
  return withRows(command.option(...DISTRICTS), clock);
}

const DISTRICTS = ["--districts <file>", "CSV: each district with the ids of its rolls"] as const;

function withRows(command: Command, clock: () => number): Command {
  return command
    .addOption(new Option("--encoding <name>", "of the file").choices(ENCODINGS).default("auto"))
    .option(
      "--on <day>",
      "the day of voting, at which the age counts; today in Korea by default",
      (text: string) => votingDay(text, clock),
      koreanDay(clock()),
    )
    .option("--least-age <years>", "full years that a resident must have", wholeNumber(0, 150), 18)
    .option("--namesakes <n>", "n rows of one name, birth date and district are different people", wholeNumber(0))
    .option("--mixed-lengths", "numbers of different lengths are meant: no leading zeros were lost");
}

export class RegisterEmptyError extends HanpyoError {
  constructor(file: string) {
    super(
      "REGISTER_EMPTY",
      told`${{ file }} has a line of headings, and nobody below it`,
      "Export the register again: an empty one would say that nobody lives here",
    );
  }
}

/** A register's file, checked, with the hash of all that gives its rows their meaning. Throws `RegisterEmptyError`. */
export function readRegister(file: string, options: FileOptions): ReadPeople & { readonly hash: string } {
  const [bytes, districts] = [readBytes(file), readBytes(options.districts)];
  const rules = { districts: readDistricts(districts, options.districts), leastAge: options.leastAge, day: options.on };
  const hash = createHash("sha256");
  const namesakes = options.namesakes === undefined ? "" : `|${options.namesakes}`;
  const meaning = `${options.encoding}|${options.on}|${options.leastAge}${namesakes}`;
  for (const part of [bytes, districts, meaning]) hash.update(createHash("sha256").update(part).digest());
  const read = readPeople(bytes, file, options.encoding, rules);
  if (read.people.length + read.namesakes.length + read.findings.length === 0) throw new RegisterEmptyError(file);
  return { ...read, hash: hash.digest("hex") };
}

/** Reads an option's value as the last day, in Korea, on which something is valid: today or later. */
export function lastDay(text: string, clock: () => number = Date.now): string {
  const found = day(text);
  const today = koreanDay(clock());
  if (found < today) throw new UnfitValueError(text, `It is past: today is ${today} in Korea. Give that day or later.`);
  return found;
}

/** Reads an option's value as a day of voting: not so far ahead that children would come of age by a slip. */
export function votingDay(text: string, clock: () => number = Date.now): string {
  const found = day(text);
  const most = koreanDay(clock() + FURTHEST);
  if (found > most) throw new UnfitValueError(text, `It is years ahead. Give a day until ${most}.`);
  return found;
}

/** Reads an option's value as a day. */
export function day(text: string): string {
  const found = /^\d{4}-\d\d-\d\d$/.test(text) ? dayOf(text) : undefined;
  if (found === undefined) throw new UnfitValueError(text, "Give a day, for example 2027-06-01.");
  return found;
}
