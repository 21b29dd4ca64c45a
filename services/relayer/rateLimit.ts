import { createHmac } from "node:crypto";
import { type RandomBytes, randomBytes } from "../../sdk/crypto/random.ts";

const MINUTE = 60_000;

/**
 * Counts requests of each address in the running minute. Addresses are kept in memory only, under a key that is drawn
 * anew every minute, and forgotten with it.
 * @returns Whether this address may go on.
 */
export function rateLimit(most: number, clock: () => number, random: RandomBytes): (address: string) => boolean {
  let minute = -1;
  let key: Uint8Array = new Uint8Array();
  let counts = new Map<string, number>();
  return (address) => {
    const now = Math.floor(clock() / MINUTE);
    if (now !== minute) [minute, key, counts] = [now, randomBytes(random, 32), new Map()];
    const name = createHmac("sha256", key).update(address).digest("base64");
    const count = (counts.get(name) ?? 0) + 1;
    counts.set(name, count);
    return count <= most;
  };
}
