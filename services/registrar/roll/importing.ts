import { comparable } from "../../../sdk/election/plainText.ts";
import { HanpyoError, told } from "../../../sdk/errors.ts";
import { inTransaction } from "../../hosting/transaction.ts";
import { type Person, personFrom, type RollStore } from "./rollStore.ts";

/** What an import changed, or would change; numbers of persons. */
export type ImportCounts = {
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
  /** Died or disputed: their state stays, whatever the file says. */
  readonly kept: number;
};

/** A register's file, as far as it could be read. */
export type ImportFile = {
  /** Of the file and of all that gives its rows their meaning. */
  readonly hash: string;
  readonly people: readonly { readonly line: number; readonly person: Person }[];
  /** It is the whole register: who is not in it has moved out. */
  readonly isComplete: boolean;
};

export class ImportIncompleteError extends HanpyoError {
  constructor(badRows: number) {
    super(
      "IMPORT_INCOMPLETE",
      told`${{ rows: badRows }} rows could not be read, so it is not known who is missing in the file`,
      "Correct these rows first, or leave out --complete",
    );
  }
}

export class NumbersRespeltError extends HanpyoError {
  constructor(count: number) {
    super(
      "NUMBERS_RESPELT",
      told`${{ count }} numbers of the file are in the book, but written otherwise: with other leading zeros, letters or hyphens`,
      "Write them as the book does: a spreadsheet keeps leading zeros only in columns that are text",
    );
  }
}

export class NumbersMixedError extends HanpyoError {
  constructor(lengths: readonly number[]) {
    super(
      "NUMBERS_MIXED",
      told`Numbers of digits alone have different lengths in file and book (${{ lengths: lengths.join(", ") }} digits)`,
      "Look whether a spreadsheet took their leading zeros away; if they are meant so, give --mixed-lengths",
    );
  }
}

export class RegisterReplacedError extends HanpyoError {
  constructor(added: number, people: number, missing: number, eligible: number) {
    super(
      "REGISTER_REPLACED",
      told`${{ added }} of ${{ people }} persons in the file are new, and ${{ absent: missing }} of ${{ eligible }} in the book are not in it`,
      "Look whether it is the file of another place, or its numbers were changed; if it is meant so, give --most-new",
    );
  }
}

const CHUNK = 5_000;
const SCHEMA = `
  CREATE TABLE IF NOT EXISTS imports (
    hash TEXT PRIMARY KEY, line INTEGER NOT NULL, done INTEGER NOT NULL,
    added INTEGER NOT NULL, changed INTEGER NOT NULL, unchanged INTEGER NOT NULL, kept INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;`;
const NOTHING: ImportCounts = { added: 0, changed: 0, unchanged: 0, kept: 0 };

/** What is the same in two numbers that differ in leading zeros, capitals and hyphens between letters and digits. */
export function numberKey(number: string): string {
  if (!/^[0-9A-Za-z-]+$/.test(number)) return number;
  const runs = number.toUpperCase().match(/[A-Z]+|[0-9]+/g) ?? [number];
  return runs.map((run) => run.replace(/^0+(?=\d)/, "")).join("-");
}

/** What is the same in two entries that may be one person: name, birth date, district. */
export function personKey({ name, birthDate, district }: Pick<Person, "name" | "birthDate" | "district">): string {
  return `${comparable(name).replaceAll(" ", "")}|${birthDate}|${comparable(district)}`;
}

/** What of its book an office means to be as it is. */
export type Meant = { readonly mixedLengths?: boolean; readonly mostNew?: boolean };

/** Throws `NumbersMixedError` where numbers of digits alone, which lose leading zeros, have different lengths. */
export function requireOneLength(numbers: readonly string[]): void {
  const lengths = new Set(numbers.filter((number) => /^\d+$/.test(number)).map((number) => number.length));
  if (lengths.size > 1) throw new NumbersMixedError([...lengths].sort((a, b) => a - b));
}

/**
 * Compares a file with what is in the book, where one text field alone says who is who: a file of mostly new people, or a
 * whole register, that lacks most of the book is another one. Throws `NumbersRespeltError`,
 * `NumbersMixedError` or `RegisterReplacedError`, the latter two unless it is meant.
 */
export function requireSameRegister(
  store: RollStore,
  { people, isComplete }: Pick<ImportFile, "people" | "isComplete">,
  { mixedLengths = false, mostNew = false }: Meant = {},
): void {
  const stored = storedPeople(store);
  const spelling = new Map(stored.map(({ number }) => [numberKey(number), number]));
  const numbers = people.map(({ person }) => person.number);
  const isKnown = (number: string) => spelling.get(numberKey(number)) !== undefined;
  const respelt = numbers.filter((number) => isKnown(number) && store.person(number) === undefined).length;
  if (respelt > 0) throw new NumbersRespeltError(respelt);
  if (!mixedLengths) requireOneLength([...numbers, ...stored.map(({ number }) => number)]);
  const added = numbers.filter((number) => !isKnown(number)).length;
  const eligible = stored.filter(({ state }) => state === "eligible").length;
  const missing = missingIn(store, { people }).length;
  if (!mostNew && (isComplete || 2 * added > numbers.length) && 2 * missing > eligible) {
    throw new RegisterReplacedError(added, numbers.length, missing, eligible);
  }
}

/** Why a row of a file is not taken over before somebody has looked at it. */
export type BookDoubt = "NUMBER_OF_ANOTHER" | "NAMESAKE_IN_BOOK";

/**
 * What the book makes doubtful in a file: a number that another person has, by name and birth date; and a new number for
 * somebody who stands in the book under a number that the file does not have. By line.
 */
export function doubtsOf(store: RollStore, { people }: Pick<ImportFile, "people">): ReadonlyMap<number, BookDoubt> {
  const named = new Set(people.map(({ person }) => person.number));
  const standing = storedPeople(store).filter(({ state }) => state === "eligible" || state === "disputed");
  const left = new Set(standing.filter(({ number }) => !named.has(number)).map(personKey));
  const doubts = new Map<number, BookDoubt>();
  for (const { line, person } of people) {
    const before = store.person(person.number);
    if (before === undefined) {
      if (left.has(personKey(person))) doubts.set(line, "NAMESAKE_IN_BOOK");
    } else if (before.birthDate !== person.birthDate && comparable(before.name) !== comparable(person.name)) {
      doubts.set(line, "NUMBER_OF_ANOTHER");
    }
  }
  return doubts;
}

function storedPeople({ database }: RollStore): readonly Person[] {
  const rows = database.prepare("SELECT * FROM people").all();
  return rows.flatMap((row) => personFrom(row) ?? []);
}

/** What a person's row would change. */
export function effectOf(before: Person | undefined, next: Person): keyof ImportCounts {
  if (before === undefined) return "added";
  if (before.state === "died" || before.state === "disputed") return "kept";
  const isSame =
    before.state === next.state &&
    before.name === next.name &&
    before.birthDate === next.birthDate &&
    before.district === next.district &&
    String(before.rollIds) === String(next.rollIds);
  return isSame ? "unchanged" : "changed";
}

/** What an import would change. */
export function importEffect(store: RollStore, { people }: ImportFile): ImportCounts {
  return people.reduce((counts, { person }) => counted(counts, effectOf(store.person(person.number), person)), NOTHING);
}

/**
 * Imports a file in transactions of 5,000 rows, each of which also notes how far it came: after a crash the same file
 * goes on from there, and a file that was imported to its end changes nothing again.
 * @param afterChunk Called with the last line of each chunk when it is durable.
 */
export function importPeople(
  store: RollStore,
  file: ImportFile,
  afterChunk: (line: number) => void = () => {},
): { readonly counts: ImportCounts; readonly resumedAfter: number; readonly wasDone: boolean } {
  const { database } = store;
  const { people, isComplete } = file;
  const hash = isComplete ? `${file.hash} complete` : file.hash;
  database.exec(SCHEMA);
  const journal = database.prepare("INSERT OR REPLACE INTO imports VALUES (?, ?, ?, ?, ?, ?, ?)");
  const row = database.prepare("SELECT * FROM imports WHERE hash = ?").get(hash) as
    | (Record<keyof ImportCounts, number> & { readonly line: number; readonly done: number })
    | undefined;
  let counts: ImportCounts =
    row === undefined ? NOTHING : { added: row.added, changed: row.changed, unchanged: row.unchanged, kept: row.kept };
  const resumedAfter = row?.line ?? 0;
  if (row?.done === 1) return { counts, resumedAfter, wasDone: true };

  const left = people.filter(({ line }) => line > resumedAfter);
  for (let start = 0; start === 0 || start < left.length; start += CHUNK) {
    const chunk = left.slice(start, start + CHUNK);
    const line = chunk.at(-1)?.line ?? resumedAfter;
    counts = inTransaction(database, () => {
      const after = chunk.reduce((sum, { person }) => {
        const effect = effectOf(store.person(person.number), person);
        if (effect === "added" || effect === "changed") store.putPerson(person);
        return counted(sum, effect);
      }, counts);
      const isLast = start + CHUNK >= left.length;
      if (isLast && isComplete) moveOut(store, missingIn(store, file));
      journal.run(hash, line, Number(isLast), after.added, after.changed, after.unchanged, after.kept);
      return after;
    });
    afterChunk(line);
  }
  return { counts, resumedAfter, wasDone: false };
}

/** Numbers of the eligible persons that are not in a file. */
export function missingIn({ database }: RollStore, { people }: Pick<ImportFile, "people">): readonly string[] {
  const named = new Set(people.map(({ person }) => person.number));
  const eligible = database.prepare("SELECT number FROM people WHERE state = 'eligible' ORDER BY number").all();
  return eligible.map(({ number }) => String(number)).filter((number) => !named.has(number));
}

/** They keep their district and rolls as they were. */
function moveOut(store: RollStore, numbers: readonly string[]): void {
  for (const number of numbers) store.putPerson({ ...(store.person(number) as Person), state: "movedOut" });
}

function counted(counts: ImportCounts, effect: keyof ImportCounts): ImportCounts {
  return { ...counts, [effect]: counts[effect] + 1 };
}
