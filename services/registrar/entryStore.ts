import type { DatabaseSync, SQLOutputValue } from "node:sqlite";

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

/** Without row ids, and in the order of pseudonyms: nothing tells when somebody came. */
const SCHEMA = `
  CREATE TABLE IF NOT EXISTS entries (
    pseudonym TEXT NOT NULL, sequence INTEGER NOT NULL, identityCommitment TEXT NOT NULL UNIQUE,
    rollIds TEXT NOT NULL, entry BLOB NOT NULL CHECK (length(entry) = 384),
    PRIMARY KEY (pseudonym, sequence)
  ) STRICT, WITHOUT ROWID;`;

/** The table of entries in the database of the office's roll. */
export function entryStore(database: DatabaseSync): EntryStore {
  database.exec(SCHEMA);
  const latest = database.prepare("SELECT * FROM entries WHERE pseudonym = ? ORDER BY sequence DESC LIMIT 1");
  const ofCommitment = database.prepare("SELECT * FROM entries WHERE identityCommitment = ?");
  const file = database.prepare("INSERT INTO entries VALUES (?, ?, ?, ?, ?)");
  const all = database.prepare(
    `SELECT * FROM entries AS e
     WHERE sequence = (SELECT max(sequence) FROM entries WHERE pseudonym = e.pseudonym) ORDER BY pseudonym`,
  );
  return {
    latest: (pseudonym) => entryFrom(latest.get(pseudonym)),
    ofCommitment: (identityCommitment) => entryFrom(ofCommitment.get(String(identityCommitment))),
    file({ pseudonym, sequence, identityCommitment, rollIds, entry }) {
      file.run(pseudonym, sequence, String(identityCommitment), rollIds.join(" "), entry);
    },
    *all() {
      for (const row of all.iterate()) yield entryFrom(row) as FiledEntry;
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
