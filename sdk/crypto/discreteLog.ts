import { HanpyoError } from "../errors.ts";
import {
  type ExtendedPoint,
  GENERATOR,
  IDENTITY,
  multiply,
  multiSum,
  negate,
  type Point,
  pointsEqual,
  toAffineMany,
  toExtended,
} from "./babyjubjub.ts";

/** The second count of a ciphertext is shifted by 24 bits (P5.2). */
export const COUNT_SHIFT = 1n << 24n;

/** Where the search stands, in points walked. */
export type LogProgress = (done: number, total: number) => void;

/** For every a from 0 to `bound`, a found by 64 bits of the x coordinate of aG; open addressing. */
export type LogTable = {
  readonly bound: number;
  /** a + 1 per place; 0 for an empty one. */
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
      `${bound} is not a bound of counts in 0 to ${COUNT_SHIFT - 1n}`,
      "Give ballots times points per option",
    );
  }
}

export class CountsNotFoundError extends HanpyoError {
  constructor(bound: number) {
    super(
      "COUNTS_NOT_FOUND",
      `No two counts from 0 to ${bound} give the decrypted point`,
      "Check that the shares belong to this sum and that the bound is ballots times points per option",
    );
  }
}

const BLOCK = 512;

/**
 * Finds the counts of all points (a + b 2^24) G, 0 <= a, b <= `bound` < 2^24, by two-dimensional baby-step
 * giant-step: a table of aG shared by all points, and for each point a walk over M - b 2^24 G. Time is linear in
 * `bound` (about 10 microseconds per step), memory about 24 to 48 bytes times `bound`.
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

/** The table of aG for a from 0 to `bound`; throws `LogBoundError`. */
export function makeLogTable(bound: number, progress?: (done: number) => void): LogTable {
  if (!Number.isInteger(bound) || bound < 0 || bound >= Number(COUNT_SHIFT)) throw new LogBoundError(bound);
  const size = 2 ** Math.ceil(Math.log2(2 * (bound + 1)));
  const [entries, lowBits, highBits] = [new Uint32Array(size), new Uint32Array(size), new Uint32Array(size)];
  walk(IDENTITY, GENERATOR, bound + 1, (a, point) => {
    const [low, high] = keyOf(point);
    let place = low & (size - 1);
    while (entries[place] !== 0) place = (place + 1) & (size - 1);
    entries[place] = a + 1;
    lowBits[place] = low;
    highBits[place] = high;
    if (a % BLOCK === 0) progress?.(a);
    return false;
  });
  return { bound, entries, lowBits, highBits };
}

/** Finds the counts of one point with a table; throws `CountsNotFoundError`. */
export function searchCounts(table: LogTable, point: Point, progress?: (done: number) => void): CountPair {
  const step = multiply(GENERATOR, COUNT_SHIFT);
  let found: CountPair | undefined;
  walk(point, negate(step), table.bound + 1, (high, candidate) => {
    if (high % BLOCK === 0) progress?.(high);
    const low = lookUp(table, candidate);
    if (low === undefined || !isCombination(point, low, high, step)) return false;
    found = [low, high];
    return true;
  });
  if (!found) throw new CountsNotFoundError(table.bound);
  return found;
}

function lookUp({ entries, lowBits, highBits }: LogTable, point: Point): number | undefined {
  const [low, high] = keyOf(point);
  const last = entries.length - 1;
  for (let place = low & last; entries[place] !== 0; place = (place + 1) & last) {
    if (lowBits[place] === low && highBits[place] === high) return (entries[place] as number) - 1;
  }
  return undefined;
}

function isCombination(point: Point, low: number, high: number, step: Point): boolean {
  const combined = multiSum([
    [BigInt(low), GENERATOR],
    [BigInt(high), step],
  ]);
  return pointsEqual(combined, point);
}

/** Visits start, start + step, ... up to `count` points, until `visit` returns true; one inversion per block. */
function walk(start: Point, step: Point, count: number, visit: (index: number, point: Point) => boolean): void {
  const increment = toExtended(step);
  let current: ExtendedPoint = toExtended(start);
  for (let first = 0; first < count; first += BLOCK) {
    const block: ExtendedPoint[] = [];
    for (let index = first; index < Math.min(first + BLOCK, count); index++) {
      block.push(current);
      current = current.add(increment);
    }
    if (toAffineMany(block).some((point, offset) => visit(first + offset, point))) return;
  }
}

function keyOf({ x }: Point): [low: number, high: number] {
  return [Number(x & 0xffffffffn), Number((x >> 32n) & 0xffffffffn)];
}
