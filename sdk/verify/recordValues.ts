import type { BallotEvent, Batch } from "../chain/ballotBox.ts";
import type { Point } from "../crypto/babyjubjub.ts";
import type { SigmaProof } from "../crypto/sigmaProof.ts";
import type { Constitution } from "../election/constitution.ts";
import type { RollTransaction } from "../election/rollHistory.ts";
import type { ElectionRecord, RegistryRecord } from "./record.ts";

/** The record's numbers as bigints. */
export function pointFrom({ x, y }: { readonly x: string; readonly y: string }): Point {
  return { x: BigInt(x), y: BigInt(y) };
}

export function sigmaFrom({
  challenge,
  response,
}: {
  readonly challenge: string;
  readonly response: string;
}): SigmaProof {
  return { challenge: BigInt(challenge), response: BigInt(response) };
}

export function constitutionFrom({ constitution }: ElectionRecord): Constitution {
  return { ...constitution, rollId: BigInt(constitution.rollId) };
}

export function rollFrom({ roll }: Pick<RegistryRecord, "roll">): RollTransaction[] {
  return roll.map(({ enrolments, checkpoints }) => ({
    enrolments: enrolments.map((enrolment) => ({
      ...enrolment,
      identityCommitment: BigInt(enrolment.identityCommitment),
      rollIds: enrolment.rollIds.map(BigInt),
      proof: (enrolment.proof ?? []).map(BigInt),
    })),
    checkpoints: checkpoints.map((checkpoint) => ({
      ...checkpoint,
      rollId: BigInt(checkpoint.rollId),
      root: BigInt(checkpoint.root),
    })),
  }));
}

export function batchesFrom({ batches }: ElectionRecord): Batch[] {
  return batches.map(({ at, ballots, chain }) => ({
    ballots: ballots.map(ballotFrom),
    chain,
    blockNumber: at.block,
  }));
}

function ballotFrom(ballot: ElectionRecord["batches"][number]["ballots"][number]): BallotEvent {
  return {
    nullifier: BigInt(ballot.nullifier),
    version: BigInt(ballot.version),
    next: ballot.next.map(BigInt),
    digest: BigInt(ballot.digest),
    proof: ballot.proof.map(BigInt),
  };
}
