import type { RandomBytes } from "../../sdk/crypto/random.ts";
import { keyedCounts } from "../hosting/rateLimit.ts";
import { RateExceededError } from "../hosting/refusals.ts";
import { QueueFullError } from "./refusals.ts";

const [MINUTE, HOUR] = [60_000, 3_600_000];
/** Most checks of one network that wait for each other. */
const MOST_WAITING = 8;

/** Checks of proofs by the networks that sent them. */
export type Unproved = {
  /**
   * Runs a check, and counts it against its network unless the proof holds. A network that sent a proof which did not
   * hold in the running hour has its proofs checked one after another, so that it takes one thread at most.
   * Throws `RateExceededError` or `QueueFullError`, or what the check throws.
   */
  check(network: string, action: () => Promise<boolean>): Promise<boolean>;
};

/** @param most Proofs of one network in a minute that may not hold. */
export function newUnproved(most: number, clock: () => number, random: RandomBytes): Unproved {
  const recent = keyedCounts(MINUTE, clock, random);
  const wrong = keyedCounts(HOUR, clock, random);
  /** Of networks that have a check waiting. */
  const turns = new Map<string, { last: Promise<unknown>; waiting: number }>();

  function singly(network: string, action: () => Promise<boolean>): Promise<boolean> {
    const turn = turns.get(network) ?? { last: Promise.resolve(), waiting: 0 };
    if (turn.waiting >= MOST_WAITING) throw new QueueFullError(MOST_WAITING);
    turn.waiting++;
    turns.set(network, turn);
    const checked = turn.last.then(action).finally(() => {
      turn.waiting--;
      if (turn.waiting === 0) turns.delete(network);
    });
    turn.last = checked.catch(() => undefined);
    return checked;
  }

  return {
    async check(network, action) {
      if (recent.add(network, 0) >= most) throw new RateExceededError(most);
      const holds = await (wrong.add(network, 0) > 0 ? singly(network, action) : action());
      if (!holds) for (const counts of [recent, wrong]) counts.add(network, 1);
      return holds;
    },
  };
}
