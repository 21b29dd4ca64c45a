import { inverse, mod } from "../../src/field/modular.ts";
import { SCALAR_FIELD as r } from "../../src/field/primes.ts";
import type { VerifyingKey } from "../../src/pairing/groth16.ts";
import { G, g1, g2, H } from "../pairing/points.ts";

/**
 * A verifying key whose trapdoor is known, so that a test makes a proof of any statement without a circuit. Nobody
 * else's key: what it says of real proofs is nothing.
 */
export interface TrapdoorKey {
  readonly key: VerifyingKey;
  readonly ic: readonly bigint[];
}

const [ALPHA, BETA, GAMMA, DELTA] = [1011n, 1013n, 1019n, 1021n];
const [A, B] = [2003n, 3001n];
const AT_A = g1(G.multiply(A));
const AT_B = g2(H.multiply(B));

/** A key for so many public signals. */
export const trapdoorKey = (signals: number): TrapdoorKey => {
  const ic = Array.from({ length: signals + 1 }, (_, i) => BigInt(5003 + 2 * i));
  return {
    ic,
    key: {
      alpha: g1(G.multiply(ALPHA)),
      beta: g2(H.multiply(BETA)),
      gamma: g2(H.multiply(GAMMA)),
      delta: g2(H.multiply(DELTA)),
      ic: ic.map((scalar) => g1(G.multiply(scalar))),
    },
  };
};

/** The eight words of a proof of these public signals. */
export const forgeProof = ({ ic }: TrapdoorKey, signals: readonly bigint[]): readonly bigint[] => {
  const sum = signals.reduce((total, signal, i) => total + signal * ic[i + 1]!, ic[0]!);
  const c = (mod(A * B - ALPHA * BETA - sum * GAMMA, r) * inverse(DELTA, r)) % r;
  const atC = g1(G.multiply(c));
  return [AT_A.x, AT_A.y, AT_B.x[1], AT_B.x[0], AT_B.y[1], AT_B.y[0], atC.x, atC.y];
};
