import { type ExtendedPoint, isIdentity, type Point, toAffineMany, toExtended } from "./babyjubjub.ts";
import { FIELD_ORDER, inverse, mod } from "./field.ts";

/** A point of the same curve in Montgomery's form, v^2 = u^3 + 168698 u^2 + u: u = (1 + y)/(1 - y), v = u/x. */
type MontgomeryPoint = { readonly u: bigint; readonly v: bigint };

/**
 * Called with the number of a point and its u, which it has in common with its negative; undefined for the identity.
 * The walk ends where it returns true.
 */
export type Visit = (index: number, u: bigint | undefined) => boolean;

/** A of Baby Jubjub in Montgomery's form (EIP-2494). */
const A = 168698n;
/** Points on either side of a block's centre: what a block shares costs little, and its numbers stay in the cache. */
const REACH = 512;

/**
 * Visits start + index * step for every index from 0 to `count` - 1, each once, in an order of its own. A block's points
 * lie around its centre C, and C + jS and C - jS share the inverse of the difference of their u (Montgomery's addition):
 * seven multiplications for two points, three of them for all inverses of a block at once.
 * @param step A point of order l. `start` may be any point of the curve.
 * @param passed Told after each block how many were visited.
 */
export function evenWalk(
  { start, step, count }: { readonly start: Point; readonly step: Point; readonly count: number },
  visit: Visit,
  passed: (visited: number) => void = () => {},
): void {
  const reach = Math.min(REACH, count >> 1);
  const width = 2 * reach + 1;
  const increment = toExtended(step);
  const multiples = multiplesOf(increment, reach);
  const stride = toExtended(step).multiplyUnsafe(BigInt(width));
  const sides = multiples.map(montgomery);
  let centre = reach === 0 ? toExtended(start) : toExtended(start).add(multiples.at(-1) as ExtendedPoint);
  for (let middle = reach; middle - reach < count; middle += width) {
    if (visitBlock(centre, { middle, count, multiples, sides }, visit)) return;
    passed(Math.min(middle + reach + 1, count));
    centre = centre.add(stride);
  }
}

type Block = {
  /** The number of the centre. */
  readonly middle: number;
  readonly count: number;
  /** jS for j from 1 on, in both forms. */
  readonly multiples: readonly ExtendedPoint[];
  readonly sides: readonly MontgomeryPoint[];
};

function visitBlock(centre: ExtendedPoint, { middle, count, multiples, sides }: Block, visit: Visit): boolean {
  const offer = (index: number, u: bigint | undefined) => index < count && visit(index, u);
  const plainly = (side: number) =>
    [1, -1].some((sign) => {
      const other = multiples[side] as ExtendedPoint;
      return offer(middle + sign * (side + 1), uOf(sign === 1 ? centre.add(other) : centre.subtract(other)));
    });
  const at = uOf(centre);
  if (offer(middle, at)) return true;
  // No addition through the identity: a block around it is visited point by point.
  if (at === undefined) return sides.some((_, side) => plainly(side));
  const { u, v } = montgomery(centre);
  const base = A + u;
  const [products, inverses] = inversesOf(sides, u);
  let inverted = inverses;
  for (let side = sides.length - 1; side >= 0; side--) {
    const { u: otherU, v: otherV } = sides[side] as MontgomeryPoint;
    const difference = otherU - u;
    if (difference === 0n) {
      if (plainly(side)) return true;
      continue;
    }
    const reciprocal = (inverted * (products[side] as bigint)) % FIELD_ORDER;
    inverted = (inverted * difference) % FIELD_ORDER;
    const forward = ((otherV - v) * reciprocal) % FIELD_ORDER;
    const backward = ((otherV + v) * reciprocal) % FIELD_ORDER;
    const sum = base + otherU;
    if (offer(middle + side + 1, mod(forward * forward - sum, FIELD_ORDER))) return true;
    if (offer(middle - side - 1, mod(backward * backward - sum, FIELD_ORDER))) return true;
  }
  return false;
}

/** For each side the product of the differences before it, and the inverse of the product of all that are not 0. */
function inversesOf(sides: readonly MontgomeryPoint[], u: bigint): readonly [readonly bigint[], bigint] {
  const products: bigint[] = [];
  let product = 1n;
  for (const side of sides) {
    products.push(product);
    const difference = side.u - u;
    if (difference !== 0n) product = (product * difference) % FIELD_ORDER;
  }
  return [products, inverse(product, FIELD_ORDER)];
}

function multiplesOf(step: ExtendedPoint, count: number): readonly ExtendedPoint[] {
  const multiples: ExtendedPoint[] = [];
  for (let sum = step; multiples.length < count; sum = sum.add(step)) multiples.push(sum);
  return multiples;
}

/** The u of a point; undefined for the identity, which has none. */
export function uOf(point: ExtendedPoint): bigint | undefined {
  const [affine] = toAffineMany([point]) as [Point];
  if (isIdentity(affine)) return undefined;
  return mod((1n + affine.y) * inverse(1n - affine.y, FIELD_ORDER), FIELD_ORDER);
}

/** Of any point but the identity; (0, -1), of order 2, is (0, 0). */
function montgomery(point: ExtendedPoint): MontgomeryPoint {
  const [{ x, y }] = toAffineMany([point]) as [Point];
  const u = mod((1n + y) * inverse(1n - y, FIELD_ORDER), FIELD_ORDER);
  return { u, v: x === 0n ? 0n : mod(u * inverse(x, FIELD_ORDER), FIELD_ORDER) };
}
