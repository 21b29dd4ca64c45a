import type { DatabaseSync, SQLOutputValue } from "node:sqlite";
import type { Acknowledgement } from "../../sdk/election/acknowledgement.ts";
import { openDatabase } from "../hosting/database.ts";
import { makeTables } from "../hosting/tables.ts";
import { INTENT_SCHEMA, type IntentStore, intentStore } from "../sending/intents.ts";

/** Where an acknowledged ballot stands: not in a block, in a block, or another ballot took its version. */
export type Placement = "waiting" | "cast" | "displaced";

/** An acknowledged ballot. */
export type StoredBallot = {
  readonly acknowledgement: Acknowledgement;
  readonly tracker: string;
  /** The package's text; empty once settled. */
  readonly package: string;
  readonly placement: Placement;
  /** Block of the ballot, or of the one that displaced it. */
  readonly block: number | null;
  /** Whether the placement is final. */
  readonly settled: boolean;
};

/** What a relayer must not forget. Every write is durable when its function returns. */
export type Store = IntentStore & {
  readonly database: DatabaseSync;
  /** Writes a ballot unless its slot and version are taken; returns what stands there. */
  insert(ballot: StoredBallot): StoredBallot;
  find(election: string, nullifier: bigint, version: bigint): StoredBallot | undefined;
  byTracker(tracker: string): StoredBallot | undefined;
  /** Number of ballots taken of a slot. */
  taken(election: string, nullifier: bigint): number;
  /** Ballots whose placement is not final, in the order of their hashes. */
  unsettled(): StoredBallot[];
  /** How many are not final, and how many of them are in no block. */
  counts(): { readonly unsettled: number; readonly waiting: number };
  place(ballot: StoredBallot, placement: Placement, block: number | null, settled: boolean): void;
  close(): void;
};

/** Without row ids: nothing in the file tells in which order ballots came. */
const SCHEMA = `
  CREATE TABLE IF NOT EXISTS ballots (
    chainId TEXT NOT NULL, election TEXT NOT NULL, nullifier TEXT NOT NULL, version INTEGER NOT NULL,
    ciphertexts TEXT NOT NULL, deadline INTEGER NOT NULL, relayer TEXT NOT NULL, signature TEXT NOT NULL,
    tracker TEXT NOT NULL, package TEXT NOT NULL,
    placement TEXT NOT NULL, block INTEGER, settled INTEGER NOT NULL,
    PRIMARY KEY (election, nullifier, version)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS trackers ON ballots (tracker);
  CREATE INDEX IF NOT EXISTS unsettled ON ballots (ciphertexts) WHERE settled = 0;`;

/**
 * Opens a relayer's database, which no other process may use at the same time.
 * @param file A path, readable by its owner alone once it is open; or ":memory:".
 * Throws `DatabaseUnusableError`, also while another process uses it, or `DatabaseOutdatedError`.
 */
export function openStore(file: string): Store {
  const database = openDatabase(file, {}, (opened) => {
    opened.exec("PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL");
    makeTables(opened, SCHEMA + INTENT_SCHEMA);
  });
  const insert = database.prepare(
    "INSERT INTO ballots VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
  );
  const find = database.prepare("SELECT * FROM ballots WHERE election = ? AND nullifier = ? AND version = ?");
  const byTracker = database.prepare("SELECT * FROM ballots WHERE tracker = ?");
  const taken = database.prepare("SELECT count(*) AS taken FROM ballots WHERE election = ? AND nullifier = ?");
  const unsettled = database.prepare("SELECT * FROM ballots WHERE settled = 0 ORDER BY ciphertexts");
  const counts = database.prepare(
    "SELECT count(*) AS unsettled, count(*) FILTER (WHERE placement = 'waiting') AS waiting FROM ballots WHERE settled = 0",
  );
  const place = database.prepare(
    "UPDATE ballots SET placement = ?, block = ?, settled = ?, package = ? WHERE election = ? AND nullifier = ? AND version = ?",
  );
  const found = (election: string, nullifier: bigint, version: bigint) =>
    ballotFrom(find.get(election, String(nullifier), Number(version)));

  return {
    ...intentStore(database),
    database,
    insert(ballot) {
      const { chainId, election, nullifier, version, ...signed } = ballot.acknowledgement;
      const { ciphertexts, deadline, relayer, signature } = signed;
      const key = [String(chainId), election, String(nullifier), Number(version)] as const;
      const state = [ballot.tracker, ballot.package, ballot.placement, ballot.block, Number(ballot.settled)] as const;
      insert.run(...key, ciphertexts, deadline, relayer, signature, ...state);
      return found(election, nullifier, version) as StoredBallot;
    },
    find: found,
    byTracker: (tracker) => ballotFrom(byTracker.get(tracker)),
    taken: (election, nullifier) => Number(taken.get(election, String(nullifier))?.taken),
    unsettled: () => unsettled.all().map((row) => ballotFrom(row) as StoredBallot),
    counts() {
      const row = counts.get();
      return { unsettled: Number(row?.unsettled), waiting: Number(row?.waiting) };
    },
    place({ acknowledgement: { election, nullifier, version }, package: text }, placement, block, settled) {
      const key = [election, String(nullifier), Number(version)] as const;
      place.run(placement, block, Number(settled), settled ? "" : text, ...key);
    },
    close: () => database.close(),
  };
}

function ballotFrom(row: Record<string, SQLOutputValue> | undefined): StoredBallot | undefined {
  if (row === undefined) return undefined;
  return {
    acknowledgement: {
      chainId: BigInt(String(row.chainId)),
      election: String(row.election),
      nullifier: BigInt(String(row.nullifier)),
      version: BigInt(row.version as number),
      ciphertexts: String(row.ciphertexts),
      deadline: Number(row.deadline),
      relayer: String(row.relayer),
      signature: String(row.signature),
    },
    tracker: String(row.tracker),
    package: String(row.package),
    placement: row.placement as Placement,
    block: row.block === null ? null : Number(row.block),
    settled: row.settled === 1,
  };
}
