import { bn254 } from "@noble/curves/bn254.js";
import { SCALAR_FIELD as r } from "../field/primes.ts";
import { add, type G1, type Jacobian, toAffine } from "./g1.ts";
import type { G2 } from "./g2.ts";

/** A verifying key (Groth 2016). `ic[0]` belongs to the constant 1, the others to the public signals in their order. */
export interface VerifyingKey {
  readonly alpha: G1;
  readonly beta: G2;
  readonly gamma: G2;
  readonly delta: G2;
  readonly ic: readonly G1[];
}

/** A key whose constants are already in `base` (protocol, section 0, `fold`); `live` is left for each proof. */
export interface FoldedKey {
  readonly alpha: G1;
  readonly beta: G2;
  readonly gamma: G2;
  readonly delta: G2;
  readonly base: G1;
  readonly live: readonly G1[];
}

/** A proof's three points. */
export interface Proof {
  readonly a: G1;
  readonly b: G2;
  readonly c: G1;
}

/** A proof with the live signals that it is about. */
export interface Claim {
  readonly proof: Proof;
  readonly live: readonly bigint[];
}

const noble = ({ x, y }: G1) => bn254.G1.Point.fromAffine({ x, y });
const jacobian = (point: InstanceType<typeof bn254.G1.Point>): Jacobian => {
  if (point.is0()) return [1n, 1n, 0n];
  const { x, y } = point.toAffine();
  return [x, y, 1n];
};

/** A point times a scalar. */
export const times = (point: G1, scalar: bigint): Jacobian => jacobian(noble(point).multiplyUnsafe(scalar % r));

/**
 * Folds the constants, which are the same for every proof of an election, into the key's first point. The key must be
 * on its curves, with as many points as signals; the constants below r.
 */
export const foldKey = (key: VerifyingKey, liveCount: number, constants: readonly bigint[]): FoldedKey => {
  const { alpha, beta, gamma, delta, ic } = key;
  let base: Jacobian = [ic[0]!.x, ic[0]!.y, 1n];
  constants.forEach((constant, m) => {
    base = add(base, times(ic[1 + liveCount + m]!, constant));
  });

  return { alpha, beta, gamma, delta, base: toAffine([base])[0]!, live: ic.slice(1, 1 + liveCount) };
};
