import { grainGenConstants } from "@noble/curves/abstract/poseidon.js";
import { bn254_Fr } from "@noble/curves/bn254.js";
import { SCALAR_FIELD as r } from "../field/primes.ts";

const ROUNDS_FULL = 8;

/** Partial rounds for 1 to 16 inputs (Grassi et al. 2019, table of circomlib, for 128 bits at alpha = 5). */
const ROUNDS_PARTIAL = [56, 57, 56, 60, 60, 63, 64, 63, 60, 66, 60, 65, 70, 60, 64, 68] as const;

interface Parameters {
  readonly constants: readonly (readonly bigint[])[];
  readonly matrix: readonly (readonly bigint[])[];
}

const known = new Map<number, Parameters>();

/** Constants and matrix of a width, by the Grain LFSR of the paper (appendix E); made when first asked for. */
const parametersOf = (t: number): Parameters => {
  const kept = known.get(t);
  if (kept) return kept;

  const roundsPartial = ROUNDS_PARTIAL[t - 2]!;
  const { roundConstants, mds } = grainGenConstants({
    Fp: bn254_Fr,
    t,
    roundsFull: ROUNDS_FULL,
    roundsPartial,
    sboxPower: 5,
  });
  const made = { constants: roundConstants, matrix: mds };
  known.set(t, made);
  return made;
};

const fifth = (a: bigint): bigint => {
  const square = (a * a) % r;
  return (((square * square) % r) * a) % r;
};

/**
 * Poseidon over BN254's scalar field of 1 to 16 inputs: state (initial, inputs), output the first word (Grassi,
 * Khovratovich, Rechberger, Roy, Schofnegger 2019). Inputs must be below r.
 */
export const poseidon = (inputs: readonly bigint[], initial = 0n): bigint => {
  const t = inputs.length + 1;
  const { constants, matrix } = parametersOf(t);
  const firstPartial = ROUNDS_FULL / 2;
  const lastPartial = constants.length - ROUNDS_FULL / 2;

  let state = [initial, ...inputs];
  for (let round = 0; round < constants.length; round++) {
    const added = state.map((word, i) => word + constants[round]![i]!);
    const full = round < firstPartial || round >= lastPartial;
    const boxed = added.map((word, i) => (full || i === 0 ? fifth(word) : word));
    state = matrix.map((row) => {
      let sum = 0n;
      for (let i = 0; i < t; i++) sum += row[i]! * boxed[i]!;
      return sum % r;
    });
  }
  return state[0]!;
};
