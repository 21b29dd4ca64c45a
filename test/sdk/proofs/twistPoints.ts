import { bn254 } from "@noble/curves/bn254.js";

/** The first point of BN254's twist with an x of (n, 1), (n + 1000, 1) and so on: of no particular order. */
export function twistPoint(n: bigint) {
  const { Fp2 } = bn254.fields;
  const { b } = bn254.G2.Point.CURVE();
  for (let m = n; ; m += 1000n) {
    const x = Fp2.fromBigTuple([m, 1n]);
    try {
      return bn254.G2.Point.fromAffine({ x, y: Fp2.sqrt(Fp2.add(Fp2.mul(Fp2.sqr(x), x), b)) });
    } catch {
      // No square: the next x.
    }
  }
}
