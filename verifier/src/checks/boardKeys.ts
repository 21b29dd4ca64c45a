import { addPoints, IDENTITY, multiply, type Point } from "../curve/babyJubjub.ts";

/** What the key ceremony made: the election key, and for each seat the key that shares are checked against. */
export interface CeremonyKeys {
  readonly electionKey: Point;
  readonly seatKeys: readonly Point[];
}

const sum = (points: readonly Point[]): Point => points.reduce(addPoints, IDENTITY);

/** `S_ij = sum_m A_im j^m`. */
export const shareKey = (polynomial: readonly Point[], j: number): Point =>
  sum(polynomial.map((point, m) => multiply(point, BigInt(j) ** BigInt(m))));

/** `K = sum_i A_i0`, and `Y_j = sum_i S_ij` for every seat j, of all dealings (P2.3). */
export const boardKeysOf = (polynomials: readonly (readonly Point[])[]): CeremonyKeys => ({
  electionKey: sum(polynomials.map((polynomial) => polynomial[0] ?? IDENTITY)),
  seatKeys: polynomials.map((_, j) => sum(polynomials.map((polynomial) => shareKey(polynomial, j + 1)))),
});
