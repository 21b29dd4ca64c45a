import type { RandomBytes } from "../../sdk/crypto/random.ts";
import { keyedCounts } from "../../services/hosting/rateLimit.ts";

/** How much of the node's work those who ask the page's server may have. */
export type NodeLimits = {
  /** Most calls in a minute from one network; of a batch each counts. */
  readonly callsPerMinute: number;
  /** Bytes of answers in a minute after which one network waits for the next. */
  readonly answerBytesPerMinute: number;
  /** Most requests that the node answers at a time. */
  readonly atATime: number;
  /** Of them, from one network. */
  readonly atATimePerNetwork: number;
};

/** A page asks some dozens of calls when it opens; an audit reads all ballots of an election. */
export const NODE_DEFAULTS: NodeLimits = {
  callsPerMinute: 6_000,
  answerBytesPerMinute: 256 * 1024 * 1024,
  atATime: 64,
  atATimePerNetwork: 16,
};

const MINUTE = 60_000;

/** What each network has of the node. */
export type NodeShares = {
  /** Counts calls. @returns Whether they may be asked: neither they nor the answers so far are too many. */
  ask(network: string, calls: number): boolean;
  /** Counts the bytes of an answer. */
  answered(network: string, bytes: number): void;
  /** Takes a turn at the node, which must be ended; otherwise says who has all of them. */
  begin(network: string): "begun" | "all taken" | "own taken";
  end(network: string): void;
  /** Seconds until calls and bytes are counted anew. */
  anewIn(): number;
};

/** @param clock Milliseconds. */
export function nodeShares(limits: NodeLimits, clock: () => number, random: RandomBytes): NodeShares {
  const calls = keyedCounts(MINUTE, clock, random);
  const bytes = keyedCounts(MINUTE, clock, random);
  const turns = new Map<string, number>();
  let all = 0;
  return {
    ask: (network, count) =>
      calls.add(network, count) <= limits.callsPerMinute && bytes.add(network, 0) < limits.answerBytesPerMinute,
    answered: (network, count) => void bytes.add(network, count),
    begin(network) {
      const own = turns.get(network) ?? 0;
      if (own >= limits.atATimePerNetwork) return "own taken";
      if (all >= limits.atATime) return "all taken";
      turns.set(network, own + 1);
      all++;
      return "begun";
    },
    end(network) {
      all--;
      const rest = (turns.get(network) ?? 1) - 1;
      if (rest > 0) turns.set(network, rest);
      else turns.delete(network);
    },
    anewIn: () => Math.ceil((MINUTE - (clock() % MINUTE)) / 1_000),
  };
}
