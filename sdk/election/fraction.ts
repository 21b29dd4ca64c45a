/** A share of a whole, as a law writes it: in lowest terms, at most 1/1; mirrors `Fraction` of contracts/types. */
export type Fraction = {
  readonly numerator: number;
  readonly denominator: number;
  /** Reached by more than it only (never of 1/1); otherwise by it already. */
  readonly moreThan: boolean;
};

/** At least nothing: as a quorum, none. */
export const NO_FRACTION: Fraction = { numerator: 0, denominator: 1, moreThan: false };

/** More than a half, 과반수. */
export const MAJORITY: Fraction = { numerator: 1, denominator: 2, moreThan: true };

const LIMIT = 2 ** 32;

/** Whether a fraction has the one form that the factory takes (P3.1): in lowest terms, at most all, never more. */
export function isExact({ numerator, denominator, moreThan }: Fraction): boolean {
  const fits = (value: number) => Number.isSafeInteger(value) && value >= 0 && value < LIMIT;
  if (!fits(numerator) || !fits(denominator) || numerator > denominator) return false;
  if (numerator === denominator && moreThan) return false;
  return greatestDivisor(denominator, numerator) === 1;
}

/** Whether `part` of `whole`, whole numbers, reaches a fraction; exact, by multiplication (P10.2). */
export function reaches(part: number, { numerator, denominator, moreThan }: Fraction, whole: number): boolean {
  const has = BigInt(part) * BigInt(denominator);
  const needs = BigInt(whole) * BigInt(numerator);
  return moreThan ? has > needs : has >= needs;
}

/** Whether two fractions in lowest terms are the same, "at least" and "more than" told apart. */
export function isSame(a: Fraction, b: Fraction): boolean {
  return a.numerator === b.numerator && a.denominator === b.denominator && a.moreThan === b.moreThan;
}

/** The greatest common divisor of two whole numbers; of a number and 0 the number. */
export function greatestDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestDivisor(b, a % b);
}

/** The smallest part of `whole` that reaches a fraction; one more than all if none does, as of one that is none. */
export function leastReaching({ numerator, denominator, moreThan }: Fraction, whole: number): number {
  if (denominator === 0) return whole + 1;
  const product = BigInt(whole) * BigInt(numerator);
  const floor = product / BigInt(denominator);
  const isWhole = product % BigInt(denominator) === 0n;
  return Number(moreThan || !isWhole ? floor + 1n : floor);
}
