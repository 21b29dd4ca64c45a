import {
  type ImportCounts,
  ImportIncompleteError,
  importEffect,
  importPeople,
  missingIn,
} from "../../../services/registrar/roll/importing.ts";
import { type BookOptions, openBook } from "../book.ts";
import { officeSpeaker } from "../officeSpeaker.ts";
import { findingLine } from "./csv/findingLine.ts";
import type { ReadPeople } from "./csv/readPeople.ts";
import { type FileOptions, readRegister } from "./registerFile.ts";

/** Exit codes: 0 all rows are good, 1 some are not. */
export function checkRegister(file: string, options: FileOptions): void {
  const read = readRegister(file, options);
  report(file, read, options);
  if (options.json) console.log(JSON.stringify({ ...summary(file, read), findings: read.findings }, null, 2));
  process.exitCode = read.findings.length > 0 ? 1 : 0;
}

export type ImportOptions = BookOptions & FileOptions & { readonly dryRun?: boolean; readonly complete?: boolean };

/** Imports the good rows and reports the bad ones. Throws `ImportIncompleteError`. */
export function importRegister(file: string, options: ImportOptions): void {
  const read = readRegister(file, options);
  const { say } = report(file, read, options);
  if (options.complete && read.findings.length > 0) throw new ImportIncompleteError(read.findings.length);

  const isComplete = options.complete ?? false;
  const register = { ...read, isComplete };
  const store = openBook(options);
  try {
    const missing = missingIn(store, read).length;
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
    if (options.json) printJson(file, read, { ...counts, missing, resumedAfter, wasDone });
  } finally {
    store.close();
  }
  process.exitCode = read.findings.length > 0 ? 1 : 0;
}

function printJson(file: string, read: ReadPeople, imported: ImportCounts & Readonly<Record<string, unknown>>): void {
  console.log(JSON.stringify({ ...summary(file, read), imported, findings: read.findings }, null, 2));
}

function summary(file: string, { encoding, people, findings }: ReadPeople) {
  return { file, encoding, people: people.length, badRows: findings.length };
}

function report(file: string, { encoding, people, findings }: ReadPeople, options: FileOptions) {
  const speaker = officeSpeaker(options);
  for (const finding of findings) speaker.print(findingLine(speaker.language, finding));
  speaker.say("read", { file, encoding, people: people.length, bad: findings.length });
  return speaker;
}
