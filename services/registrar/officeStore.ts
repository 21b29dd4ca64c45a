import type { DatabaseSync, SQLOutputValue } from "node:sqlite";
import type { EnrolmentFile } from "../../sdk/enrolling/officeAnswers.ts";
import { makeTables } from "../hosting/tables.ts";
import { inTransaction } from "../hosting/transaction.ts";
import { type IntentStore, intentStore } from "../sending/intents.ts";
import { type ObjectionStore, objectionStore } from "./objectionStore.ts";

/** For which commitment an office signed, or will, at a sequence of a pseudonym (P12.6). */
export type HeldVoucher = {
  readonly pseudonym: string;
  readonly sequence: number;
  readonly identityCommitment: bigint;
  /** Unix seconds. */
  readonly expiresAt: number;
};

/** Where an enrolment stands that somebody asked this office to bring to the chain (P12.7). */
export type StoredEnrolment = {
  readonly identityCommitment: bigint;
  readonly file: EnrolmentFile;
  readonly state: "waiting" | "included" | "final" | "refused";
  readonly block: number | null;
  readonly refusal: string | null;
};

/** What the service itself must not forget, beside the roll. Every write is durable when its function returns. */
export type OfficeStore = ObjectionStore &
  IntentStore & {
    voucher(pseudonym: string, sequence: number): HeldVoucher | undefined;
    /**
     * Holds a sequence for one commitment, unless another one holds it until after `now` (Unix seconds, the chain's).
     * `also` runs in the same transaction, which is undone if it throws.
     * @returns What holds the sequence afterwards.
     */
    holdVoucher(voucher: HeldVoucher, now: number, also: () => void): HeldVoucher;
    enrolment(identityCommitment: bigint): StoredEnrolment | undefined;
    putEnrolment(enrolment: StoredEnrolment): void;
    /** Enrolments that may still change, in the order of their commitments. */
    unsettled(): StoredEnrolment[];
    /** Enrolments that the chain refused, and whose vouchers are valid after `now` (Unix seconds, the chain's). */
    refusedUntil(now: number): StoredEnrolment[];
  };

/** Without row ids where an order would tell when somebody came. */
const SCHEMA = `
  CREATE TABLE IF NOT EXISTS vouchers (
    pseudonym TEXT NOT NULL, sequence INTEGER NOT NULL, identityCommitment TEXT NOT NULL, expiresAt INTEGER NOT NULL,
    PRIMARY KEY (pseudonym, sequence)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS enrolments (
    identityCommitment TEXT PRIMARY KEY, file TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'included', 'final', 'refused')), block INTEGER, refusal TEXT
  ) STRICT, WITHOUT ROWID;`;

/** The service's tables in the database of the office's roll. */
export function officeStore(database: DatabaseSync): OfficeStore {
  makeTables(database, SCHEMA);
  const voucher = database.prepare("SELECT * FROM vouchers WHERE pseudonym = ? AND sequence = ?");
  const hold = database.prepare(
    `INSERT INTO vouchers VALUES (?, ?, ?, ?) ON CONFLICT (pseudonym, sequence) DO UPDATE SET
       identityCommitment = excluded.identityCommitment,
       expiresAt = CASE WHEN identityCommitment = excluded.identityCommitment
         THEN max(expiresAt, excluded.expiresAt) ELSE excluded.expiresAt END
     WHERE identityCommitment = excluded.identityCommitment OR expiresAt <= ?`,
  );
  const enrolment = database.prepare("SELECT * FROM enrolments WHERE identityCommitment = ?");
  const putEnrolment = database.prepare("INSERT OR REPLACE INTO enrolments VALUES (?, ?, ?, ?, ?)");
  const unsettled = database.prepare(
    "SELECT * FROM enrolments WHERE state IN ('waiting', 'included') ORDER BY identityCommitment",
  );
  const refusedUntil = database.prepare(
    "SELECT * FROM enrolments WHERE state = 'refused' AND json_extract(file, '$.expiresAt') > ? ORDER BY identityCommitment",
  );
  const heldVoucher = (pseudonym: string, sequence: number) => voucherFrom(voucher.get(pseudonym, sequence));

  return {
    ...objectionStore(database),
    ...intentStore(database),
    voucher: heldVoucher,
    holdVoucher({ pseudonym, sequence, identityCommitment, expiresAt }, now, also) {
      inTransaction(database, () => {
        hold.run(pseudonym, sequence, String(identityCommitment), expiresAt, now);
        if (heldVoucher(pseudonym, sequence)?.identityCommitment === identityCommitment) also();
      });
      return heldVoucher(pseudonym, sequence) as HeldVoucher;
    },
    enrolment: (identityCommitment) => enrolmentFrom(enrolment.get(String(identityCommitment))),
    putEnrolment({ identityCommitment, file, state, block, refusal }) {
      putEnrolment.run(String(identityCommitment), JSON.stringify(file), state, block, refusal);
    },
    unsettled: () => unsettled.all().map((row) => enrolmentFrom(row) as StoredEnrolment),
    refusedUntil: (now) => refusedUntil.all(now).map((row) => enrolmentFrom(row) as StoredEnrolment),
  };
}

type Row = Record<string, SQLOutputValue>;

function voucherFrom(row: Row | undefined): HeldVoucher | undefined {
  if (row === undefined) return undefined;
  return {
    pseudonym: String(row.pseudonym),
    sequence: Number(row.sequence),
    identityCommitment: BigInt(String(row.identityCommitment)),
    expiresAt: Number(row.expiresAt),
  };
}

function enrolmentFrom(row: Row | undefined): StoredEnrolment | undefined {
  if (row === undefined) return undefined;
  return {
    identityCommitment: BigInt(String(row.identityCommitment)),
    file: JSON.parse(String(row.file)) as EnrolmentFile,
    state: row.state as StoredEnrolment["state"],
    block: row.block === null ? null : Number(row.block),
    refusal: row.refusal === null ? null : String(row.refusal),
  };
}
