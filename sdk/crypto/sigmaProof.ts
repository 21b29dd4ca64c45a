import { GENERATOR, multiplySecret, multiSum, type Point } from "./babyjubjub.ts";
import { mod, SUBGROUP_ORDER } from "./field.ts";
import { hedgedNonce } from "./keyDerivation.ts";
import type { RandomBytes } from "./random.ts";
import { extendTranscript, hashTranscript, low128, type Transcript } from "./transcript.ts";

/** A proof of knowledge of a discrete logarithm, or of the equality of two: (c, s) of P0. */
export type SigmaProof = {
  /** Below 2^128. */
  readonly challenge: bigint;
  /** Below l. */
  readonly response: bigint;
};

/**
 * Proves knowledge of `secret` = log_G of the key that `statement` names (Schnorr, P0).
 * The challenge is the low 128 bits of the statement's hash with the commitment R as its last values.
 */
export function proveKnowledge(secret: bigint, statement: Transcript, random: RandomBytes): SigmaProof {
  const nonce = hedgedNonce(secret, hashTranscript(statement), random);
  const challenge = knowledgeChallenge(statement, multiplySecret(GENERATOR, nonce));
  return { challenge, response: responseOf(nonce, challenge, secret) };
}

/** Whether the proof shows knowledge of log_G `key`; `statement` must name the key. False for values out of range. */
export function verifyKnowledge(key: Point, statement: Transcript, proof: SigmaProof): boolean {
  if (!isInRange(proof)) return false;
  return knowledgeChallenge(statement, commitmentOf(GENERATOR, key, proof)) === proof.challenge;
}

/** s = k + c x mod l. */
export function responseOf(nonce: bigint, challenge: bigint, secret: bigint): bigint {
  return mod(nonce + challenge * secret, SUBGROUP_ORDER);
}

/** R = s base - c key: what the prover must have committed to. */
export function commitmentOf(base: Point, key: Point, { challenge, response }: SigmaProof): Point {
  return multiSum([
    [response, base],
    [-challenge, key],
  ]);
}

/** Whether challenge < 2^128 and response < l. */
export function isInRange({ challenge, response }: SigmaProof): boolean {
  return challenge >= 0n && challenge < 1n << 128n && response >= 0n && response < SUBGROUP_ORDER;
}

function knowledgeChallenge(statement: Transcript, commitment: Point): bigint {
  return low128(hashTranscript(extendTranscript(statement, ["uint256", "uint256"], [commitment.x, commitment.y])));
}
