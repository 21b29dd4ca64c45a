import type { ContractRunner } from "ethers";
import { electionAt } from "./contracts.ts";
import { type DecodedLog, logsOf } from "./logs.ts";

/** A cast ballot as its event carries it; `next` are the words of its ciphertexts. */
export type BallotEvent = {
  readonly nullifier: bigint;
  readonly version: bigint;
  readonly next: readonly bigint[];
  readonly digest: bigint;
  readonly proof: readonly bigint[];
};

/** The ballots that one call cast, with the subtotal that it added to the tally chain (P7.5). */
export type Batch = {
  readonly ballots: readonly BallotEvent[];
  readonly skipped: readonly { readonly nullifier: bigint; readonly version: bigint }[];
  readonly chain: string;
  readonly subtotal: readonly bigint[];
  readonly blockNumber: number;
};

/** All batches of an election in the chain's order, up to `lastBlock` (default: the latest). */
export async function readBatches(election: string, runner: ContractRunner, lastBlock?: number): Promise<Batch[]> {
  return batchesOf(await logsOf(electionAt(election, runner), lastBlock));
}

/** The ballot of a `BallotCast` event, from its arguments by name. */
export function ballotEventOf(args: DecodedLog["args"]): BallotEvent {
  return {
    nullifier: args.nullifier as bigint,
    version: args.version as bigint,
    next: [...(args.next as bigint[])],
    digest: args.digest as bigint,
    proof: [...(args.proof as bigint[])],
  };
}

/** Groups an election's events into batches: TallyExtended closes each. */
export function batchesOf(logs: readonly DecodedLog[]): Batch[] {
  const batches: Batch[] = [];
  let ballots: BallotEvent[] = [];
  let skipped: Batch["skipped"][number][] = [];
  for (const { name, args, blockNumber } of logs) {
    if (name === "BallotCast") {
      ballots.push(ballotEventOf(args));
    } else if (name === "BallotSkipped") {
      const { nullifier, version } = args as { nullifier: bigint; version: bigint };
      skipped.push({ nullifier, version });
    } else if (name === "TallyExtended") {
      const { chain, subtotal } = args as { chain: string; subtotal: bigint[] };
      batches.push({ ballots, skipped, chain, subtotal: [...subtotal], blockNumber });
      [ballots, skipped] = [[], []];
    }
  }
  return batches;
}

/** What every slot holds after the batches: the words of its last ballot, by nullifier. */
export function heldBySlot(batches: readonly Batch[]): Map<bigint, readonly bigint[]> {
  const held = new Map<bigint, readonly bigint[]>();
  for (const { ballots } of batches) {
    for (const { nullifier, next } of ballots) held.set(nullifier, next);
  }
  return held;
}
