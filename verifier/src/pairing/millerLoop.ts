import { inverses } from "../field/modular.ts";
import { BASE_FIELD as q } from "../field/primes.ts";
import { type Fp12, multiplyByLine, ONE, square12 } from "./fp12.ts";
import type { G1 } from "./g1.ts";
import { equal2, type G2, negate2, psi } from "./g2.ts";

/** 6x + 2 of BN254's x = 4965661367192848881: the length of the optimal ate loop. */
const LOOP = 29793968203157093288n;

/** Signed digits of the loop, the highest first, no two neighbours other than 0. */
const DIGITS: readonly number[] = (() => {
  const digits: number[] = [];
  for (let rest = LOOP; rest > 0n; rest >>= 1n) {
    const digit = rest & 1n ? 2 - Number(rest & 3n) : 0;
    digits.push(digit);
    rest -= BigInt(digit);
  }
  return digits.reverse();
})();

/** Points that move along the loop, coordinate by coordinate, and what a line is evaluated at. */
interface Moving {
  readonly xr: bigint[];
  readonly xi: bigint[];
  readonly yr: bigint[];
  readonly yi: bigint[];
  readonly minusXOverY: readonly bigint[];
  readonly oneOverY: readonly bigint[];
  /** Points that met a line without a slope; none of order r does. */
  readonly lost: Set<number>;
}

/** The line of slope (sr, si) through T goes into f; T becomes the third point of it, mirrored. */
const follow = (f: Fp12, t: Moving, i: number, sr: bigint, si: bigint, otherXr: bigint, otherXi: bigint): Fp12 => {
  const xr = t.xr[i]!;
  const xi = t.xi[i]!;
  const newXr = (sr * sr - si * si - xr - otherXr) % q;
  const newXi = (2n * sr * si - xi - otherXi) % q;
  const cr = (sr * xr - si * xi - t.yr[i]!) % q;
  const ci = (sr * xi + si * xr - t.yi[i]!) % q;
  t.xr[i] = newXr;
  t.xi[i] = newXi;
  t.yr[i] = (si * newXi - sr * newXr + cr) % q;
  t.yi[i] = (ci - sr * newXi - si * newXr) % q;

  const a = t.minusXOverY[i]!;
  const b = t.oneOverY[i]!;
  return multiplyByLine(f, (sr * a) % q, (si * a) % q, (cr * b) % q, (ci * b) % q);
};

/** 1 / (dr^2 + di^2) for all, with one inversion; where that is 0, the point is lost. */
const inverseNorms = (t: Moving, dr: readonly bigint[], di: readonly bigint[]): readonly bigint[] => {
  const norms = dr.map((part, i) => (part * part + di[i]! * di[i]!) % q);
  norms.forEach((norm, i) => {
    if (norm === 0n) t.lost.add(i);
  });
  return inverses(norms, q);
};

const doubleAll = (f: Fp12, t: Moving): Fp12 => {
  const norms = inverseNorms(
    t,
    t.yr.map((part) => (2n * part) % q),
    t.yi.map((part) => (2n * part) % q),
  );

  let result = f;
  for (let i = 0; i < norms.length; i++) {
    const xr = t.xr[i]!;
    const xi = t.xi[i]!;
    const ar = (3n * (xr * xr - xi * xi)) % q;
    const ai = (6n * xr * xi) % q;
    const dr = (2n * t.yr[i]! * norms[i]!) % q;
    const di = (-2n * t.yi[i]! * norms[i]!) % q;
    result = follow(result, t, i, (ar * dr - ai * di) % q, (ar * di + ai * dr) % q, xr, xi);
  }
  return result;
};

const addAll = (f: Fp12, t: Moving, others: readonly G2[]): Fp12 => {
  const dr = t.xr.map((part, i) => (part - others[i]!.x[0]) % q);
  const di = t.xi.map((part, i) => (part - others[i]!.x[1]) % q);
  const norms = inverseNorms(t, dr, di);

  let result = f;
  for (let i = 0; i < norms.length; i++) {
    const { x, y } = others[i]!;
    const ar = t.yr[i]! - y[0];
    const ai = t.yi[i]! - y[1];
    const er = (dr[i]! * norms[i]!) % q;
    const ei = (-di[i]! * norms[i]!) % q;
    result = follow(result, t, i, (ar * er - ai * ei) % q, (ar * ei + ai * er) % q, x[0], x[1]);
  }
  return result;
};

/** What a Miller loop over many pairs gives. */
export interface Loop {
  /** The product of all pairings, before the final exponentiation. */
  readonly product: Fp12;
  /** Which points of the twist are not of order r; the product means nothing unless this is empty. */
  readonly outsideG2: readonly number[];
}

/**
 * The product of the optimal ate pairings of all pairs but for the final exponentiation (Vercauteren 2010), and which
 * `b` are not in G2. Points must be on their curves, and `a` not infinity.
 *
 * The loop ends with T = (6x + 2) b + psi(b) - psi^2(b). A point of the twist is in G2 exactly if T = -psi^3(b): the
 * norm of 6x + 2 + psi - psi^2 + psi^3 in Z[psi] is a multiple of r and prime to the twist's cofactor, so nothing
 * outside G2 is sent to 0 by it (the argument of El Housni, Guillevic, Piellard 2022, section 4; computed in
 * `millerLoop.test.ts`). On the way a point of order r is never doubled with y = 0, nor added to itself or its negative.
 */
export const millerLoop = (pairs: readonly { readonly a: G1; readonly b: G2 }[]): Loop => {
  const oneOverY = inverses(
    pairs.map(({ a }) => a.y),
    q,
  );
  const t: Moving = {
    xr: pairs.map(({ b }) => b.x[0]),
    xi: pairs.map(({ b }) => b.x[1]),
    yr: pairs.map(({ b }) => b.y[0]),
    yi: pairs.map(({ b }) => b.y[1]),
    minusXOverY: pairs.map(({ a }, i) => (-a.x * oneOverY[i]!) % q),
    oneOverY,
    lost: new Set(),
  };
  const points = pairs.map(({ b }) => b);
  const negatives = points.map(negate2);

  let f = ONE;
  for (const digit of DIGITS.slice(1)) {
    f = doubleAll(square12(f), t);
    if (digit !== 0) f = addAll(f, t, digit > 0 ? points : negatives);
  }

  const once = points.map(psi);
  const twice = once.map(psi);
  f = addAll(f, t, once);
  f = addAll(f, t, twice.map(negate2));

  const outsideG2 = twice.flatMap((point, i) => {
    const end: G2 = { x: [t.xr[i]!, t.xi[i]!], y: [t.yr[i]!, t.yi[i]!] };
    return !t.lost.has(i) && equal2(end, negate2(psi(point))) ? [] : [i];
  });
  return { product: f, outsideG2 };
};
