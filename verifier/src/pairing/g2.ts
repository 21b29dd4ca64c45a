import { power } from "../field/modular.ts";
import { BASE_FIELD as q } from "../field/primes.ts";

/** An element a + b u of Fp2 = Fp[u]/(u^2 + 1). */
export type Fp2 = readonly [bigint, bigint];

/** A point of the twist in affine coordinates: y^2 = x^3 + 3/(9 + u) (EIP-197). */
export interface G2 {
  readonly x: Fp2;
  readonly y: Fp2;
}

/** a * b, each part in (-q, q). */
export const multiply2 = (a: Fp2, b: Fp2): Fp2 => [(a[0] * b[0] - a[1] * b[1]) % q, (a[0] * b[1] + a[1] * b[0]) % q];

const power2 = (base: Fp2, exponent: bigint): Fp2 => {
  let result: Fp2 = [1n, 0n];
  for (let i = exponent.toString(2).length - 1; i >= 0; i--) {
    result = multiply2(result, result);
    if ((exponent >> BigInt(i)) & 1n) result = multiply2(result, base);
  }
  return result;
};

const XI: Fp2 = [9n, 1n];
const X_TWIST = power2(XI, (q - 1n) / 3n);
const Y_TWIST = power2(XI, (q - 1n) / 2n);

/** 3/(9 + u): the twist's constant. (9 + u)(9 - u) = 82. */
const B: Fp2 = [(27n * power(82n, q - 2n, q)) % q, (-3n * power(82n, q - 2n, q)) % q];

/** The endomorphism psi of the twist: untwist, Frobenius, twist. On G2 it multiplies by q. */
export const psi = ({ x, y }: G2): G2 => ({
  x: multiply2([x[0], -x[1]], X_TWIST),
  y: multiply2([y[0], -y[1]], Y_TWIST),
});

/** -P. */
export const negate2 = ({ x, y }: G2): G2 => ({ x, y: [-y[0], -y[1]] });

const below = (a: bigint): boolean => a >= 0n && a < q;

/** Whether the coordinates are below q and on the twist; not yet whether the point is of order r. */
export const onTwist = ({ x, y }: G2): boolean => {
  if (![...x, ...y].every(below)) return false;

  const square = multiply2(y, y);
  const cube = multiply2(multiply2(x, x), x);
  return (square[0] - cube[0] - B[0]) % q === 0n && (square[1] - cube[1] - B[1]) % q === 0n;
};

const same = (a: bigint, b: bigint): boolean => (a - b) % q === 0n;

/** Whether two points are the same, whatever their coordinates' representatives. */
export const equal2 = (a: G2, b: G2): boolean =>
  same(a.x[0], b.x[0]) && same(a.x[1], b.x[1]) && same(a.y[0], b.y[0]) && same(a.y[1], b.y[1]);
