import { createHmac } from "node:crypto";
import { type RandomBytes, randomBytes } from "../../sdk/crypto/random.ts";

const MINUTE = 60_000;

/** Counts by address in a running period. */
export type KeyedCounts = {
  /** Adds to an address's count. @returns The count afterwards. */
  add(address: string, count: number): number;
};

/**
 * Addresses are kept in memory only, under a key that is drawn anew every period, and forgotten with it.
 * @param period Milliseconds.
 */
export function keyedCounts(period: number, clock: () => number, random: RandomBytes): KeyedCounts {
  let current = -1;
  let key: Uint8Array = new Uint8Array();
  let counts = new Map<string, number>();
  return {
    add(address, count) {
      const now = Math.floor(clock() / period);
      if (now !== current) [current, key, counts] = [now, randomBytes(random, 32), new Map()];
      const name = createHmac("sha256", key).update(address).digest("base64");
      const sum = (counts.get(name) ?? 0) + count;
      counts.set(name, sum);
      return sum;
    },
  };
}

/**
 * Counts requests of each address in the running minute.
 * @returns Whether this address may go on.
 */
export function rateLimit(most: number, clock: () => number, random: RandomBytes): (address: string) => boolean {
  const counts = keyedCounts(MINUTE, clock, random);
  return (address) => counts.add(address, 1) <= most;
}
