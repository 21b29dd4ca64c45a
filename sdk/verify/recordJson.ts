import type { Batch, SkippedBallot } from "../chain/ballotBox.ts";
import type { DealingEvent, PointResult, RegistrationEvent } from "../chain/board.ts";
import type { Point } from "../crypto/babyjubjub.ts";
import type { SigmaProof } from "../crypto/sigmaProof.ts";
import type { Constitution } from "../election/constitution.ts";
import type { RollTransaction } from "../election/rollHistory.ts";
import type { ElectionRecord, RegistryRecord } from "./record.ts";

/** What the chain's readers give, as a record spells it: the opposite of recordValues.ts. */
export function pointJson({ x, y }: Point | PointResult): { x: string; y: string } {
  return { x: String(x), y: String(y) };
}

export function sigmaJson({ challenge, response }: SigmaProof): { challenge: string; response: string } {
  return { challenge: String(challenge), response: String(response) };
}

export function constitutionJson(constitution: Constitution): ElectionRecord["constitution"] {
  const { rules, outcome } = constitution;
  return {
    ...constitution,
    rollId: String(constitution.rollId),
    rules: { ...rules, costs: [...rules.costs] },
    outcome: { ...outcome, costs: [...outcome.costs] },
  };
}

/** Each roll's last checkpoint alone: within a transaction it replaces those before it. A removal's proof is nothing. */
export function rollJson(history: readonly RollTransaction[]): RegistryRecord["roll"] {
  return history.map(({ enrolments, checkpoints }) => ({
    enrolments: enrolments.map((enrolment) => ({
      ...enrolment,
      identityCommitment: String(enrolment.identityCommitment),
      rollIds: enrolment.rollIds.map(String),
      proof: enrolment.identityCommitment === 0n ? null : enrolment.proof.map(String),
    })),
    checkpoints: checkpoints
      .filter(({ rollId }, m) => checkpoints.findLastIndex((other) => other.rollId === rollId) === m)
      .map(({ rollId, root, ...rest }) => ({ ...rest, rollId: String(rollId), root: String(root) })),
  }));
}

export function registrationJson({ seat, encryptionKey, proof, commitment }: RegistrationEvent) {
  return { seat, encryptionKey: pointJson(encryptionKey), proof: sigmaJson(proof), commitment };
}

export function dealingJson({ seat, polynomial, shares }: DealingEvent) {
  return {
    seat,
    polynomial: polynomial.map(pointJson),
    shares: shares.map(({ ephemeral, ciphertext, proof }) => ({
      ephemeral: pointJson(ephemeral),
      ciphertext: String(ciphertext),
      proof: proof.map(String),
    })),
  };
}

export function batchJson({ ballots, chain }: Batch) {
  return {
    ballots: ballots.map(({ nullifier, version, next, digest, proof }) => ({
      nullifier: String(nullifier),
      version: String(version),
      next: next.map(String),
      digest: String(digest),
      proof: proof.map(String),
    })),
    chain,
  };
}

export function skippedJson({ nullifier, version }: SkippedBallot) {
  return { nullifier: String(nullifier), version: String(version) };
}
