import { createHmac } from "node:crypto";
import type { DatabaseSync } from "node:sqlite";
import { z } from "zod";
import { makeTables } from "../../hosting/tables.ts";
import type { RegisterTry, Residence } from "./populationRegister.ts";

/** A register's last answer about a person, null for one whom it did not find; and when it was received, Unix seconds. */
export type KeptAnswer = { readonly residence: Residence | null; readonly receivedAt: number };

/** What is kept of look-ups (P28.13), by persons whom only the office's key tells apart from others. */
export type EvidenceStore = {
  answer(number: string): KeptAnswer | undefined;
  /** Keeps an answer in the place of the person's earlier one. */
  putAnswer(number: string, answer: KeptAnswer): void;
  noteTry(number: string, one: RegisterTry): void;
  /** The tries for one person, the last one first. */
  tries(number: string): RegisterTry[];
  /** Deletes answers received, and tries made with their containers, before these times (Unix seconds). */
  forget(before: { readonly answers: number; readonly tries: number }): void;
};

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS registerAnswers (
    person TEXT PRIMARY KEY, residence TEXT NOT NULL, receivedAt INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS registerTries (
    messageId TEXT NOT NULL, lookUp TEXT NOT NULL, person TEXT NOT NULL, system TEXT NOT NULL,
    requestHash TEXT, outcome TEXT NOT NULL, at INTEGER NOT NULL, PRIMARY KEY (messageId, lookUp, outcome)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS registerTriesOf ON registerTries (person);
  CREATE TABLE IF NOT EXISTS registerContainers (
    messageId TEXT NOT NULL, kind TEXT NOT NULL, sealed BLOB NOT NULL, PRIMARY KEY (messageId, kind)
  ) STRICT, WITHOUT ROWID;
  CREATE TRIGGER IF NOT EXISTS registerContainersGo AFTER DELETE ON registerTries BEGIN
    DELETE FROM registerContainers WHERE messageId = OLD.messageId;
  END;`;

const residenceSchema = z
  .strictObject({
    districts: z.array(z.string()),
    adultAt: z.string(),
    electoralRight: z.boolean(),
    asOf: z.number(),
  })
  .nullable();

/**
 * The tables in the database of the office's roll.
 * @param key 32 bytes: the key of the office's codes.
 */
export function evidenceStore(database: DatabaseSync, key: Uint8Array): EvidenceStore {
  makeTables(database, SCHEMA);
  const find = database.prepare("SELECT residence, receivedAt FROM registerAnswers WHERE person = ?");
  const put = database.prepare("INSERT OR REPLACE INTO registerAnswers VALUES (?, ?, ?)");
  const dropAnswers = database.prepare("DELETE FROM registerAnswers WHERE receivedAt < ?");
  const add = database.prepare("INSERT OR IGNORE INTO registerTries VALUES (?, ?, ?, ?, ?, ?, ?)");
  const ofPerson = database.prepare("SELECT * FROM registerTries WHERE person = ? ORDER BY at DESC, messageId");
  const dropTries = database.prepare("DELETE FROM registerTries WHERE at < ?");
  const handleOf = (number: string) => createHmac("sha256", key).update(`hanpyo.register.v1|${number}`).digest("hex");
  return {
    answer(number) {
      const row = find.get(handleOf(number));
      if (row === undefined) return undefined;
      const residence = residenceSchema.parse(JSON.parse(String(row.residence)));
      return { residence, receivedAt: Number(row.receivedAt) };
    },
    putAnswer(number, { residence, receivedAt }) {
      put.run(handleOf(number), JSON.stringify(residence), receivedAt);
    },
    noteTry(number, { messageId, case: lookUp, system, requestHash, outcome, at }) {
      add.run(messageId, lookUp, handleOf(number), system, requestHash, outcome, at);
    },
    tries: (number) =>
      ofPerson.all(handleOf(number)).map((row) => ({
        case: String(row.lookUp),
        system: row.system as RegisterTry["system"],
        messageId: String(row.messageId),
        requestHash: row.requestHash === null ? null : String(row.requestHash),
        outcome: String(row.outcome),
        at: Number(row.at),
      })),
    forget({ answers, tries }) {
      dropAnswers.run(answers);
      dropTries.run(tries);
    },
  };
}
