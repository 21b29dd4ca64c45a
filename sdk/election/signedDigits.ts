import { checkedBelow, SUBGROUP_ORDER } from "../crypto/field.ts";

/** Digits below the top one. */
const DIGITS = 125;

/** A scalar as the circuits take it: d_w = (1 - 2 negative[w]) (1 + 2 tripled[w]), d_125 = 1 - 2 negative[125] (P6). */
export type SignedDigits = {
  /** 126 bits. */
  readonly negative: readonly bigint[];
  /** 125 bits. */
  readonly tripled: readonly bigint[];
};

/**
 * The one representation of `scalar` (0 to l - 1) modulo l as an odd number in 126 signed digits of base 4 (P6).
 * Throws `NumberTooLargeError` outside that range.
 */
export function signedDigits(scalar: bigint): SignedDigits {
  checkedBelow(scalar, SUBGROUP_ORDER);
  let rest = scalar % 2n === 1n ? scalar : scalar - SUBGROUP_ORDER;
  const digits = Array.from({ length: DIGITS }, () => {
    // The rest after the digit must be odd again, so the digit is the one in {1, 3, -1, -3} that is rest + 4 modulo 8.
    const digit = Number(BigInt.asIntN(3, rest + 4n));
    rest = (rest - BigInt(digit)) / 4n;
    return digit;
  });
  return {
    negative: [...digits, Number(rest)].map((digit) => BigInt(digit < 0)),
    tripled: digits.map((digit) => BigInt(Math.abs(digit) === 3)),
  };
}
