import { FIELD_ORDER } from "./field.ts";
import { poseidonSponge } from "./poseidonSponge.ts";
import { hashWords } from "./transcript.ts";

/** The live public signals of a ballot's proof (P5.4, P5.5). */
export type BallotBinding = {
  readonly digest: bigint;
  readonly evaluation: bigint;
  readonly challenge: bigint;
};

/** Digest, challenge and evaluation of a ballot's vector x; throws `NumberTooLargeError` for a value at or above r. */
export function bindBallot(x: readonly bigint[]): BallotBinding {
  const digest = poseidonSponge(x);
  const challenge = ballotChallenge(digest, x);
  return { digest, evaluation: evaluateAt(x, challenge), challenge };
}

/** keccak256(digest, x) mod r (P5.4). */
export function ballotChallenge(digest: bigint, x: readonly bigint[]): bigint {
  return BigInt(hashWords([digest, ...x])) % FIELD_ORDER;
}

/** sum x[i] challenge^i mod r (P5.4). */
export function evaluateAt(x: readonly bigint[], challenge: bigint): bigint {
  return x.reduceRight((value, coefficient) => (value * challenge + coefficient) % FIELD_ORDER, 0n);
}
