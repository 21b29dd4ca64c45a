import {
  addProjective,
  IDENTITY,
  negate,
  type Point,
  type Projective,
  projective,
  toAffinePoints,
} from "../curve/babyJubjub.ts";

/** Sums of ciphertexts: c1 and c2 of ciphertext t at 2t and 2t + 1. */
export type Sums = Projective[];

export const zeroSums = (ciphertexts: number): Sums =>
  Array.from({ length: 2 * ciphertexts }, () => projective(IDENTITY));

/** The points that ciphertexts' words are: `c1.x, c1.y, c2.x, c2.y`, ciphertext after ciphertext (P5.3). */
export const pointsOf = (words: readonly bigint[]): readonly Point[] =>
  Array.from({ length: words.length / 2 }, (_, i) => ({ x: words[2 * i]!, y: words[2 * i + 1]! }));

/** Adds ciphertexts to a sum, in place. */
export const addTo = (sums: Sums, points: readonly Point[]): void => {
  points.forEach((point, i) => {
    sums[i] = addProjective(sums[i]!, projective(point));
  });
};

/** Takes ciphertexts from a sum, in place. */
export const takeFrom = (sums: Sums, points: readonly Point[]): void => {
  addTo(sums, points.map(negate));
};

/** The words of a sum, in affine coordinates, in the order of `pointsOf`. */
export const wordsOfSums = (sums: readonly Projective[]): readonly bigint[] =>
  toAffinePoints(sums).flatMap(({ x, y }) => [x, y]);
