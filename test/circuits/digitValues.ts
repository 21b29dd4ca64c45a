import { multiply, type Point } from "../../sdk/crypto/babyjubjub.ts";
import { FIELD_ORDER, inverse, mod, SUBGROUP_ORDER } from "../../sdk/crypto/field.ts";
import { randomScalar } from "../../sdk/crypto/random.ts";
import { type SignedDigits, signedDigits } from "../../sdk/election/signedDigits.ts";
import { seededRandom } from "../sdk/seededRandom.ts";

/** The integer that digits stand for (protocol, section 6). */
export function valueOfDigits({ negative, tripled }: SignedDigits): bigint {
  return negative.reduce(
    (sum, sign, w) => sum + (1n - 2n * sign) * (1n + 2n * (tripled[w] ?? 0n)) * 4n ** BigInt(w),
    0n,
  );
}

function uniform(sign: bigint, magnitude: bigint, top: bigint): SignedDigits {
  return {
    negative: [...Array.from({ length: 125 }, () => sign), top],
    tripled: Array.from({ length: 125 }, () => magnitude),
  };
}

/** Digits at the boundaries (scalars 0, 1, 2, l - 2, l - 1; the greatest and the least digits) and `count` at random. */
export function sampleDigits(seed: string, count: number): readonly SignedDigits[] {
  const random = seededRandom(seed);
  const boundaries = [0n, 1n, 2n, SUBGROUP_ORDER - 2n, SUBGROUP_ORDER - 1n].map(signedDigits);
  const extremes = [0n, 1n].flatMap((sign) =>
    [0n, 1n].flatMap((magnitude) => [0n, 1n].map((top) => uniform(sign, magnitude, top))),
  );
  const scalars = Array.from({ length: count }, () => signedDigits(randomScalar(random)));
  return [...boundaries, ...extremes, ...scalars];
}

/**
 * What DigitTable gives of a point of the subgroup: 4^w P and 3 * 4^w P for w < 125 in Montgomery form, and 4^125 P in
 * Edwards form.
 */
export function digitTable(point: Point): {
  readonly single: readonly (readonly bigint[])[];
  readonly triple: readonly (readonly bigint[])[];
  readonly top: readonly bigint[];
} {
  const montgomery = (factor: bigint) =>
    Array.from({ length: 125 }, (_, w) => toMontgomery(multiply(point, factor * 4n ** BigInt(w))));
  const { x, y } = multiply(point, 4n ** 125n);
  return { single: montgomery(1n), triple: montgomery(3n), top: [x, y] };
}

/** u = (1 + y) / (1 - y), v = u / x (EIP-2494, with circomlib's scaling). */
function toMontgomery({ x, y }: Point): readonly bigint[] {
  const u = mod((1n + y) * inverse(1n - y, FIELD_ORDER), FIELD_ORDER);
  return [u, mod(u * inverse(x, FIELD_ORDER), FIELD_ORDER)];
}
