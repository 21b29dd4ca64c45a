import type { DatabaseSync } from "node:sqlite";
import { openDatabase } from "../hosting/database.ts";
import { makeTables } from "../hosting/tables.ts";
import { INTENT_SCHEMA, type IntentStore, intentStore } from "../sending/intents.ts";
import type { Kept, PackageKind, Placement, SlotKey } from "./kept.ts";
import { keptTable, keptTableSchema } from "./keptTable.ts";
import { TEXT_SCHEMA, type TextStore, textStore } from "./textStore.ts";

/** What a relayer must not forget. Every write is durable when its function returns. */
export type Store = IntentStore &
  TextStore & {
    readonly database: DatabaseSync;
    /** Writes a package unless its slot and version are taken; returns what stands there. */
    insert(kept: Kept): Kept;
    find(key: SlotKey): Kept | undefined;
    byTracker(kind: PackageKind, tracker: string): Kept | undefined;
    /** Number of packages taken of a slot whose deadline is later than a time, Unix seconds. */
    taken(key: Omit<SlotKey, "version">, after: number): number;
    /** Packages whose placement is not final, in the order of their contents. */
    unsettled(): Kept[];
    /** How many are not final, and how many of them are in no block. */
    counts(): { readonly unsettled: number; readonly waiting: number };
    place(kept: Kept, placement: Placement, block: number | null, settled: boolean): void;
    close(): void;
  };

/** What each kind's table and two of its columns are called. */
const TABLES = {
  ballot: { table: "ballots", contract: "election", content: "ciphertexts" },
  act: { table: "acts", contract: "proposals", content: "message" },
} as const;

const SCHEMA = Object.values(TABLES).map(keptTableSchema).join("\n");

/**
 * Opens a relayer's database, which no other process may use at the same time.
 * @param file A path, readable by its owner alone once it is open; or ":memory:".
 * Throws `DatabaseUnusableError`, also while another process uses it, or `DatabaseOutdatedError`.
 */
export function openStore(file: string): Store {
  const database = openDatabase(file, {}, (opened) => {
    opened.exec("PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL");
    makeTables(opened, SCHEMA + TEXT_SCHEMA + INTENT_SCHEMA);
  });
  const tables = {
    ballot: keptTable(database, "ballot", TABLES.ballot),
    act: keptTable(database, "act", TABLES.act),
  } as const;
  const all = Object.values(tables);

  return {
    ...intentStore(database),
    ...textStore(database),
    database,
    insert: (kept) => tables[kept.kind].insert(kept),
    find: (key) => tables[key.kind].find(key),
    byTracker: (kind, tracker) => tables[kind].byTracker(tracker),
    taken: (key, after) => tables[key.kind].taken(key, after),
    unsettled: () => all.flatMap((table) => table.unsettled()),
    counts() {
      const [ballots, acts] = [tables.ballot.counts(), tables.act.counts()];
      return { unsettled: ballots.unsettled + acts.unsettled, waiting: ballots.waiting + acts.waiting };
    },
    place: (kept, placement, block, settled) => tables[kept.kind].place(kept, placement, block, settled),
    close: () => database.close(),
  };
}
