import type { ContractRunner } from "ethers";
import type { Point } from "../crypto/babyjubjub.ts";
import type { BoardId } from "../crypto/keyDerivation.ts";
import type { SigmaProof } from "../crypto/sigmaProof.ts";
import { BOARD_STAGES } from "./boardStages.ts";
import { read } from "./contracts.ts";
import { chainIdOf, logsOf } from "./logs.ts";
import { boardAt } from "./townContracts.ts";

export type BoardStage = (typeof BOARD_STAGES)[number];

/** What a board fixed at its deployment, and how far it is. */
export type BoardState = BoardId & {
  readonly stage: BoardStage;
  readonly trustees: readonly string[];
  readonly threshold: number;
  readonly missing: readonly string[];
  readonly termEndsAt: number;
  /** Whether it serves test elections alone. */
  readonly isTest: boolean;
};

/** One encrypted share as dealt (P2.2). */
export type DealtShare = { readonly ephemeral: Point; readonly ciphertext: bigint; readonly proof: readonly bigint[] };

export type RegistrationEvent = {
  readonly seat: number;
  readonly trustee: string;
  /** As given, Q. */
  readonly encryptionKey: Point;
  readonly proof: SigmaProof;
  readonly commitment: string;
  readonly blockNumber: number;
};

export type DealingEvent = {
  readonly seat: number;
  /** As given, Q. */
  readonly polynomial: readonly Point[];
  readonly shares: readonly DealtShare[];
  readonly blockNumber: number;
};

/** Reads a board's parameters and stage. */
export async function readBoard(board: string, runner: ContractRunner): Promise<BoardState> {
  const contract = boardAt(board, runner);
  const count = Number(await read<bigint>(contract, "trusteeCount"));
  const trustees: string[] = [];
  for (let seat = 1; seat <= count; seat++) trustees.push(await read<string>(contract, "trusteeAt", seat));
  return {
    board,
    chainId: await chainIdOf(runner),
    stage: BOARD_STAGES[Number(await read<bigint>(contract, "stage"))] as BoardStage,
    trustees,
    threshold: Number(await read<bigint>(contract, "threshold")),
    missing: [...(await read<string[]>(contract, "missing"))],
    termEndsAt: Number(await read<bigint>(contract, "termEndsAt")),
    isTest: await read<boolean>(contract, "isTest"),
  };
}

/** E_j of every seat (as P), in order. */
export async function readEncryptionKeys(board: string, seats: number, runner: ContractRunner): Promise<Point[]> {
  return readPoints(board, "encryptionKey", seats, runner);
}

/** Y_j of every seat, in order (P2.3). */
export async function readShareKeys(board: string, seats: number, runner: ContractRunner): Promise<Point[]> {
  return readPoints(board, "shareKey", seats, runner);
}

/** K (P2.3). */
export async function readElectionKey(board: string, runner: ContractRunner): Promise<Point> {
  return pointOf(await read<PointResult>(boardAt(board, runner), "electionKey"));
}

/** Registrations and dealings from the board's events of these blocks (default: all), by seat. */
export async function readCeremony(
  board: string,
  runner: ContractRunner,
  lastBlock?: number,
  firstBlock?: number,
): Promise<{ readonly registrations: readonly RegistrationEvent[]; readonly dealings: readonly DealingEvent[] }> {
  const logs = await logsOf(boardAt(board, runner), lastBlock, firstBlock);
  const registrations = logs
    .filter(({ name }) => name === "TrusteeRegistered")
    .map(({ args, blockNumber }) => ({
      seat: Number(args.seat),
      trustee: args.trustee as string,
      encryptionKey: pointOf(args.encryptionKey as PointResult),
      proof: sigmaProofOf(args.proof as SigmaProof),
      commitment: args.commitment as string,
      blockNumber,
    }));
  const dealings = logs
    .filter(({ name }) => name === "SharesDealt")
    .map(({ args, blockNumber }) => ({
      seat: Number(args.seat),
      polynomial: (args.polynomial as PointResult[]).map(pointOf),
      shares: (args.shares as { ephemeral: PointResult; ciphertext: bigint; proof: bigint[] }[]).map((share) => ({
        ephemeral: pointOf(share.ephemeral),
        ciphertext: share.ciphertext,
        proof: [...share.proof],
      })),
      blockNumber,
    }));
  return { registrations: bySeat(registrations), dealings: bySeat(dealings) };
}

/** A point as ethers decodes it. */
export type PointResult = { readonly x: bigint; readonly y: bigint };

export function pointOf({ x, y }: PointResult): Point {
  return { x, y };
}

export function sigmaProofOf({ challenge, response }: SigmaProof): SigmaProof {
  return { challenge, response };
}

function bySeat<T extends { readonly seat: number }>(events: readonly T[]): T[] {
  return events.toSorted((a, b) => a.seat - b.seat);
}

async function readPoints(board: string, name: string, seats: number, runner: ContractRunner): Promise<Point[]> {
  const contract = boardAt(board, runner);
  const points: Point[] = [];
  for (let seat = 1; seat <= seats; seat++) points.push(pointOf(await read<PointResult>(contract, name, seat)));
  return points;
}
