import { setTimeout as wait } from "node:timers/promises";
import { type RandomBytes, randomBytes } from "../../../sdk/crypto/random.ts";
import { RegisterUnavailableError } from "./refusals.ts";

/** Tries in all, and milliseconds before a further one: twice as long each time, with up to as much again by chance. */
const TRIES = 3;
const PAUSE = 200;

/** Pauses between tries; a test takes none. */
export type Pause = (milliseconds: number) => Promise<unknown>;

/** Tries again what found no register; whatever else went wrong would go wrong again. */
export async function triedAgain<T>(attempt: () => Promise<T>, random: RandomBytes, pause: Pause = wait): Promise<T> {
  for (let one = 1; ; one++) {
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof RegisterUnavailableError) || one === TRIES) throw error;
      const [chance = 0] = randomBytes(random, 1);
      await pause(PAUSE * 2 ** (one - 1) * (1 + chance / 256));
    }
  }
}

/** A random UUID (RFC 9562, version 4). */
export function newUuid(random: RandomBytes): string {
  const bytes = Buffer.from(randomBytes(random, 16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  return bytes.toString("hex").replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
