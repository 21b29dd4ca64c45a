import { type ContractRunner, EventFragment } from "ethers";
import { type SlotChange, subtotalOf } from "../election/tally.ts";
import { HanpyoError, told } from "../errors.ts";
import { electionInterface } from "./contracts.ts";
import { electionLogs } from "./electionLogs.ts";
import type { DecodedLog } from "./logs.ts";

/** A cast ballot as its event carries it; `next` are the words of its ciphertexts. */
export type BallotEvent = {
  readonly nullifier: bigint;
  readonly version: bigint;
  readonly next: readonly bigint[];
  readonly digest: bigint;
  readonly proof: readonly bigint[];
};

/** The ballots that one call cast, with the tally chain after them (P7.5). */
export type Batch = {
  readonly ballots: readonly BallotEvent[];
  readonly chain: string;
  readonly blockNumber: number;
};

/** A ballot that a call skipped (P7.2); no event says which of the calls of its transaction that was. */
export type SkippedBallot = {
  readonly nullifier: bigint;
  readonly version: bigint;
  readonly blockNumber: number;
};

/** All batches of an election in the chain's order, up to `lastBlock` (default: the latest). */
export async function readBatches(election: string, runner: ContractRunner, lastBlock?: number): Promise<Batch[]> {
  return batchesOf(await electionLogs(election, runner, lastBlock));
}

/** The events that carry a ballot: `FirstBallotCast`, whose version is 0, has one form for each ballot size. */
const CAST_EVENTS: readonly EventFragment[] = electionInterface.fragments
  .filter((fragment) => fragment instanceof EventFragment)
  .filter(({ name }) => name === "BallotCast" || name === "FirstBallotCast");

/** What a log's first topic is if it carries a ballot. */
export const CAST_TOPICS: readonly string[] = CAST_EVENTS.map(({ topicHash }) => topicHash);

/** The ballot of a `BallotCast` or `FirstBallotCast` event, from its arguments by name. */
export function ballotEventOf(args: DecodedLog["args"]): BallotEvent {
  return {
    nullifier: args.nullifier as bigint,
    version: (args.version as bigint | undefined) ?? 0n,
    next: [...(args.next as bigint[])],
    digest: args.digest as bigint,
    proof: [...(args.proof as bigint[])],
  };
}

/**
 * Groups an election's events into batches: TallyExtended closes each. A call whose ballots are all skipped has none, so
 * what was skipped belongs to no batch.
 */
export function batchesOf(logs: readonly DecodedLog[]): Batch[] {
  const batches: Batch[] = [];
  let ballots: BallotEvent[] = [];
  for (const { name, args, blockNumber } of logs) {
    if (name === "BallotCast" || name === "FirstBallotCast") {
      ballots.push(ballotEventOf(args));
    } else if (name === "TallyExtended") {
      batches.push({ ballots, chain: args.chain as string, blockNumber });
      ballots = [];
    }
  }
  return batches;
}

/** The ballots that were skipped, in the chain's order. */
export function skippedOf(logs: readonly DecodedLog[]): SkippedBallot[] {
  return logs
    .filter(({ name }) => name === "BallotSkipped")
    .map(({ args, blockNumber }) => {
      const { nullifier, version } = args as { nullifier: bigint; version: bigint };
      return { nullifier, version, blockNumber };
    });
}

/** What every slot holds after the batches: the words of its last ballot, by nullifier. */
export function heldBySlot(batches: readonly Batch[]): Map<bigint, readonly bigint[]> {
  const held = new Map<bigint, readonly bigint[]>();
  for (const { ballots } of batches) {
    for (const { nullifier, next } of ballots) held.set(nullifier, next);
  }
  return held;
}

export class BallotOfOtherSizeError extends HanpyoError {
  constructor(nullifier: bigint, found: number, expected: number) {
    super(
      "BALLOT_OF_OTHER_SIZE",
      told`The node shows a ballot of slot ${{ nullifier }} with ${{ found }} words, where the election's ballots have ${{ expected }}`,
      "Ask another node: the contract takes no such ballot",
    );
  }
}

/**
 * The subtotal of every batch (P7.5), in their order; all batches of an election must be given. Throws
 * `BallotOfOtherSizeError`.
 */
export function subtotalsOf(batches: readonly Batch[], ballotSize: number): bigint[][] {
  return batches.map(subtotalsInTurn(ballotSize));
}

/**
 * Gives the subtotal of each batch (P7.5) that it is called with, which must be all of an election in their order.
 * @param isChanged Whether a slot's ballot is ever replaced: of others nothing is kept.
 * What it returns throws `BallotOfOtherSizeError`.
 */
export function subtotalsInTurn(
  ballotSize: number,
  isChanged: (nullifier: bigint) => boolean = () => true,
): (batch: Batch) => bigint[] {
  const held = new Map<bigint, readonly bigint[]>();
  return ({ ballots }) => {
    const changes: SlotChange[] = [];
    for (const { nullifier, next } of ballots) {
      if (next.length !== 2 * ballotSize) throw new BallotOfOtherSizeError(nullifier, next.length, 2 * ballotSize);
      changes.push({ next, held: held.get(nullifier) ?? [] });
      if (isChanged(nullifier)) held.set(nullifier, next);
    }
    return subtotalOf(changes, ballotSize);
  };
}
