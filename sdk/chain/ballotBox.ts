import type { ContractRunner } from "ethers";
import { electionAt } from "./contracts.ts";
import { type DecodedLog, logsOf } from "./logs.ts";

/** A ballot as its event carries it; `next` are the words of its ciphertexts. */
export type CastBallot = {
  readonly nullifier: bigint;
  readonly version: bigint;
  readonly next: readonly bigint[];
  readonly digest: bigint;
  readonly proof: readonly bigint[];
};

/** The ballots that one call cast, with the subtotal that it added to the tally chain (P7.5). */
export type Batch = {
  readonly ballots: readonly CastBallot[];
  readonly skipped: readonly { readonly nullifier: bigint; readonly version: bigint }[];
  readonly chain: string;
  readonly subtotal: readonly bigint[];
  readonly blockNumber: number;
};

/** All batches of an election in the chain's order, up to `lastBlock` (default: the latest). */
export async function readBatches(election: string, runner: ContractRunner, lastBlock?: number): Promise<Batch[]> {
  return batchesOf(await logsOf(electionAt(election, runner), lastBlock));
}

/** Groups an election's events into batches: TallyExtended closes each. */
export function batchesOf(logs: readonly DecodedLog[]): Batch[] {
  const batches: Batch[] = [];
  let ballots: CastBallot[] = [];
  let skipped: Batch["skipped"][number][] = [];
  for (const { name, args, blockNumber } of logs) {
    const { nullifier, version } = args as { nullifier: bigint; version: bigint };
    if (name === "BallotCast") {
      const { next, digest, proof } = args as { next: bigint[]; digest: bigint; proof: bigint[] };
      ballots.push({ nullifier, version, next: [...next], digest, proof: [...proof] });
    } else if (name === "BallotSkipped") {
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
