import { SUBGROUP_ORDER as l } from "../field/primes.ts";
import { addProjective, multiply, negate, type Point, projective, toAffinePoints } from "./babyJubjub.ts";

/** A proof of knowledge `(c, s)` (protocol, section 0). */
export interface SigmaProof {
  readonly challenge: bigint;
  readonly response: bigint;
}

/** Whether `c < 2^128` and `s < l`. */
export const inRange = ({ challenge, response }: SigmaProof): boolean =>
  challenge >= 0n && challenge < 1n << 128n && response >= 0n && response < l;

/** `R = s G - c X`: the commitment that the verifier recomputes. */
export const recomputeCommitment = (base: Point, statement: Point, { challenge, response }: SigmaProof): Point =>
  toAffinePoints([
    addProjective(projective(multiply(base, response)), projective(negate(multiply(statement, challenge)))),
  ])[0]!;
