import type { Proof } from "./groth16.ts";

/** A proof of its eight words: A, B, C; the halves of Fp2 in EIP-197's order, the imaginary one first. */
export const proofOf = (words: readonly bigint[]): Proof => {
  const [ax, ay, bx1, bx0, by1, by0, cx, cy] = words as [
    bigint,
    bigint,
    bigint,
    bigint,
    bigint,
    bigint,
    bigint,
    bigint,
  ];
  return { a: { x: ax, y: ay }, b: { x: [bx0, bx1], y: [by0, by1] }, c: { x: cx, y: cy } };
};
