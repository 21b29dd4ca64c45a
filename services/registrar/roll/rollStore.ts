import { createHmac } from "node:crypto";
import type { DatabaseSync, SQLOutputValue } from "node:sqlite";
import { plainCode } from "../../../sdk/enrolling/oneTimeCode.ts";
import { HanpyoError, told } from "../../../sdk/errors.ts";
import type { OneTimeCodes } from "../../eid/oneTimeCode.ts";
import { openDatabase } from "../../hosting/database.ts";
import { makeTables } from "../../hosting/tables.ts";
import { inTransaction } from "../../hosting/transaction.ts";

/** Where a person stands on an office's roll; only the eligible are signed for (P12.9). */
export type PersonState = "eligible" | "movedOut" | "died" | "disputed";

/** One person of an office's roll. Personal data: it never leaves the office and never enters a log. */
export type Person = {
  /** The person number, which the office's register keeps for life (P12.1). */
  readonly number: string;
  readonly name: string;
  /** YYYY-MM-DD. */
  readonly birthDate: string;
  readonly district: string;
  /** Strictly increasing. */
  readonly rollIds: readonly bigint[];
  readonly state: PersonState;
};

/** An office's own roll. Every write is durable when its function returns, or with the transaction it stands in. */
export type RollStore = OneTimeCodes & {
  readonly database: DatabaseSync;
  person(number: string): Person | undefined;
  /** Writes a person, over an earlier entry of the same number. */
  putPerson(person: Person): void;
  /**
   * Gives a person a code, valid before `expiresAt` (Unix seconds), in place of any earlier one that was not used.
   * Throws `PersonUnknownError`.
   */
  addCode(number: string, code: string, expiresAt: number): void;
  close(): void;
};

export class PersonUnknownError extends HanpyoError {
  /** Names no number: an error's text may end in a log. */
  constructor() {
    super("PERSON_UNKNOWN", "No person of this number is on the roll", "Look the number up in the register");
  }
}

export class CodeKeyLengthError extends HanpyoError {
  constructor(length: number) {
    super(
      "CODE_KEY_LENGTH",
      told`The key of the codes has ${{ length }} bytes instead of 32`,
      "Give the office's own key file",
    );
  }
}

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS people (
    number TEXT PRIMARY KEY, name TEXT NOT NULL, birthDate TEXT NOT NULL, district TEXT NOT NULL,
    rollIds TEXT NOT NULL, state TEXT NOT NULL CHECK (state IN ('eligible', 'movedOut', 'died', 'disputed'))
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS codes (
    hash BLOB PRIMARY KEY, number TEXT NOT NULL REFERENCES people (number),
    expiresAt INTEGER NOT NULL, usedFor TEXT
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS codesOf ON codes (number);`;

/** Milliseconds to wait for another process that is writing. */
const PATIENCE = 5_000;

/**
 * Opens an office's roll, which the office's service and the command line may use at the same time.
 * @param file A path, readable by its owner alone once it is made; or ":memory:".
 * @param codeKey 32 bytes: codes are kept only as HMAC-SHA256 under this key, which is kept elsewhere.
 * Throws `CodeKeyLengthError`, `DatabaseUnusableError` or `DatabaseOutdatedError`.
 */
export function openRollStore(file: string, codeKey: Uint8Array): RollStore {
  if (codeKey.length !== 32) throw new CodeKeyLengthError(codeKey.length);
  const database = openDatabase(file, { timeout: PATIENCE, enableForeignKeyConstraints: true }, (opened) => {
    opened.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON");
    keepServedCodes(opened);
    makeTables(opened, SCHEMA);
  });
  const find = database.prepare("SELECT * FROM people WHERE number = ?");
  const put = database.prepare(
    `INSERT INTO people VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (number) DO UPDATE SET
       name = excluded.name, birthDate = excluded.birthDate, district = excluded.district,
       rollIds = excluded.rollIds, state = excluded.state`,
  );
  const given = database.prepare("SELECT number, expiresAt, usedFor FROM codes WHERE hash = ?");
  const use = database.prepare(
    "UPDATE codes SET usedFor = ?1 WHERE hash = ?2 AND (usedFor IS NULL OR usedFor = ?1) AND expiresAt > ?3",
  );
  const forget = database.prepare("DELETE FROM codes WHERE number = ? AND usedFor IS NULL");
  const add = database.prepare("INSERT INTO codes (hash, number, expiresAt) VALUES (?, ?, ?)");
  const person = (number: string) => personFrom(find.get(number));
  const hashOf = (code: string) =>
    createHmac("sha256", codeKey)
      .update(`hanpyo.code.v1|${plainCode(code)}`)
      .digest();

  return {
    database,
    person,
    putPerson({ number, name, birthDate, district, rollIds, state }) {
      put.run(number, name, birthDate, district, rollIds.join(" "), state);
    },
    givenCode(code) {
      const row = given.get(hashOf(code));
      if (row === undefined) return undefined;
      const usedFor = row.usedFor === null ? undefined : BigInt(String(row.usedFor));
      return { number: String(row.number), expiresAt: Number(row.expiresAt), usedFor };
    },
    useCode: (code, identityCommitment, now) => use.run(String(identityCommitment), hashOf(code), now).changes === 1,
    addCode(number, code, expiresAt) {
      if (person(number) === undefined) throw new PersonUnknownError();
      forget.run(number);
      add.run(hashOf(code), number, expiresAt);
    },
    close: () => database.close(),
  };
}

/**
 * The release before knew of a code that it had served, and not for which commitment. Letters are in the post: the codes
 * stay, and those that have served are used for commitment 0, which nobody enrols.
 */
function keepServedCodes(database: DatabaseSync): void {
  const isEarlier = () =>
    database.prepare("SELECT 1 FROM pragma_table_info('codes') WHERE name = 'used'").get() !== undefined;
  if (!isEarlier()) return;
  inTransaction(database, () => {
    // Another process may have been quicker.
    if (!isEarlier()) return;
    database.exec(`
      ALTER TABLE codes ADD COLUMN usedFor TEXT;
      UPDATE codes SET usedFor = '0' WHERE used = 1;
      ALTER TABLE codes DROP COLUMN used;`);
  });
}

/** A person as a row of the table has it. */
export function personFrom(row: Record<string, SQLOutputValue> | undefined): Person | undefined {
  if (row === undefined) return undefined;
  return {
    number: String(row.number),
    name: String(row.name),
    birthDate: String(row.birthDate),
    district: String(row.district),
    rollIds: String(row.rollIds).split(" ").filter(Boolean).map(BigInt),
    state: row.state as PersonState,
  };
}
