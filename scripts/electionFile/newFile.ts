import { readFileSync, writeFileSync } from "node:fs";
import { dirname, posix, relative } from "node:path";
import { projectRoot } from "../checkout/projectRoot.ts";
import { instantOf } from "../terminal/calendar.ts";
import { FileExistsError, requireAbsent } from "../terminal/checkedFile.ts";
import { askedLanguage, type Language } from "../terminal/language.ts";
import koreanComments from "./koreanComments.json" with { type: "json" };
import type { BallotKindName } from "./schema.ts";

const DAY = 86_400_000;
/** Days from the writing of a file to its first date: time to ask trustees and offices for their accounts. */
const LEAD_DAYS = 14;
const TIME = /\d{4}-\d\d-\d\dT\d\d:\d\d\+09:00/g;

/**
 * The commented example of a kind of ballot as a new election: another id, and its dates moved as a whole so that the
 * first lies two weeks ahead.
 * @param now Unix milliseconds.
 * @param schema Path of the JSON Schema from the new file's folder.
 */
export function newFileText(example: string, id: string, now: number, schema: string): string {
  const times = (example.match(TIME) ?? []).map(instantIn);
  const days = Math.ceil((now - Math.min(...times)) / DAY) + LEAD_DAYS;
  return example
    .replace(/\$schema=\S+/, `$schema=${schema}`)
    .replace(/^# Check it with:.*\n/m, "")
    .replace(/^id: .*$/m, `id: ${id}`)
    .replace(TIME, (time) => movedBy(days, time));
}

/**
 * A file with its comments in a language, line for line; in Korean a line that the Korean beside it says already is left
 * out. Comments without Korean stay.
 */
export function commentsIn(language: Language, text: string): string {
  if (language === "en") return text;
  const known: Readonly<Record<string, string>> = koreanComments;
  return text.replace(/^( *)# *(.*)\n/gm, (line, indent: string, english: string) => {
    if (!Object.hasOwn(known, english)) return line;
    return known[english] === "" ? "" : `${indent}# ${known[english]}\n`;
  });
}

/** Writes a new election file; throws `FileExistsError`, whatever is there. */
export function writeNewFile(
  path: string,
  kind: BallotKindName | "ttabok-simulation",
  id: string,
  dryRun = false,
  language = askedLanguage(),
): string {
  requireAbsent(path);
  const example = readFileSync(`${projectRoot}examples/${kind}.yaml`, "utf8");
  const schema = relative(dirname(path), `${projectRoot}examples/election.schema.json`).replaceAll("\\", posix.sep);
  const english = newFileText(example, id, Date.now(), schema.startsWith(".") ? schema : `./${schema}`);
  const text = commentsIn(language, english);
  if (dryRun) return text;
  try {
    writeFileSync(path, text, { flag: "wx" });
  } catch (error) {
    if ((error as { readonly code?: unknown }).code === "EEXIST") throw new FileExistsError(path);
    throw error;
  }
  return text;
}

/** The same hour in Korea, some days later. */
function movedBy(days: number, time: string): string {
  const local = new Date(instantIn(`${time.slice(0, 16)}Z`) + days * DAY);
  return `${local.toISOString().slice(0, 16)}+09:00`;
}

/** Unix milliseconds of a time in an example. */
function instantIn(time: string): number {
  return 1000 * (instantOf(time) ?? Number.NaN);
}
