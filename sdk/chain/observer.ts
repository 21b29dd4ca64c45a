import { type ContractRunner, type Signer, ZeroHash } from "ethers";
import type { Point } from "../crypto/babyjubjub.ts";
import type { SigmaProof } from "../crypto/sigmaProof.ts";
import { PHASES, type Phase } from "../election/phase.ts";
import { batchesOf, subtotalsOf } from "./ballotBox.ts";
import { type PointResult, pointOf, sigmaProofOf } from "./board.ts";
import { electionAt, electionInterface, read, type Sent, send } from "./contracts.ts";
import { electionLogs } from "./electionLogs.ts";
import { fitting, isTooLarge, TRANSACTION_LIMITS } from "./transactionLimits.ts";

/** A decryption share as its event carries it; points as P. */
export type PostedShare = { readonly seat: number; readonly share: readonly Point[]; readonly proof: SigmaProof };

/** Subtotals that one call of `sum` adds at the most, before a transaction's limits. */
const CHUNK = 500;

export async function readPhase(election: string, runner: ContractRunner): Promise<Phase> {
  return PHASES[Number(await read<bigint>(electionAt(election, runner), "phase"))] as Phase;
}

/** Opens the ballot box (P4.2). Throws `ContractRefusedError` with what is missing. */
export function openElection(election: string, sender: Signer): Promise<Sent> {
  return send(electionAt(election, sender), "open");
}

/**
 * Sums the encrypted tally on chain, chunk by chunk from the newest batch back (P8.1). Continues where an earlier
 * call stopped; with nothing to sum it starts the delay before the seal. A chunk is as large as one transaction may be,
 * and half as large where the node refuses it for its size.
 * @param most Most subtotals in a call.
 * @returns What every chunk cost.
 * Throws `ContractRefusedError`, or `TransactionTooLargeError` where a single subtotal is too much.
 */
export async function sumTally(
  election: string,
  sender: Signer,
  most = CHUNK,
  limits = TRANSACTION_LIMITS,
): Promise<Sent[]> {
  const contract = electionAt(election, sender);
  const logs = await electionLogs(election, sender);
  const batches = batchesOf(logs);
  const { ballotSize } = await read<{ ballotSize: bigint }>(contract, "constitution");
  const subtotals = subtotalsOf(batches, Number(ballotSize));
  const last = logs.findLast(({ name }) => name === "TallySummed")?.args as
    | { cursor: string; sum: bigint[] }
    | undefined;
  let remaining = last === undefined ? batches.length : batches.findIndex(({ chain }) => chain === last.cursor) + 1;
  let current: readonly bigint[] = last === undefined ? [] : [...last.sum];
  let chunk = most;
  const sent: Sent[] = [];
  while (remaining > 0 || (last === undefined && sent.length === 0)) {
    const newestFirst = subtotals.slice(Math.max(0, remaining - chunk), remaining).toReversed();
    const argumentsOf = (some: readonly bigint[][]) => {
      const before = batches[remaining - some.length - 1]?.chain ?? ZeroHash;
      return [before, some.toReversed(), current] as const;
    };
    const dataOf = (some: readonly bigint[][]) => electionInterface.encodeFunctionData("sum", [...argumentsOf(some)]);
    const summed = fitting(newestFirst, dataOf, limits);
    try {
      sent.push(await send(contract, "sum", ...argumentsOf(summed)));
    } catch (error) {
      if (summed.length <= 1 || !isTooLarge(error)) throw error;
      chunk = Math.floor(summed.length / 2);
      continue;
    }
    current = await readSum(election, sender);
    remaining -= summed.length;
  }
  return sent;
}

/** Freezes the sum (P8.2). Throws `ContractRefusedError` (`SealTooEarly`, `SumIncomplete`). */
export function sealTally(election: string, sender: Signer): Promise<Sent> {
  return send(electionAt(election, sender), "seal");
}

/** The words of the sum as of the last `sum`; empty before. */
export async function readSum(election: string, runner: ContractRunner): Promise<readonly bigint[]> {
  const logs = await electionLogs(election, runner);
  const last = logs.findLast(({ name }) => name === "TallySummed");
  return last === undefined ? [] : [...(last.args.sum as bigint[])];
}

/** The shares posted so far, by seat. */
export async function readShares(election: string, runner: ContractRunner): Promise<PostedShare[]> {
  const logs = await electionLogs(election, runner);
  return logs
    .filter(({ name }) => name === "SharePosted")
    .map(({ args }) => ({
      seat: Number(args.seat),
      share: (args.share as PointResult[]).map(pointOf),
      proof: sigmaProofOf(args.proof as SigmaProof),
    }))
    .toSorted((a, b) => a.seat - b.seat);
}

/** Posts counts with the shares of exactly k seats (P10.1). */
export function postResult(
  election: string,
  counts: readonly bigint[],
  shares: readonly PostedShare[],
  sum: readonly bigint[],
  sender: Signer,
): Promise<Sent> {
  const seats = shares.map(({ seat }) => seat);
  return send(
    electionAt(election, sender),
    "postResult",
    counts,
    seats,
    shares.map(({ share }) => share),
    sum,
  );
}
