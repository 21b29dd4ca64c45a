import { IDENTITY, negate, type Point, sumPoints } from "../../../sdk/crypto/babyjubjub.ts";
import { emptyWords } from "../../../sdk/election/ballot.ts";
import type { ElectionRecord, RegistryRecord } from "../../../sdk/verify/record.ts";
import { pointFrom } from "../../../sdk/verify/recordValues.ts";

/** A change to a good record, and the checks that must fail for it: the one it is meant for first. */
export type Alteration<Altered extends ElectionRecord = RegistryRecord> = {
  readonly what: string;
  readonly alter: (record: Altered) => unknown;
  readonly failing: readonly string[];
};

type Board = ElectionRecord["board"];
type Ballot = ElectionRecord["batches"][number]["ballots"][number];

/** Blocks later than any of the record's. */
export const FAR = 1_000_000;

export function at<T>(items: readonly T[], index: number, change: (item: T) => T): T[] {
  return items.map((item, m) => (m === index ? change(item) : item));
}

export function board(record: RegistryRecord, change: (board: Board) => Partial<Board>): RegistryRecord {
  return { ...record, board: { ...record.board, ...change(record.board) } };
}

export function ballot(record: RegistryRecord, batch: number, index: number, change: (ballot: Ballot) => Ballot) {
  const batches = at(record.batches, batch, (one) => ({ ...one, ballots: at(one.ballots, index, change) }));
  return { ...record, batches };
}

export function constitution(record: RegistryRecord, change: Partial<ElectionRecord["constitution"]>): RegistryRecord {
  return { ...record, constitution: { ...record.constitution, ...change } };
}

export function census(record: RegistryRecord, change: { root?: string; depth?: number; activeMembers?: number }) {
  const { root, ...counts } = change;
  const roll = record.roll.map((entry) => ({
    ...entry,
    checkpoints: entry.checkpoints.map((one) => ({ ...one, ...change })),
  }));
  const opening = { ...present(record.opening), ...counts, ...(root === undefined ? {} : { censusRoot: root }) };
  return { ...record, roll, opening };
}

export function present<T>(value: T | null | undefined): T {
  if (value === null || value === undefined) throw new Error("The real record lacks what is to be altered");
  return value;
}

export function enrolment(record: RegistryRecord, index: number, change: object) {
  return {
    ...record,
    roll: at(record.roll, 0, (entry) => ({
      ...entry,
      enrolments: at(entry.enrolments, index, (one) => ({ ...one, ...change })),
    })),
  };
}

/** Replaces the last dealer's constant term so that all constant terms add up to O. */
export function cancelled({ dealings, ...rest }: Board): Partial<Board> {
  const others = sumPoints(dealings.slice(0, -1).map(({ polynomial }) => pointFrom(present(polynomial[0])) as Point));
  const { x, y } = negate(others);
  const cancel = { x: String(x), y: String(y) };
  return {
    ...rest,
    dealings: at(dealings, dealings.length - 1, (one) => ({
      ...one,
      polynomial: [cancel, ...one.polynomial.slice(1)],
    })),
  };
}

/** The identity point, as a record spells it. */
export const O = { x: String(IDENTITY.x), y: String(IDENTITY.y) };
export const identityWords = (ballotSize: number) => emptyWords(ballotSize).map(String);

export function hexOf(text: string): string {
  return Buffer.from(text).toString("hex");
}
