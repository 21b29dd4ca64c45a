import { dataSlice, zeroPadBytes } from "ethers";
import { type ExtendedPoint, IDENTITY, type Point, subtract, toAffineMany, toExtended } from "../crypto/babyjubjub.ts";
import { type CountPair, findCounts, type LogProgress } from "../crypto/discreteLog.ts";
import { ciphertextsFromWords, ciphertextWords } from "../crypto/elgamal.ts";
import { recoverPoint } from "../crypto/sharing.ts";
import { hashWords } from "../crypto/transcript.ts";

/** The words of the sum of what slots hold (P7.5, P8); the words of (O, O) for none. */
export function sumOfBallots(held: readonly (readonly bigint[])[], ballotSize: number): bigint[] {
  const sums: ExtendedPoint[] = Array.from({ length: ballotSize }, () => toExtended(IDENTITY));
  for (const words of held) {
    for (const [t, { c1, c2 }] of ciphertextsFromWords(words).entries()) {
      sums[2 * t] = (sums[2 * t] as ExtendedPoint).add(toExtended(c1));
      sums[2 * t + 1] = (sums[2 * t + 1] as ExtendedPoint).add(toExtended(c2));
    }
  }
  const points = toAffineMany(sums);
  return ciphertextWords(
    Array.from({ length: ballotSize / 2 }, (_, t) => ({ c1: points[2 * t] as Point, c2: points[2 * t + 1] as Point })),
  );
}

/** What one ballot changes in its slot: the words of its ciphertexts, and those that they replace (none at first). */
export type SlotChange = { readonly next: readonly bigint[]; readonly held: readonly bigint[] };

/** Words of the sum of next - held over a batch (P7.5). */
export function subtotalOf(changes: readonly SlotChange[], ballotSize: number): bigint[] {
  const sums: ExtendedPoint[] = Array.from({ length: ballotSize }, () => toExtended(IDENTITY));
  for (const { next, held } of changes) {
    for (const [m, point] of pointsOf(next).entries()) sums[m] = sums[m]?.add(toExtended(point)) as ExtendedPoint;
    for (const [m, point] of pointsOf(held).entries()) sums[m] = sums[m]?.subtract(toExtended(point)) as ExtendedPoint;
  }
  return toAffineMany(sums).flatMap(({ x, y }) => [x, y]);
}

/** The tally chain after a further batch: the first 26 bytes of keccak256(chain, subtotal), then zeros (P7.5). */
export function extendedChain(chain: string, subtotal: readonly bigint[]): string {
  return zeroPadBytes(dataSlice(hashWords([BigInt(chain), ...subtotal]), 0, 26), 32);
}

/** The shares of exactly k seats; points as P. */
export type SeatShare = { readonly seat: number; readonly share: readonly Point[] };

/**
 * Decrypts the sealed sum with the shares of k seats and finds the counts (P10.1).
 * @param bound Ballots times most points per option, below 2^24.
 * @returns One count per option of the ballot size.
 * Throws `CountsNotFoundError` if the shares are not those of this sum.
 */
export function decryptCounts(
  sum: readonly bigint[],
  shares: readonly SeatShare[],
  trustees: number,
  bound: number,
  progress?: LogProgress,
): bigint[] {
  const seats = shares.map(({ seat }) => seat);
  const points = ciphertextsFromWords(sum).map(({ c2 }, t) =>
    subtract(
      c2,
      recoverPoint(
        seats,
        shares.map(({ share }) => share[t] as Point),
        trustees,
      ),
    ),
  );
  return findCounts(points, bound, progress).flatMap(([low, high]: CountPair) => [BigInt(low), BigInt(high)]);
}

function pointsOf(words: readonly bigint[]): Point[] {
  return ciphertextsFromWords(words).flatMap(({ c1, c2 }) => [c1, c2]);
}
