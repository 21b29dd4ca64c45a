import type { RoundMemory } from "../hosting/rounds.ts";
import { runwayOf } from "./account.ts";
import type { Head } from "./chain.ts";
import { feeAbove } from "./fees.ts";
import { type HeadMemory, headAge, standingTime } from "./headMemory.ts";
import {
  AccountEmptyError,
  ChainStaleError,
  ChainStalledError,
  FeeTooHighError,
  NodeRefusesError,
} from "./refusals.ts";
import type { SendingLimits, SendingMemory } from "./sending.ts";

/** Why a service cannot bring anything to the chain now, as its health says it. */
export const HINDRANCES = [
  "chain unreachable",
  "chain stale",
  "chain stands still",
  "storage failed",
  "fee too high",
  "node refuses",
  "account empty",
] as const;
export type Hindrance = (typeof HINDRANCES)[number];

/** What a service knows by which it judges whether it can send. */
export type Known = {
  readonly memory: RoundMemory & HeadMemory;
  /** Nothing for a service that sends nothing. */
  readonly sending: SendingMemory | undefined;
  readonly limits: SendingLimits;
  /** Items that no block holds. */
  readonly waiting: number;
  /** Milliseconds of the service's clock. */
  readonly now: number;
};

/** What hinders the service, the gravest first; nothing if all is well. */
export function hindranceOf(known: Known): Hindrance | undefined {
  const { memory, sending, limits } = known;
  if (memory.failure !== undefined || memory.head === undefined) return "chain unreachable";
  if (isStale(known)) return "chain stale";
  if (sending?.storageFailure !== undefined) return "storage failed";
  if (sending === undefined) return undefined;
  if (isStalled(known)) return "chain stands still";
  if (feeAbove(memory.head, limits) !== undefined) return "fee too high";
  if (sending.refusal !== undefined) return "node refuses";
  return runwayOf(sending, memory.head, limits) === 0 ? "account empty" : undefined;
}

/**
 * Nothing is promised that cannot be sent now. Throws `ChainStaleError`, `ChainStalledError`, `FeeTooHighError`,
 * `NodeRefusesError` or `AccountEmptyError`.
 * @param head Read for this promise.
 */
export function requireSendable(known: Known & { readonly sending: SendingMemory }, head: Head): void {
  const { memory, sending, limits, now } = known;
  if (isStale(known)) throw new ChainStaleError(headAge(memory, now) ?? 0);
  if (isStalled(known)) throw new ChainStalledError(memory.head?.number ?? 0, standingTime(memory, now) ?? 0);
  const asked = feeAbove(head, limits);
  if (asked !== undefined) throw new FeeTooHighError(asked, limits.maxFee);
  if (sending.refusal !== undefined) throw new NodeRefusesError(sending.refusal.words);
  if (runwayOf(sending, head, limits) === 0) throw new AccountEmptyError();
}

/** What the node said, where it said something, to the last round or to a transaction. */
export function saidBy({ memory, sending }: Pick<Known, "memory" | "sending">): string | null {
  return memory.said ?? sending?.refusal?.words ?? null;
}

function isStale({ memory, limits, now }: Known): boolean {
  return memory.headAt !== undefined && now - memory.headAt > limits.staleAfter;
}

/** A chain that makes no blocks without transactions may stand still, as long as nothing waits. */
function isStalled({ memory, limits, waiting, now }: Known): boolean {
  return waiting > 0 && memory.movedAt !== undefined && now - memory.movedAt > limits.staleAfter;
}
