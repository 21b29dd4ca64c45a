import { inverse, inverses, mod } from "../field/modular.ts";
import { SUBGROUP_ORDER as l, SCALAR_FIELD as r } from "../field/primes.ts";

/** A point of Baby Jubjub in affine coordinates: A x^2 + y^2 = 1 + D x^2 y^2 (EIP-2494). */
export interface Point {
  readonly x: bigint;
  readonly y: bigint;
}

const A = 168700n;
const D = 168696n;

/** `O`, the identity. */
export const IDENTITY: Point = { x: 0n, y: 1n };

/** `G`: Base8 of EIP-2494, generator of the prime subgroup. */
export const G: Point = {
  x: 5299619240641551281634865583518297030282874472190772894086521144482721001553n,
  y: 16950150798460657717958625567821834550301663161624707787222815936182638968203n,
};

/** A point in projective coordinates, x = X/Z, y = Y/Z. */
export type Projective = readonly [bigint, bigint, bigint];

export const projective = ({ x, y }: Point): Projective => [x, y, 1n];

/** The sum; add-2008-bbjlp of the Explicit-Formulas Database, which is complete here (A a square, D none). */
export const addProjective = ([x1, y1, z1]: Projective, [x2, y2, z2]: Projective): Projective => {
  const a = (z1 * z2) % r;
  const b = (a * a) % r;
  const c = (x1 * x2) % r;
  const d = (y1 * y2) % r;
  const e = (((D * c) % r) * d) % r;
  const f = b - e;
  const g = b + e;
  const crossed = ((x1 + y1) * (x2 + y2) - c - d) % r;
  return [(((a * f) % r) * crossed) % r, (((a * g) % r) * (d - A * c)) % r, (f * g) % r];
};

/** Affine coordinates of many points, with one inversion. */
export const toAffinePoints = (points: readonly Projective[]): readonly Point[] => {
  const inverted = inverses(
    points.map((point) => point[2]),
    r,
  );
  return points.map(([x, y], i) => ({ x: mod(x * inverted[i]!, r), y: mod(y * inverted[i]!, r) }));
};

const toAffinePoint = ([x, y, z]: Projective): Point => {
  const inv = inverse(z, r);
  return { x: mod(x * inv, r), y: mod(y * inv, r) };
};

/** P + Q. */
export const addPoints = (p: Point, q: Point): Point => toAffinePoint(addProjective(projective(p), projective(q)));

/** -P. */
export const negate = ({ x, y }: Point): Point => ({ x: mod(-x, r), y });

/** `scalar * P`, the scalar being at least 0. */
export const multiply = (point: Point, scalar: bigint): Point => {
  const base = projective(point);
  let sum: Projective = projective(IDENTITY);
  for (let i = scalar.toString(2).length - 1; i >= 0; i--) {
    sum = addProjective(sum, sum);
    if ((scalar >> BigInt(i)) & 1n) sum = addProjective(sum, base);
  }
  return toAffinePoint(sum);
};

/** Whether both are the same point. */
export const equal = (p: Point, q: Point): boolean => p.x === q.x && p.y === q.y;

/** Whether the coordinates are below r and on the curve. */
export const onCurve = ({ x, y }: Point): boolean => {
  if (x < 0n || y < 0n || x >= r || y >= r) return false;
  const xx = (x * x) % r;
  const yy = (y * y) % r;
  return (A * xx + yy - 1n - D * xx * yy) % r === 0n;
};

/** Whether a point is on the curve and of order l: in the prime subgroup, and not the identity. */
export const isOfPrimeOrder = (point: Point): boolean =>
  onCurve(point) && !equal(point, IDENTITY) && equal(multiply(point, l), IDENTITY);

/**
 * A point from outside (protocol, section 0): `Q` on the curve with coordinates below r stands for `P = 8 Q`, which is
 * in the prime subgroup. `undefined` where Q is not on the curve, or P is the identity.
 */
export const fromOutside = (q: Point): Point | undefined => {
  if (!onCurve(q)) return undefined;
  const p = multiply(q, 8n);
  return equal(p, IDENTITY) ? undefined : p;
};
