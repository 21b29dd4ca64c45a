import { bn254 } from "@noble/curves/bn254.js";
import { mod } from "../field/modular.ts";
import { BASE_FIELD as q } from "../field/primes.ts";

/**
 * An element of Fp12 = Fp6[w]/(w^2 - v), Fp6 = Fp2[v]/(v^3 - 9 - u), as its 12 parts: those of 1, v, v^2, then of w,
 * vw, v^2 w. Parts may be negative.
 */
export type Fp12 = readonly bigint[];

export const ONE: Fp12 = [1n, 0n, 0n, 0n, 0n, 0n, 0n, 0n, 0n, 0n, 0n, 0n];

type Noble12 = ReturnType<typeof bn254.fields.Fp12.fromBigTwelve>;

const toNoble = (f: Fp12): Noble12 =>
  bn254.fields.Fp12.fromBigTwelve(
    f.map((part) => mod(part, q)) as unknown as Parameters<typeof bn254.fields.Fp12.fromBigTwelve>[0],
  );

const fromNoble = ({ c0, c1 }: Noble12): Fp12 =>
  [c0.c0, c0.c1, c0.c2, c1.c0, c1.c1, c1.c2].flatMap((part) => [part.c0, part.c1]);

/** f^2. */
export const square12 = (f: Fp12): Fp12 => fromNoble(bn254.fields.Fp12.sqr(toNoble(f)));

/** Whether f to the power (q^12 - 1)/r is 1. */
export const isOneAfterFinalExponentiation = (f: Fp12): boolean => {
  const { Fp12 } = bn254.fields;
  return Fp12.eql(Fp12.finalExponentiate(toNoble(f)), Fp12.ONE);
};

/**
 * f * (1 + b w + c v w): what a line through points of the twist is at a point of G1, divided by the latter's y.
 * Products are summed before they are reduced: 12 reductions for 48 products.
 */
export const multiplyByLine = (f: Fp12, br: bigint, bi: bigint, cr: bigint, ci: bigint): Fp12 => {
  const [x0r, x0i, x1r, x1i, x2r, x2i, y0r, y0i, y1r, y1i, y2r, y2i] = f as [
    bigint,
    bigint,
    bigint,
    bigint,
    bigint,
    bigint,
    bigint,
    bigint,
    bigint,
    bigint,
    bigint,
    bigint,
  ];
  const er = (9n * br - bi) % q;
  const ei = (br + 9n * bi) % q;
  const dr = (9n * cr - ci) % q;
  const di = (cr + 9n * ci) % q;

  return [
    (x0r + y1r * dr - y1i * di + y2r * er - y2i * ei) % q,
    (x0i + y1r * di + y1i * dr + y2r * ei + y2i * er) % q,
    (x1r + y0r * br - y0i * bi + y2r * dr - y2i * di) % q,
    (x1i + y0r * bi + y0i * br + y2r * di + y2i * dr) % q,
    (x2r + y0r * cr - y0i * ci + y1r * br - y1i * bi) % q,
    (x2i + y0r * ci + y0i * cr + y1r * bi + y1i * br) % q,
    (y0r + x0r * br - x0i * bi + x2r * dr - x2i * di) % q,
    (y0i + x0r * bi + x0i * br + x2r * di + x2i * dr) % q,
    (y1r + x0r * cr - x0i * ci + x1r * br - x1i * bi) % q,
    (y1i + x0r * ci + x0i * cr + x1r * bi + x1i * br) % q,
    (y2r + x1r * cr - x1i * ci + x2r * br - x2i * bi) % q,
    (y2i + x1r * ci + x1i * cr + x2r * bi + x2i * br) % q,
  ];
};
