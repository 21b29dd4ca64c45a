import type { RoundMemory } from "../hosting/rounds.ts";
import { runwayOf } from "./account.ts";
import type { Chain, Head } from "./chain.ts";
import { feeAbove } from "./fees.ts";
import type { FinalityMemory } from "./finality.ts";
import { ageOf, type HeadMemory, standingTime } from "./headMemory.ts";
import {
  AccountEmptyError,
  ChainStaleError,
  ChainStalledError,
  FeeTooHighError,
  FinalityUnknownError,
  NodeAloneError,
  NodeRefusesError,
  NodesDisagreeError,
  PromiseLateError,
  StoreFullError,
} from "./refusals.ts";
import type { SendingLimits, SendingMemory } from "./sending.ts";

/** Why a service cannot bring anything to the chain now, as its health says it. */
export const HINDRANCES = [
  "chain unreachable",
  "chain stale",
  "chain stands still",
  "storage failed",
  "nodes disagree",
  "finality unknown",
  "store full",
  "fee too high",
  "node refuses",
  "account empty",
  "promise late",
  "finality stalled",
  "single-node",
] as const;
export type Hindrance = (typeof HINDRANCES)[number];

/** What a service knows by which it judges whether it can send. */
export type Known = {
  readonly memory: RoundMemory & HeadMemory & FinalityMemory;
  readonly chain: Pick<Chain, "nodes">;
  /** Nothing for a service that sends nothing. */
  readonly sending: SendingMemory | undefined;
  readonly limits: SendingLimits;
  /** Items that no block holds. */
  readonly waiting: number;
  /** Items that are not final, with those that wait. */
  readonly unsettled: number;
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
  if (disputeOf(memory) !== undefined) return "nodes disagree";
  if (!isFinalityKnown(known)) return "finality unknown";
  if (known.unsettled >= limits.mostUnsettled) return "store full";
  if (feeAbove(memory.head, limits) !== undefined) return "fee too high";
  if (sending.refusal !== undefined) return "node refuses";
  if (runwayOf(sending, memory.head, limits) === 0) return "account empty";
  if (sending.isLate === true) return "promise late";
  if (isFinalityStalled(known)) return "finality stalled";
  return known.chain.nodes.length === 1 ? "single-node" : undefined;
}

/**
 * Nothing is promised of which two nodes could not show that it was kept. One node alone is enough for tests, which bind
 * nobody. Finality that stands still lets a service keep what it promised, until its store is full.
 * Throws `NodeAloneError`, `NodesDisagreeError`, `FinalityUnknownError` or `StoreFullError`.
 */
export function requireSettleable(known: Known, isTest: boolean): void {
  const { memory, chain, limits, unsettled } = known;
  if (chain.nodes.length === 1 && !isTest) throw new NodeAloneError();
  const dispute = disputeOf(memory);
  if (dispute !== undefined) throw new NodesDisagreeError(dispute);
  if (!isFinalityKnown(known)) throw new FinalityUnknownError(Math.floor(limits.staleAfter / 1_000));
  if (unsettled >= limits.mostUnsettled) throw new StoreFullError(limits.mostUnsettled);
}

/**
 * Nothing is promised that cannot be sent now. Throws `ChainStaleError`, `ChainStalledError`, `FeeTooHighError`,
 * `NodeRefusesError`, `AccountEmptyError` or `PromiseLateError`.
 * @param head Read for this promise.
 */
export function requireSendable(known: Known & { readonly sending: SendingMemory }, head: Head): void {
  const { memory, sending, limits, now } = known;
  if (isStale(known)) throw new ChainStaleError(ageOf(knownSince(memory), now) ?? 0);
  if (isStalled(known)) throw new ChainStalledError(memory.head?.number ?? 0, standingTime(memory, now) ?? 0);
  const asked = feeAbove(head, limits);
  if (asked !== undefined) throw new FeeTooHighError(asked, limits.maxFee);
  if (sending.refusal !== undefined) throw new NodeRefusesError(sending.refusal.words);
  if (runwayOf(sending, head, limits) === 0) throw new AccountEmptyError();
  if (sending.isLate === true) throw new PromiseLateError();
}

/** What nodes contradict one another in; nothing if they do not. */
export function disputeOf({ finality, dispute }: FinalityMemory): string | undefined {
  return finality?.kind === "disputed" ? finality.words : dispute;
}

/** What the node said, where it said something, to the last round or to a transaction. */
export function saidBy({ memory, sending }: Pick<Known, "memory" | "sending">): string | null {
  return memory.said ?? disputeOf(memory) ?? sending?.refusal?.words ?? null;
}

/** What was read of the chain and led to nothing, as no round went well since, is as old as the last that did. */
function isStale({ memory, limits, now }: Known): boolean {
  return knownSince(memory) !== undefined && now - (knownSince(memory) as number) > limits.staleAfter;
}

function knownSince({ headAt, roundEndedAt }: Known["memory"]): number | undefined {
  return headAt === undefined || roundEndedAt === undefined ? headAt : Math.min(headAt, roundEndedAt);
}

/** A chain that makes no blocks without transactions may stand still, as long as nothing waits. */
function isStalled({ memory, limits, waiting, now }: Known): boolean {
  return waiting > 0 && memory.movedAt !== undefined && now - memory.movedAt > limits.staleAfter;
}

/** Two nodes may be apart for a moment, as when one of them starts anew. */
function isFinalityKnown({ memory, limits, now }: Known): boolean {
  return memory.agreedAt !== undefined && now - memory.agreedAt <= limits.staleAfter;
}

/** Where nothing waits to become final, it may stand still. */
function isFinalityStalled({ memory, limits, unsettled, now }: Known): boolean {
  return unsettled > 0 && memory.finalMovedAt !== undefined && now - memory.finalMovedAt > limits.finalityStaleAfter;
}
