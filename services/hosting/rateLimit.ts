import { createHmac } from "node:crypto";
import { type RandomBytes, randomBytes } from "../../sdk/crypto/random.ts";

const MINUTE = 60_000;
/** Most names that are counted in a period. Whoever has as many networks is not held up by one more. */
const MOST = 262_144;

/** Counts by name (of a network, of a session) in a running period. */
export type KeyedCounts = {
  /** Adds to a name's count. @returns The count afterwards; 0 for a name beyond the first 262,144 of a period. */
  add(name: string, count: number): number;
};

/**
 * Names are kept in memory only, under a key that is drawn anew every period, and forgotten with it.
 * @param period Milliseconds.
 */
export function keyedCounts(period: number, clock: () => number, random: RandomBytes): KeyedCounts {
  let current = -1;
  let key: Uint8Array = new Uint8Array();
  let counts = new Map<string, number>();
  return {
    add(name, count) {
      const now = Math.floor(clock() / period);
      if (now !== current) [current, key, counts] = [now, randomBytes(random, 32), new Map()];
      const hidden = createHmac("sha256", key).update(name).digest("base64");
      const known = counts.get(hidden);
      if (known === undefined && counts.size >= MOST) return 0;
      const sum = (known ?? 0) + count;
      if (sum > 0) counts.set(hidden, sum);
      else counts.delete(hidden);
      return sum;
    },
  };
}

/**
 * Counts requests of each name in the running minute.
 * @returns Whether this one may go on.
 */
export function rateLimit(most: number, clock: () => number, random: RandomBytes): (name: string) => boolean {
  const counts = keyedCounts(MINUTE, clock, random);
  return (name) => counts.add(name, 1) <= most;
}
