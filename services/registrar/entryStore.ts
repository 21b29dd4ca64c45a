import type { DatabaseSync, SQLOutputValue } from "node:sqlite";
import type { PublishedRollsId } from "../../sdk/chain/publishedRolls.ts";

/** A resident's entry of a published roll, as the office filed it (P12.11). */
export type FiledEntry = {
  /** The office's own. */
  readonly pseudonym: string;
  readonly sequence: number;
  readonly identityCommitment: bigint;
  /** By the voucher. */
  readonly rollIds: readonly bigint[];
  /** 384 bytes (P13.1). */
  readonly entry: Uint8Array;
};

/** The office's entries of published rolls. Every write is durable when its function returns. */
export type EntryStore = {
  /** A resident's entry of the highest sequence. */
  latest(pseudonym: string): FiledEntry | undefined;
  /** The entry that ever used a commitment. */
  ofCommitment(identityCommitment: bigint): FiledEntry | undefined;
  /** Throws if its sequence or its commitment is taken. */
  file(entry: FiledEntry): void;
  /** The latest entries of all residents, in the order of the office's pseudonyms. */
  all(): Iterable<FiledEntry>;
};

/**
 * Without row ids, and in the order of pseudonyms: nothing tells when somebody came. A place is a contract on a chain:
 * the proofs of its entries hold for no other.
 */
const SCHEMA = `
  CREATE TABLE IF NOT EXISTS entries (
    place TEXT NOT NULL, pseudonym TEXT NOT NULL, sequence INTEGER NOT NULL, identityCommitment TEXT NOT NULL,
    rollIds TEXT NOT NULL, entry BLOB NOT NULL CHECK (length(entry) = 384),
    PRIMARY KEY (place, pseudonym, sequence), UNIQUE (place, identityCommitment)
  ) STRICT, WITHOUT ROWID;`;

/** The entries of one contract of published rolls, in the database of the office's roll. */
export function entryStore(database: DatabaseSync, { chainId, rolls }: PublishedRollsId): EntryStore {
  database.exec(SCHEMA);
  const place = `${chainId}:${rolls.toLowerCase()}`;
  const latest = database.prepare(
    "SELECT * FROM entries WHERE place = ? AND pseudonym = ? ORDER BY sequence DESC LIMIT 1",
  );
  const ofCommitment = database.prepare("SELECT * FROM entries WHERE place = ? AND identityCommitment = ?");
  const file = database.prepare("INSERT INTO entries VALUES (?, ?, ?, ?, ?, ?)");
  const all = database.prepare(
    `SELECT * FROM entries AS e WHERE place = ? AND sequence =
       (SELECT max(sequence) FROM entries WHERE place = e.place AND pseudonym = e.pseudonym) ORDER BY pseudonym`,
  );
  return {
    latest: (pseudonym) => entryFrom(latest.get(place, pseudonym)),
    ofCommitment: (identityCommitment) => entryFrom(ofCommitment.get(place, String(identityCommitment))),
    file({ pseudonym, sequence, identityCommitment, rollIds, entry }) {
      file.run(place, pseudonym, sequence, String(identityCommitment), rollIds.join(" "), entry);
    },
    *all() {
      for (const row of all.iterate(place)) yield entryFrom(row) as FiledEntry;
    },
  };
}

function entryFrom(row: Record<string, SQLOutputValue> | undefined): FiledEntry | undefined {
  if (row === undefined) return undefined;
  return {
    pseudonym: String(row.pseudonym),
    sequence: Number(row.sequence),
    identityCommitment: BigInt(String(row.identityCommitment)),
    rollIds: String(row.rollIds).split(" ").filter(Boolean).map(BigInt),
    entry: row.entry as Uint8Array,
  };
}
