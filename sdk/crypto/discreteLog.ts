import { HanpyoError, told } from "../errors.ts";
import { GENERATOR, IDENTITY, multiply, multiSum, negate, type Point, pointsEqual } from "./babyjubjub.ts";
import { evenWalk } from "./evenWalk.ts";

/** The second count of a ciphertext is shifted by 24 bits (P5.2). */
export const COUNT_SHIFT = 1n << 24n;

/** Where the search stands, in points walked. */
export type LogProgress = (done: number, total: number) => void;

/** For every a from 1 to `bound`, a found by 64 bits of the u of aG (`evenWalk`); open addressing. */
export type LogTable = {
  readonly bound: number;
  /** a per place; 0 for an empty one. */
  readonly entries: Uint32Array;
  readonly lowBits: Uint32Array;
  readonly highBits: Uint32Array;
};

/** a and b of a point (a + b 2^24) G. */
export type CountPair = readonly [low: number, high: number];

export class LogBoundError extends HanpyoError {
  constructor(bound: number) {
    super(
      "LOG_BOUND",
      told`${{ bound }} is not a bound of counts in 0 to ${{ most: COUNT_SHIFT - 1n }}`,
      "Give ballots times points per option",
    );
  }
}

export class CountsNotFoundError extends HanpyoError {
  constructor(bound: number) {
    super(
      "COUNTS_NOT_FOUND",
      told`No two counts from 0 to ${{ bound }} give the decrypted point`,
      "Check that the shares belong to this sum and that the bound is ballots times points per option",
    );
  }
}

/**
 * Finds the counts of all points (a + b 2^24) G, 0 <= a, b <= `bound` < 2^24, by two-dimensional baby-step
 * giant-step: a table of aG shared by all points, and for each point a walk over M - b 2^24 G. Time is linear in
 * `bound` (about 2 microseconds per step), memory about 24 to 48 bytes times `bound`.
 * Throws `LogBoundError`, or `CountsNotFoundError` for a point without counts in the bound.
 */
export function findCounts(points: readonly Point[], bound: number, progress?: LogProgress): CountPair[] {
  const total = (bound + 1) * (points.length + 1);
  const table = makeLogTable(bound, (done) => progress?.(done, total));
  return points.map((point, index) => {
    const before = (bound + 1) * (index + 1);
    const pair = searchCounts(table, point, (done) => progress?.(before + done, total));
    progress?.(before + bound + 1, total);
    return pair;
  });
}

/** The table of aG for a from 1 to `bound`; throws `LogBoundError`. */
export function makeLogTable(bound: number, progress?: (done: number) => void): LogTable {
  if (!Number.isInteger(bound) || bound < 0 || bound >= Number(COUNT_SHIFT)) throw new LogBoundError(bound);
  const size = 2 ** Math.ceil(Math.log2(2 * (bound + 1)));
  const [entries, lowBits, highBits] = [new Uint32Array(size), new Uint32Array(size), new Uint32Array(size)];
  const keyOf = keyReader();
  const put = (a: number, u: bigint | undefined) => {
    if (u === undefined) return false;
    const [low = 0, high = 0] = keyOf(u);
    let place = low & (size - 1);
    while (entries[place] !== 0) place = (place + 1) & (size - 1);
    entries[place] = a;
    lowBits[place] = low;
    highBits[place] = high;
    return false;
  };
  evenWalk({ start: IDENTITY, step: GENERATOR, count: bound + 1 }, put, progress);
  return { bound, entries, lowBits, highBits };
}

/** Finds the counts of one point with a table; throws `CountsNotFoundError`. */
export function searchCounts(table: LogTable, point: Point, progress?: (done: number) => void): CountPair {
  const step = multiply(GENERATOR, COUNT_SHIFT);
  const keyOf = keyReader();
  let found: CountPair | undefined;
  const seek = (high: number, u: bigint | undefined) => {
    // A table's point and its negative have one u: whether it is the one, the two counts say.
    const low = candidates(table, u, keyOf).find((a) => isCombination(point, a, high, step));
    if (low !== undefined) found = [low, high];
    return low !== undefined;
  };
  evenWalk({ start: point, step: negate(step), count: table.bound + 1 }, seek, progress);
  if (!found) throw new CountsNotFoundError(table.bound);
  return found;
}

const NONE: readonly number[] = [];

/** Every a whose aG may have this u. */
function candidates(
  { entries, lowBits, highBits }: LogTable,
  u: bigint | undefined,
  keyOf: KeyReader,
): readonly number[] {
  if (u === undefined) return [0];
  const [low = 0, high = 0] = keyOf(u);
  const last = entries.length - 1;
  let found = NONE;
  for (let place = low & last; entries[place] !== 0; place = (place + 1) & last) {
    if (lowBits[place] === low && highBits[place] === high) found = [...found, entries[place] as number];
  }
  return found;
}

function isCombination(point: Point, low: number, high: number, step: Point): boolean {
  const combined = multiSum([
    [BigInt(low), GENERATOR],
    [BigInt(high), step],
  ]);
  return pointsEqual(combined, point);
}

type KeyReader = (u: bigint) => Uint32Array;

/** Reads the lowest 64 bits of a number as two words, always into the same two. */
function keyReader(): KeyReader {
  const bits = new BigUint64Array(1);
  const words = new Uint32Array(bits.buffer);
  return (u) => {
    bits[0] = BigInt.asUintN(64, u);
    return words;
  };
}
