import type { DatabaseSync, SQLOutputValue } from "node:sqlite";
import { makeTables } from "../hosting/tables.ts";

/** What a person wrote against a roll, and what the office answered (P12.10). */
export type StoredObjection = {
  readonly objection: string;
  readonly number: string;
  readonly rollId: bigint;
  readonly text: string;
  /** Unix seconds. */
  readonly receivedAt: number;
  readonly answer: string | null;
};

/** The objections that an office has received. Every write is durable when its function returns. */
export type ObjectionStore = {
  /** Of one person. */
  objections(number: string): StoredObjection[];
  /** Of all persons, those that wait longest first. */
  allObjections(): StoredObjection[];
  objection(objection: string): StoredObjection | undefined;
  addObjection(objection: StoredObjection): void;
  answerObjection(objection: string, answer: string): boolean;
};

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS objections (
    objection TEXT PRIMARY KEY, number TEXT NOT NULL, rollId TEXT NOT NULL, text TEXT NOT NULL,
    receivedAt INTEGER NOT NULL, answer TEXT
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS objectionsOf ON objections (number);`;

/** The table of objections in the database of the office's roll. */
export function objectionStore(database: DatabaseSync): ObjectionStore {
  makeTables(database, SCHEMA);
  const ofPerson = database.prepare("SELECT * FROM objections WHERE number = ? ORDER BY receivedAt, objection");
  const all = database.prepare("SELECT * FROM objections ORDER BY receivedAt, objection");
  const one = database.prepare("SELECT * FROM objections WHERE objection = ?");
  const add = database.prepare("INSERT INTO objections VALUES (?, ?, ?, ?, ?, ?)");
  const answer = database.prepare("UPDATE objections SET answer = ? WHERE objection = ?");
  return {
    objections: (number) => ofPerson.all(number).map(objectionFrom),
    allObjections: () => all.all().map(objectionFrom),
    objection(objection) {
      const row = one.get(objection);
      return row && objectionFrom(row);
    },
    addObjection({ objection, number, rollId, text, receivedAt, answer: given }) {
      add.run(objection, number, String(rollId), text, receivedAt, given);
    },
    answerObjection: (objection, given) => answer.run(given, objection).changes === 1,
  };
}

function objectionFrom(row: Record<string, SQLOutputValue>): StoredObjection {
  return {
    objection: String(row.objection),
    number: String(row.number),
    rollId: BigInt(String(row.rollId)),
    text: String(row.text),
    receivedAt: Number(row.receivedAt),
    answer: row.answer === null ? null : String(row.answer),
  };
}
