import { poseidon2 } from "poseidon-lite/poseidon2";
import { FIELD_ORDER } from "./field.ts";

/** Poseidon of two values, each taken modulo r: the hash of rolls' trees. */
export type PairHash = (left: bigint, right: bigint) => bigint;

/** In JavaScript: at hand at once. */
export const pairHash: PairHash = (left, right) => poseidon2([left, right]);

/** Fewer hashes than these take less time than compiling one. */
export const FEW_PAIRS = 10_000;
const ELEMENT = 32;

let compiling: Promise<PairHash> | undefined;

/** The hash for that many pairs: for many, the same one compiled, which takes a third of the time. */
export async function pairHashFor(count: number): Promise<PairHash> {
  if (count < FEW_PAIRS) return pairHash;
  compiling ??= compiledPairHash();
  return compiling;
}

/** circomlibjs's compiled Poseidon. It is loaded here alone: its constants are larger than a page. */
export async function compiledPairHash(): Promise<PairHash> {
  const { buildPoseidon } = await import("circomlibjs");
  const poseidon = await buildPoseidon();
  const { F } = poseidon;
  const pair = new Uint8Array(2 * ELEMENT);
  return (left, right) => {
    pair.set(F.e(left % FIELD_ORDER));
    pair.set(F.e(right % FIELD_ORDER), ELEMENT);
    return F.toObject(poseidon(pair));
  };
}
