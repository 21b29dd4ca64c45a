import type { DatabaseSync } from "node:sqlite";

/** A posting's text that mirrors have not all taken yet, by the tracker of its act. */
export type WaitingText = { readonly tracker: string; readonly text: string };

/** Texts on their way to mirrors. Every write is durable when its function returns. */
export type TextStore = {
  putText(waiting: WaitingText): void;
  texts(): readonly WaitingText[];
  dropText(tracker: string): void;
};

export const TEXT_SCHEMA = `
  CREATE TABLE IF NOT EXISTS texts (tracker TEXT PRIMARY KEY, text TEXT NOT NULL) STRICT, WITHOUT ROWID;`;

/** The table of texts in a relayer's database, which has it. */
export function textStore(database: DatabaseSync): TextStore {
  const put = database.prepare("INSERT INTO texts VALUES (?, ?) ON CONFLICT DO NOTHING");
  const all = database.prepare("SELECT * FROM texts ORDER BY tracker");
  const drop = database.prepare("DELETE FROM texts WHERE tracker = ?");
  return {
    putText({ tracker, text }) {
      put.run(tracker, text);
    },
    texts: () => all.all().map((row) => ({ tracker: String(row.tracker), text: String(row.text) })),
    dropText(tracker) {
      drop.run(tracker);
    },
  };
}
