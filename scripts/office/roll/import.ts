import { createHash } from "node:crypto";
import { HanpyoError, told } from "../../../sdk/errors.ts";
import {
  doubtsOf,
  type ImportCounts,
  ImportIncompleteError,
  importEffect,
  importPeople,
  type Meant,
  missingIn,
  NumbersMixedError,
  requireOneLength,
  requireSameRegister,
} from "../../../services/registrar/roll/importing.ts";
import type { RollStore } from "../../../services/registrar/roll/rollStore.ts";
import { type BookOptions, openBook } from "../book.ts";
import { officeSpeaker } from "../officeSpeaker.ts";
import { findingLine } from "./csv/findingLine.ts";
import { byLine, type PersonRow, type ReadPeople } from "./csv/readPeople.ts";
import type { RowFinding } from "./csv/rowFindings.ts";
import { type FileOptions, readRegister } from "./registerFile.ts";

export class NamesakesDifferError extends HanpyoError {
  constructor(given: number, found: number) {
    super(
      "NAMESAKES_DIFFER",
      told`--namesakes says ${{ given }}, but ${{ found }} rows have the name, birth date and district of another`,
      "Look at each of them; give their number if all are different people, or leave the option out",
    );
  }
}

/** What a file's rows come to: who is taken over, and every row that is not, with its reason. */
type Judged = {
  readonly people: readonly PersonRow[];
  readonly findings: readonly RowFinding[];
  /** Lines of good rows that somebody must look at first. */
  readonly refused: readonly number[];
};

/** Exit codes: 0 all rows are good, 1 some are not, or their numbers may have lost zeros. */
export function checkRegister(file: string, options: FileOptions): void {
  const read = readRegister(file, options);
  const judged = judge(read, options.namesakes);
  const { say } = report(file, read, judged, options);
  const isMixed = !options.mixedLengths && hasMixedLengths(judged);
  if (isMixed) say("mixedLengths");
  const { findings } = judged;
  if (options.json)
    console.log(JSON.stringify({ ...summary(file, read, judged), mixedLengths: isMixed, findings }, null, 2));
  process.exitCode = findings.length > 0 || isMixed ? 1 : 0;
}

export type ImportOptions = BookOptions &
  FileOptions &
  Meant & { readonly dryRun?: boolean; readonly complete?: boolean };

/**
 * Imports the good rows and reports the bad ones. Throws `ImportIncompleteError`, `NamesakesDifferError`, or what
 * `requireSameRegister` throws; then nothing was written.
 */
export function importRegister(file: string, options: ImportOptions): void {
  const read = readRegister(file, options);
  const store = openBook(options);
  try {
    const isComplete = options.complete ?? false;
    requireSameRegister(store, { people: [...read.people, ...read.namesakes], isComplete }, options);
    const judged = judge(read, options.namesakes, store);
    const { say } = report(file, read, judged, options);
    if (options.complete && judged.findings.length > 0) throw new ImportIncompleteError(judged.findings.length);
    const register = { hash: hashOf(read.hash, judged), people: judged.people, isComplete };
    const missing = missingIn(store, { people: [...read.people, ...read.namesakes] }).length;
    const { counts, resumedAfter, wasDone } = options.dryRun
      ? { counts: importEffect(store, register), resumedAfter: 0, wasDone: false }
      : importPeople(store, register);
    if (wasDone) say("alreadyDone");
    else {
      if (resumedAfter > 0) say("resumed", { line: resumedAfter });
      say("effect", counts);
    }
    if (missing > 0) say("missing", { count: missing });
    if (isComplete && !options.dryRun && !wasDone && missing > 0) say("movedOut", { count: missing });
    if (options.dryRun) say("dryRun");
    if (options.json) printJson(file, read, judged, { ...counts, missing, resumedAfter, wasDone });
    process.exitCode = judged.findings.length > 0 ? 1 : 0;
  } finally {
    store.close();
  }
}

/**
 * Rows that a person must look at first: namesakes in the file, unless the book has both, and what the book makes
 * doubtful. Throws `NamesakesDifferError` if another number of namesakes was looked at.
 */
function judge(read: ReadPeople, lookedAt: number | undefined, store?: RollStore): Judged {
  const all = [...read.people, ...read.namesakes].sort((a, b) => a.line - b.line);
  const doubts = store === undefined ? new Map<number, never>() : doubtsOf(store, { people: all });
  const earlierLines = new Map(read.namesakes.map(({ line, earlierLine }) => [line, earlierLine]));
  const doubtful = all.flatMap(({ line, person }): RowFinding[] => {
    const doubt = doubts.get(line);
    const earlierLine = earlierLines.get(line);
    if (doubt === "NUMBER_OF_ANOTHER") return [{ line, column: "number", code: doubt }];
    if (earlierLine !== undefined && store?.person(person.number) === undefined) {
      return [{ line, column: null, code: "NAMESAKE", earlierLine }];
    }
    return doubt === undefined ? [] : [{ line, column: null, code: doubt }];
  });
  const namesakes = doubtful.filter(({ code }) => code !== "NUMBER_OF_ANOTHER").length;
  if (lookedAt !== undefined && lookedAt !== namesakes) throw new NamesakesDifferError(lookedAt, namesakes);
  const refused = doubtful.filter(({ code }) => lookedAt === undefined || code === "NUMBER_OF_ANOTHER");
  const lines = new Set(refused.map(({ line }) => line));
  return {
    people: all.filter(({ line }) => !lines.has(line)),
    findings: byLine([...read.findings, ...refused]),
    refused: [...lines],
  };
}

/** What the book refused today it may take tomorrow: the same file is another import then. */
function hashOf(file: string, { refused }: Judged): string {
  return refused.length === 0
    ? file
    : createHash("sha256")
        .update(`${file}|${refused.join(",")}`)
        .digest("hex");
}

function hasMixedLengths({ people }: Judged): boolean {
  try {
    requireOneLength(people.map(({ person }) => person.number));
    return false;
  } catch (error) {
    if (error instanceof NumbersMixedError) return true;
    throw error;
  }
}

function printJson(
  file: string,
  read: ReadPeople,
  judged: Judged,
  imported: ImportCounts & Readonly<Record<string, unknown>>,
): void {
  console.log(JSON.stringify({ ...summary(file, read, judged), imported, findings: judged.findings }, null, 2));
}

function summary(file: string, { encoding, isGuessed, separator }: ReadPeople, { people, findings }: Judged) {
  return { file, encoding, encodingGuessed: isGuessed, separator, people: people.length, badRows: findings.length };
}

function report(file: string, read: ReadPeople, { people, findings }: Judged, options: FileOptions) {
  const { encoding, isGuessed, separator } = read;
  const speaker = officeSpeaker(options);
  for (const finding of findings) speaker.print(findingLine(speaker.language, finding));
  speaker.say("read", { file, encoding, people: people.length, bad: findings.length });
  if (isGuessed) speaker.say("guessed", { encoding });
  if (separator !== ",") speaker.say("separated", { separator: separator === "\t" ? "TAB" : separator });
  return speaker;
}
