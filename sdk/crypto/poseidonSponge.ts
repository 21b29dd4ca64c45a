import { Field } from "@noble/curves/abstract/modular.js";
import { grainGenConstants, poseidon } from "@noble/curves/abstract/poseidon.js";
import { checkedBelow, FIELD_ORDER } from "./field.ts";

type Permutation = (state: bigint[]) => bigint[];

/** Values absorbed at a time. */
const BLOCK = 16;

/** Partial rounds for 1 to 16 inputs (eprint 2019/458, table 8, rounded as circomlib's). */
const PARTIAL_ROUNDS = [56, 57, 56, 60, 60, 63, 64, 63, 60, 66, 60, 65, 70, 60, 64, 68];

const permutations = new Map<number, Permutation>();

/**
 * Poseidon over `values` in blocks of 16 (the last may be shorter, without padding), each block's initial state
 * the previous block's output, the first 0 (P5.4): circomlib's `PoseidonEx(n, 1)`, chained. One element is carried, so
 * collisions and second preimages take about 2^127 calls (adr/0001). Lengths are fixed by the circuit: vectors of
 * different lengths are not told apart.
 * Throws `NumberTooLargeError` for a value outside the field.
 */
export function poseidonSponge(values: readonly bigint[]): bigint {
  let state = 0n;
  for (let start = 0; start < values.length; start += BLOCK) {
    const block = values.slice(start, start + BLOCK).map((value) => checkedBelow(value, FIELD_ORDER));
    state = permutationOf(block.length)([state, ...block])[0] as bigint;
  }
  return state;
}

/** The permutation for a number of inputs; its constants take about 40 ms to make, once. */
function permutationOf(inputs: number): Permutation {
  const known = permutations.get(inputs);
  if (known) return known;
  const shape = {
    Fp: Field(FIELD_ORDER),
    t: inputs + 1,
    roundsFull: 8,
    roundsPartial: PARTIAL_ROUNDS[inputs - 1] as number,
  };
  const made = poseidon({ ...shape, ...grainGenConstants(shape), sboxPower: 5 });
  permutations.set(inputs, made);
  return made;
}
