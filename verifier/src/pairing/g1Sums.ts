import { BASE_FIELD as q } from "../field/primes.ts";
import { type Coefficient, endomorphism } from "./coefficients.ts";
import { add, addAffine, double, type G1, INFINITY, type Jacobian } from "./g1.ts";

const WINDOW = 4n;
const negated = ({ x, y }: G1): G1 => ({ x, y: q - y });

/** Signed odd digits of a number of at most 64 bits, width 4: `sum digit[i] 2^i` (wNAF). */
const digitsOf = (value: bigint): number[] => {
  const digits: number[] = [];
  for (let rest = value; rest > 0n; rest >>= 1n) {
    if (!(rest & 1n)) {
      digits.push(0);
      continue;
    }
    let digit = Number(rest & ((1n << WINDOW) - 1n));
    if (digit >= 8) digit -= 16;
    rest -= BigInt(digit);
    digits.push(digit);
  }
  return digits;
};

/** P, 3P, 5P, 7P: `toOdd` makes affine what `oddMultiples` gives. */
const oddMultiples = (point: G1): Jacobian[] => {
  const twice = double([point.x, point.y, 1n]);
  const three = addAffine(twice, point);
  const five = add(three, twice);
  return [three, five, add(five, twice)];
};

/**
 * Each point times its coefficient, in Jacobian coordinates: 64 doublings and about 26 additions each. `affine` turns
 * all tables into affine points at once.
 */
export const multiplyEach = (
  points: readonly G1[],
  coefficients: readonly Coefficient[],
  affine: (points: readonly Jacobian[]) => (G1 | null)[],
): Jacobian[] => {
  const multiples = affine(points.flatMap(oddMultiples));

  return points.map((point, index) => {
    const odd = [point, multiples[3 * index]!, multiples[3 * index + 1]!, multiples[3 * index + 2]!];
    const turned = odd.map(endomorphism);
    const low = digitsOf(coefficients[index]!.low);
    const high = digitsOf(coefficients[index]!.high);

    let sum: Jacobian = INFINITY;
    for (let i = Math.max(low.length, high.length) - 1; i >= 0; i--) {
      sum = double(sum);
      const a = low[i] ?? 0;
      if (a !== 0) sum = addAffine(sum, a > 0 ? odd[a >> 1]! : negated(odd[-a >> 1]!));
      const b = high[i] ?? 0;
      if (b !== 0) sum = addAffine(sum, b > 0 ? turned[b >> 1]! : negated(turned[-b >> 1]!));
    }
    return sum;
  });
};

/** The sum of all points times their coefficients, by buckets (Pippenger). */
export const sumOfMultiples = (points: readonly G1[], coefficients: readonly Coefficient[]): Jacobian => {
  const bits = points.length > 200 ? 7 : points.length > 40 ? 5 : 3;
  const turned = points.map(endomorphism);
  const mask = (1n << BigInt(bits)) - 1n;
  let total: Jacobian = INFINITY;

  for (let window = Math.ceil(64 / bits) - 1; window >= 0; window--) {
    for (let i = 0; i < bits; i++) total = double(total);
    const shift = BigInt(window * bits);
    const buckets: Jacobian[] = new Array(1 << bits).fill(INFINITY);
    coefficients.forEach(({ low, high }, i) => {
      const a = Number((low >> shift) & mask);
      const b = Number((high >> shift) & mask);
      if (a !== 0) buckets[a] = addAffine(buckets[a]!, points[i]!);
      if (b !== 0) buckets[b] = addAffine(buckets[b]!, turned[i]!);
    });

    let running: Jacobian = INFINITY;
    let sum: Jacobian = INFINITY;
    for (let i = buckets.length - 1; i > 0; i--) {
      running = add(running, buckets[i]!);
      sum = add(sum, running);
    }
    total = add(total, sum);
  }

  return total;
};
