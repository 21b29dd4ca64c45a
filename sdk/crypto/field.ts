import { HanpyoError, told } from "../errors.ts";

/** r: order of BN254's scalar field, the field of the circuits and of Baby Jubjub's coordinates (P0). */
export const FIELD_ORDER = 21888242871839275222246405745257275088548364400416034343698204186575808495617n;

/** l: order of Baby Jubjub's prime subgroup, the range of every scalar (P0, EIP-2494). */
export const SUBGROUP_ORDER = 2736030358979909402780800718157159386076813972158567259200215660948447373041n;

export class NotCanonicalDecimalError extends HanpyoError {
  constructor(text: string) {
    super(
      "NOT_CANONICAL_DECIMAL",
      told`"${{ text: text.slice(0, 100) }}" is not a number in canonical decimal digits`,
      "Write it with the digits 0 to 9 only, without sign, prefix or leading zeros",
    );
  }
}

export class NumberTooLargeError extends HanpyoError {
  constructor(value: bigint, bound: bigint) {
    super(
      "NUMBER_TOO_LARGE",
      told`${{ value }} is outside 0 to ${{ most: bound - 1n }}`,
      "Reduce it, or look for where it was altered",
    );
  }
}

export class NoInverseError extends HanpyoError {
  constructor(value: bigint, modulus: bigint) {
    super(
      "NO_INVERSE",
      told`${{ value }} has no inverse modulo ${{ modulus }}`,
      "Use a value that shares no factor with the modulus",
    );
  }
}

/** The representative of `value` in 0 to `modulus` - 1, also for negative values. */
export function mod(value: bigint, modulus: bigint): bigint {
  const remainder = value % modulus;
  return remainder < 0n ? remainder + modulus : remainder;
}

/**
 * The inverse of `value` modulo `modulus`, by Euclid's extended algorithm (variable time).
 * Throws `NoInverseError` for 0 and for anything that shares a factor with the modulus.
 */
export function inverse(value: bigint, modulus: bigint): bigint {
  let [previous, current] = [modulus, mod(value, modulus)];
  let [previousFactor, factor] = [0n, 1n];
  while (current > 0n) {
    const quotient = previous / current;
    [previous, current] = [current, previous - quotient * current];
    [previousFactor, factor] = [factor, previousFactor - quotient * factor];
  }
  if (previous !== 1n) throw new NoInverseError(value, modulus);
  return mod(previousFactor, modulus);
}

/** Returns `value` if it lies in 0 to `bound` - 1; throws `NumberTooLargeError` otherwise. */
export function checkedBelow(value: bigint, bound: bigint): bigint {
  if (value < 0n || value >= bound) throw new NumberTooLargeError(value, bound);
  return value;
}

/**
 * Reads a number in canonical decimal digits and below `bound` (default r), so that every value has one spelling.
 * Throws `NotCanonicalDecimalError` or `NumberTooLargeError`.
 */
export function parseDecimal(text: string, bound: bigint = FIELD_ORDER): bigint {
  if (text.length > 78 || !/^(0|[1-9][0-9]*)$/.test(text)) throw new NotCanonicalDecimalError(text);
  return checkedBelow(BigInt(text), bound);
}
