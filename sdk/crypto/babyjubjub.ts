import { normalizeZ } from "@noble/curves/abstract/curve.js";
import { babyjubjub } from "@noble/curves/misc.js";
import { HanpyoError, told } from "../errors.ts";
import { checkedBelow, FIELD_ORDER, inverse, mod, SUBGROUP_ORDER } from "./field.ts";

/** An affine point of Baby Jubjub in EIP-2494's twisted Edwards form. */
export type Point = { readonly x: bigint; readonly y: bigint };

/** A point in extended coordinates, for long sums; see `toExtended` and `toAffineMany`. */
export type ExtendedPoint = InstanceType<typeof Curve>;

const Curve = babyjubjub.Point;
const A = 168700n;
const D = 168696n;
const EIGHTH = inverse(8n, SUBGROUP_ORDER);

/** O, the neutral element. */
export const IDENTITY: Point = Object.freeze({ x: 0n, y: 1n });

/** G, that is Base8, the generator of the prime subgroup (P0). */
export const GENERATOR: Point = Object.freeze(Curve.BASE.toAffine());

export class PointNotOnCurveError extends HanpyoError {
  constructor(point: Point) {
    super(
      "POINT_NOT_ON_CURVE",
      told`(${{ x: point.x }}, ${{ y: point.y }}) is not on Baby Jubjub`,
      "Refuse whoever sent it",
    );
  }
}

export class PointNotInSubgroupError extends HanpyoError {
  constructor(point: Point) {
    super(
      "POINT_NOT_IN_SUBGROUP",
      told`(${{ x: point.x }}, ${{ y: point.y }}) is not in the prime subgroup of Baby Jubjub`,
      "Refuse whoever sent it",
    );
  }
}

export class PointIsIdentityError extends HanpyoError {
  constructor() {
    super("POINT_IS_IDENTITY", "The point is the identity (0, 1)", "Refuse whoever sent it");
  }
}

/** The point in extended coordinates. The point must be on the curve. */
export function toExtended(point: Point): ExtendedPoint {
  return Curve.fromAffine({ x: point.x, y: point.y });
}

/** Affine coordinates of many points, with one field inversion for all. */
export function toAffineMany(points: readonly ExtendedPoint[]): Point[] {
  return normalizeZ(Curve, [...points]).map((point) => ({ x: point.X, y: point.Y }));
}

export function isIdentity(point: Point): boolean {
  return point.x === 0n && point.y === 1n;
}

export function pointsEqual(a: Point, b: Point): boolean {
  return a.x === b.x && a.y === b.y;
}

/** Whether both coordinates are below r and satisfy a x^2 + y^2 = 1 + d x^2 y^2 (EIP-2494). */
export function isOnCurve({ x, y }: Point): boolean {
  if (x < 0n || y < 0n || x >= FIELD_ORDER || y >= FIELD_ORDER) return false;
  const xx = (x * x) % FIELD_ORDER;
  const yy = (y * y) % FIELD_ORDER;
  return mod(A * xx + yy - 1n - ((D * xx) % FIELD_ORDER) * yy, FIELD_ORDER) === 0n;
}

/** Whether the point is on the curve and of order l or 1. */
export function isInSubgroup(point: Point): boolean {
  return isOnCurve(point) && toExtended(point).isTorsionFree();
}

/** a + b, complete for any two points of the curve. */
export function add(a: Point, b: Point): Point {
  return toExtended(a).add(toExtended(b)).toAffine();
}

export function negate(point: Point): Point {
  return { x: mod(-point.x, FIELD_ORDER), y: point.y };
}

/** a - b, complete for any two points of the curve. */
export function subtract(a: Point, b: Point): Point {
  return add(a, negate(b));
}

/** The sum of any number of points of the curve; O for none. */
export function sumPoints(points: readonly Point[]): Point {
  return points.reduce<ExtendedPoint>((sum, point) => sum.add(toExtended(point)), Curve.ZERO).toAffine();
}

/** scalar * point, the scalar reduced modulo l, in variable time: for public scalars. The point must be in the subgroup. */
export function multiply(point: Point, scalar: bigint): Point {
  return toExtendedBase(point).multiplyUnsafe(mod(scalar, SUBGROUP_ORDER)).toAffine();
}

/** As `multiply`, by noble's hardened algorithm: for secret scalars. */
export function multiplySecret(point: Point, scalar: bigint): Point {
  const reduced = mod(scalar, SUBGROUP_ORDER);
  return reduced === 0n || isIdentity(point) ? IDENTITY : toExtendedBase(point).multiply(reduced).toAffine();
}

/** The sum of scalar * point over all pairs, in variable time. The points must be in the subgroup. */
export function multiSum(terms: readonly (readonly [scalar: bigint, point: Point])[]): Point {
  return terms
    .reduce<ExtendedPoint>(
      (sum, [scalar, point]) => sum.add(toExtendedBase(point).multiplyUnsafe(mod(scalar, SUBGROUP_ORDER))),
      Curve.ZERO,
    )
    .toAffine();
}

/** P = 8Q, which lies in the prime subgroup for every Q on the curve (P0). */
export function timesEight(point: Point): Point {
  return toExtended(point).double().double().double().toAffine();
}

/** The Q in the subgroup with 8Q = P, as clients send points (P0). The point must be in the subgroup. */
export function divideByEight(point: Point): Point {
  return multiply(point, EIGHTH);
}

/**
 * Returns the point if it is fit to be a key or a base: coordinates below r, on the curve, of order l.
 * Throws `NumberTooLargeError`, `PointNotOnCurveError`, `PointNotInSubgroupError` or `PointIsIdentityError`.
 */
export function checkedPoint(point: Point): Point {
  checkedBelow(point.x, FIELD_ORDER);
  checkedBelow(point.y, FIELD_ORDER);
  if (!isOnCurve(point)) throw new PointNotOnCurveError(point);
  if (isIdentity(point)) throw new PointIsIdentityError();
  if (!isInSubgroup(point)) throw new PointNotInSubgroupError(point);
  return point;
}

/**
 * The point P = 8Q that a Q from outside stands for (P0).
 * Throws `NumberTooLargeError`, `PointNotOnCurveError`, or `PointIsIdentityError` if Q is of small order.
 */
export function pointFromOutside(q: Point): Point {
  checkedBelow(q.x, FIELD_ORDER);
  checkedBelow(q.y, FIELD_ORDER);
  if (!isOnCurve(q)) throw new PointNotOnCurveError(q);
  const point = timesEight(q);
  if (isIdentity(point)) throw new PointIsIdentityError();
  return point;
}

/** noble keeps a table of multiples for its own base point only, recognised by identity. */
function toExtendedBase(point: Point): ExtendedPoint {
  return pointsEqual(point, GENERATOR) ? Curve.BASE : toExtended(point);
}
