import { inverses } from "../field/modular.ts";
import { BASE_FIELD as q } from "../field/primes.ts";

/** A point of BN254's G1 in affine coordinates: y^2 = x^3 + 3 (EIP-196). Its cofactor is 1. */
export interface G1 {
  readonly x: bigint;
  readonly y: bigint;
}

/** A point in Jacobian coordinates, x = X/Z^2, y = Y/Z^3; Z = 0 is the point at infinity. */
export type Jacobian = readonly [bigint, bigint, bigint];

export const INFINITY: Jacobian = [1n, 1n, 0n];

/** Whether the coordinates are below q and on the curve; (0, 0), EIP-196's infinity, is not. */
export const onG1 = ({ x, y }: G1): boolean =>
  x >= 0n && y >= 0n && x < q && y < q && (y * y - (x * x * x + 3n)) % q === 0n;

/** 2P; dbl-2009-l of the Explicit-Formulas Database. */
export const double = ([x, y, z]: Jacobian): Jacobian => {
  const a = (x * x) % q;
  const b = (y * y) % q;
  const c = (b * b) % q;
  const d = (4n * x * b) % q;
  const e = 3n * a;
  const x3 = (e * e - 2n * d) % q;
  return [x3, (e * (d - x3) - 8n * c) % q, (2n * y * z) % q];
};

/** P + Q with Q affine; madd of the Explicit-Formulas Database, with its exceptions. */
export const addAffine = (p: Jacobian, { x, y }: G1): Jacobian => {
  const [x1, y1, z1] = p;
  if (z1 === 0n) return [x, y, 1n];

  const zz = (z1 * z1) % q;
  const h = (x * zz - x1) % q;
  const s = (((y * z1) % q) * zz - y1) % q;
  if (h === 0n) return s === 0n ? double(p) : INFINITY;

  const hh = (h * h) % q;
  const hhh = (h * hh) % q;
  const v = (x1 * hh) % q;
  const x3 = (s * s - hhh - 2n * v) % q;
  return [x3, (s * (v - x3) - y1 * hhh) % q, (z1 * h) % q];
};

/** P + Q; add-1986-cc of the Explicit-Formulas Database, with its exceptions. */
export const add = (p: Jacobian, o: Jacobian): Jacobian => {
  const [x1, y1, z1] = p;
  const [x2, y2, z2] = o;
  if (z1 === 0n) return o;
  if (z2 === 0n) return p;

  const zz1 = (z1 * z1) % q;
  const zz2 = (z2 * z2) % q;
  const u1 = (x1 * zz2) % q;
  const s1 = (((y1 * z2) % q) * zz2) % q;
  const h = (x2 * zz1 - u1) % q;
  const s = (((y2 * z1) % q) * zz1 - s1) % q;
  if (h === 0n) return s === 0n ? double(p) : INFINITY;

  const hh = (h * h) % q;
  const hhh = (h * hh) % q;
  const v = (u1 * hh) % q;
  const x3 = (s * s - hhh - 2n * v) % q;
  return [x3, (s * (v - x3) - s1 * hhh) % q, (((z1 * z2) % q) * h) % q];
};

const canonical = (a: bigint): bigint => (a < 0n ? a + q : a);

/** Affine coordinates of many points with one inversion; `null` for infinity. */
export const toAffine = (points: readonly Jacobian[]): (G1 | null)[] => {
  const inverted = inverses(
    points.map((point) => point[2]),
    q,
  );

  return points.map(([x, y], i) => {
    const inv = inverted[i]!;
    if (inv === 0n) return null;
    const square = (inv * inv) % q;
    return { x: canonical((x * square) % q), y: canonical((((y * inv) % q) * square) % q) };
  });
};
