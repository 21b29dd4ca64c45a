/** Options of a ballot that there are circuits for, in circuits/circuits.json; growing. */
export const BALLOT_SIZES: readonly number[] = [4, 8, 32];

/** The smallest size that holds so many options; undefined where none does (P3.1, P5). */
export function ballotSizeFor(options: number): number | undefined {
  return BALLOT_SIZES.find((size) => size >= options);
}
