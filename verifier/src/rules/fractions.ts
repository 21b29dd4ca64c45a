import type { Fraction } from "../record/constitutionShape.ts";

const LIMIT = 2 ** 32;

const divisor = (a: number, b: number): number => (b === 0 ? a : divisor(b, a % b));

/** Whether a fraction is in lowest terms, at most 1, both parts below 2^32, and not "more than 1/1" (P3.1). */
export const isFraction = ({ numerator, denominator, moreThan }: Fraction): boolean =>
  denominator > 0 &&
  numerator <= denominator &&
  denominator < LIMIT &&
  divisor(numerator, denominator) === 1 &&
  !(moreThan && numerator === denominator);

/** Whether it is "at least 0/1", which everything reaches: no quorum. */
export const isNone = ({ numerator, moreThan }: Fraction): boolean => numerator === 0 && !moreThan;
