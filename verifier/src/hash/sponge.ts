import { poseidon } from "./poseidon.ts";

const RATE = 16;

/** The chained Poseidon of P5.4: blocks of 16, the initial state of each being the output of the one before. */
export const sponge = (values: readonly bigint[]): bigint => {
  let state = 0n;
  for (let i = 0; i < values.length; i += RATE) state = poseidon(values.slice(i, i + RATE), state);
  return state;
};
