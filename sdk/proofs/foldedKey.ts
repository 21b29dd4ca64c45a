import { bn254 } from "@noble/curves/bn254.js";
import type { VerificationKey } from "./groth16.ts";

/** A point of BN254's first group, affine. */
export type FoldedPoint = { readonly x: bigint; readonly y: bigint };

/**
 * IC_0 + sum constants[m] IC_(live + 1 + m), as the verifiers' `fold` computes it (P0).
 * @param live Number of live signals. Throws for a key that is none.
 */
export function foldKey(key: VerificationKey, live: number, constants: readonly bigint[]): FoldedPoint {
  const { Point } = bn254.G1;
  const points = (key.IC as readonly (readonly [string, string, string])[]).map(([x, y]) =>
    Point.fromAffine({ x: BigInt(x), y: BigInt(y) }),
  );
  const folded = constants.reduce((sum, constant, m) => {
    const point = points[live + 1 + m];
    if (point === undefined) throw new RangeError(`The key has no point for constant ${m + 1}`);
    return sum.add(point.multiplyUnsafe(constant));
  }, points[0] ?? Point.ZERO);
  return folded.toAffine();
}
