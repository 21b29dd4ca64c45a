import type { DatabaseSync } from "node:sqlite";
import { HanpyoError, told } from "../../sdk/errors.ts";
import { isShown, leafHash, type TextLeaf } from "../../sdk/proposals/textLeaf.ts";
import { openDatabase } from "../hosting/database.ts";
import { makeTables } from "../hosting/tables.ts";
import { inTransaction } from "../hosting/transaction.ts";
import type { LogEvent } from "./chainView.ts";

/** What a mirror must not forget. Every write is durable when its function returns. */
export type TextStore = {
  /** All leaves of a text, those that nobody is shown too; undefined if there is none. */
  leaves(digest: string): readonly TextLeaf[] | undefined;
  /** Writes the leaves of a text in place of those that were there. */
  write(digest: string, leaves: readonly TextLeaf[]): void;
  /** Number of texts. */
  count(): number;
  /** Digests of the texts of which no leaf is missing. */
  whole(): ReadonlySet<string>;
  /** The chain's events that are final, in their order, and the block up to which they are all there. */
  events(): { readonly events: readonly LogEvent[]; readonly until: number };
  append(events: readonly LogEvent[], until: number): void;
  close(): void;
};

export class MirrorDatabaseForeignError extends HanpyoError {
  constructor(file: string, found: string, expected: string) {
    super(
      "MIRROR_DATABASE_FOREIGN",
      told`${{ file }} follows the notices of ${{ found }}, not of ${{ expected }}`,
      "Give the file that belongs to this chain and contract, or a new one; texts come again from other mirrors",
    );
  }
}

/** Without row ids: nothing in the file tells in which order texts came. */
const SCHEMA = `
  CREATE TABLE IF NOT EXISTS leaves (
    digest TEXT NOT NULL, place INTEGER NOT NULL, hash TEXT NOT NULL, salt TEXT, text TEXT,
    PRIMARY KEY (digest, place)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS events (position INTEGER PRIMARY KEY, event TEXT NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS followed (
    one INTEGER PRIMARY KEY CHECK (one = 1), notices TEXT NOT NULL, until INTEGER NOT NULL
  ) STRICT;`;

/**
 * Opens a mirror's database, which no other process may use at the same time.
 * @param file A path, readable by its owner alone once it is open; or ":memory:".
 * @param followed Chain and contract of notices, as a text.
 * Throws `DatabaseUnusableError`, `DatabaseOutdatedError` or `MirrorDatabaseForeignError`.
 */
export function openTextStore(file: string, followed: string): TextStore {
  const database = openDatabase(file, {}, (opened) => {
    opened.exec("PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL");
    makeTables(opened, SCHEMA);
    opened.prepare("INSERT OR IGNORE INTO followed VALUES (1, ?, -1)").run(followed);
    const found = String(opened.prepare("SELECT notices FROM followed").get()?.notices);
    if (found !== followed) throw new MirrorDatabaseForeignError(file, found, followed);
  });
  return storeIn(database);
}

function storeIn(database: DatabaseSync): TextStore {
  const select = database.prepare("SELECT hash, salt, text FROM leaves WHERE digest = ? ORDER BY place");
  const insert = database.prepare("INSERT OR REPLACE INTO leaves VALUES (?, ?, ?, ?, ?)");
  const add = database.prepare("INSERT INTO events (event) VALUES (?)");
  return {
    leaves(digest) {
      const rows = select.all(digest) as {
        readonly hash: string;
        readonly salt: string | null;
        readonly text: string;
      }[];
      if (rows.length === 0) return undefined;
      return rows.map(({ hash, salt, text }) => (salt === null ? { hash } : { salt, text }));
    },
    write(digest, leaves) {
      inTransaction(database, () => {
        for (const [place, leaf] of leaves.entries()) {
          const [salt, text] = isShown(leaf) ? [leaf.salt, leaf.text] : [null, null];
          insert.run(digest, place, leafHash(place, leaf), salt, text);
        }
      });
    },
    count: () => Number(database.prepare("SELECT count(DISTINCT digest) AS n FROM leaves").get()?.n),
    whole() {
      const rows = database.prepare("SELECT digest FROM leaves GROUP BY digest HAVING count(salt) = count(*)").all();
      return new Set(rows.map(({ digest }) => String(digest)));
    },
    events() {
      const rows = database.prepare("SELECT event FROM events ORDER BY position").all();
      const until = Number(database.prepare("SELECT until FROM followed").get()?.until);
      return { events: rows.map(({ event }) => JSON.parse(String(event)) as LogEvent), until };
    },
    append(events, until) {
      inTransaction(database, () => {
        for (const event of events) add.run(JSON.stringify(event));
        database.prepare("UPDATE followed SET until = ?").run(until);
      });
    },
    close: () => database.close(),
  };
}
