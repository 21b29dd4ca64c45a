import type { DatabaseSync } from "node:sqlite";
import { makeTables } from "../hosting/tables.ts";

/** A signed transaction, written before it is sent. There is at most one. */
export type Intent = {
  readonly nonce: number;
  readonly raw: string;
  /** Wei per gas. */
  readonly maxFee: bigint;
  /** Wei per gas. */
  readonly priorityFee: bigint;
  /** When the node took it, milliseconds of the service's clock; nothing if it is not known to have. */
  readonly sentAt: number | null;
};

/** The intent that must not be forgotten. Every write is durable when its function returns. */
export type IntentStore = {
  intent(): Intent | undefined;
  putIntent(intent: Intent): void;
  clearIntent(): void;
};

/** For a database that must have it before anything is read. */
export const INTENT_SCHEMA = `
  CREATE TABLE IF NOT EXISTS intents (
    id INTEGER PRIMARY KEY CHECK (id = 1), nonce INTEGER NOT NULL, raw TEXT NOT NULL,
    maxFee TEXT NOT NULL, priorityFee TEXT NOT NULL, sentAt INTEGER
  ) STRICT;`;

/** The table of the intent in a service's database. */
export function intentStore(database: DatabaseSync): IntentStore {
  makeTables(database, INTENT_SCHEMA);
  const intent = database.prepare("SELECT * FROM intents");
  const put = database.prepare("INSERT OR REPLACE INTO intents VALUES (1, ?, ?, ?, ?, ?)");
  const clear = database.prepare("DELETE FROM intents");
  return {
    intent() {
      const row = intent.get();
      if (row === undefined) return undefined;
      return {
        nonce: Number(row.nonce),
        raw: String(row.raw),
        maxFee: BigInt(String(row.maxFee)),
        priorityFee: BigInt(String(row.priorityFee)),
        sentAt: row.sentAt === null ? null : Number(row.sentAt),
      };
    },
    putIntent({ nonce, raw, maxFee, priorityFee, sentAt }) {
      put.run(nonce, raw, String(maxFee), String(priorityFee), sentAt);
    },
    clearIntent() {
      clear.run();
    },
  };
}
