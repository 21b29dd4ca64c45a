import { HanpyoError, told } from "../errors.ts";
import { GENERATOR, multiplySecret, multiSum, type Point } from "./babyjubjub.ts";
import { inverse, mod, SUBGROUP_ORDER } from "./field.ts";

export class SeatsInvalidError extends HanpyoError {
  constructor(seats: readonly number[], trustees: number) {
    super(
      "SEATS_INVALID",
      told`The seats ${{ seats: seats.join(", ") }} are not distinct, increasing and in 1 to ${{ trustees }}`,
      "Give each contributing seat once, in order",
    );
  }
}

/** The polynomial's value at `x` modulo l; coefficients from the constant on (P2). */
export function evaluatePolynomial(coefficients: readonly bigint[], x: number): bigint {
  return coefficients.reduceRight((value, coefficient) => mod(value * BigInt(x) + coefficient, SUBGROUP_ORDER), 0n);
}

/** A_im = a_im G, as P. */
export function commitPolynomial(coefficients: readonly bigint[]): Point[] {
  return coefficients.map((coefficient) => multiplySecret(GENERATOR, coefficient));
}

/** S_ij = sum A_im j^m: what seat j's share of a dealing is the logarithm of; `commitments` as P (P2.2). */
export function shareCommitment(commitments: readonly Point[], seat: number): Point {
  return multiSum(commitments.map((commitment, m) => [BigInt(seat) ** BigInt(m), commitment] as const));
}

/** Delta = n! (P10.1). */
export function factorial(n: number): bigint {
  return n <= 1 ? 1n : BigInt(n) * factorial(n - 1);
}

/**
 * mu_j = Delta prod_(m != j) m / (m - j), integers, one for each of `seats` in order (P10.1).
 * Throws `SeatsInvalidError` unless the seats are distinct, increasing and in 1 to `trustees`.
 */
export function lagrangeIntegers(seats: readonly number[], trustees: number): bigint[] {
  const valid = seats.every(
    (seat, i) => Number.isInteger(seat) && seat > (i === 0 ? 0 : (seats[i - 1] as number)) && seat <= trustees,
  );
  if (!valid || seats.length === 0) throw new SeatsInvalidError(seats, trustees);
  return seats.map((j) => {
    const others = seats.filter((m) => m !== j).map(BigInt);
    const numerator = others.reduce((product, m) => product * m, factorial(trustees));
    return numerator / others.reduce((product, m) => product * (m - BigInt(j)), 1n);
  });
}

/** sum mu_j D_j: Delta times x C1, for one ciphertext; `shares` as P, in the order of `seats` (P10.1). */
export function combineShares(seats: readonly number[], shares: readonly Point[], trustees: number): Point {
  const factors = lagrangeIntegers(seats, trustees);
  return multiSum(factors.map((factor, index) => [factor, shares[index] as Point] as const));
}

/** x C1 itself: `combineShares` divided by Delta. */
export function recoverPoint(seats: readonly number[], shares: readonly Point[], trustees: number): Point {
  const perDelta = inverse(factorial(trustees), SUBGROUP_ORDER);
  const factors = lagrangeIntegers(seats, trustees);
  return multiSum(factors.map((factor, index) => [factor * perDelta, shares[index] as Point] as const));
}
