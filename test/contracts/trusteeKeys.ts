import { GENERATOR, multiply, type Point } from "../../sdk/crypto/babyjubjub.ts";
import { evaluatePolynomial } from "../../sdk/crypto/sharing.ts";

export const THRESHOLD = 3;
export const TRUSTEES = 5;
export const SEATS: readonly number[] = Array.from({ length: TRUSTEES }, (_, i) => i + 1);

/** The polynomial that a ceremony would have made without anybody knowing it: 3 of 5. */
const COEFFICIENTS: readonly bigint[] = [
  1234567890123456789012345678901234567890123456789012345678901234567890n,
  987654321098765432109876543210987654321098765432109876543210n,
  555555555555555555555555555555555555555555555555555555555555555n,
];

/** K. */
export const ELECTION_KEY: Point = multiply(GENERATOR, COEFFICIENTS[0] as bigint);

/** x_j. */
export function shareSecret(seat: number): bigint {
  return evaluatePolynomial(COEFFICIENTS, seat);
}

/** Y_j. */
export function shareKey(seat: number): Point {
  return multiply(GENERATOR, shareSecret(seat));
}
