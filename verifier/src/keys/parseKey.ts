import { bn254 } from "@noble/curves/bn254.js";
import { type G1, onG1 } from "../pairing/g1.ts";
import { type G2, onTwist } from "../pairing/g2.ts";
import type { VerifyingKey } from "../pairing/groth16.ts";
import { VerifierError } from "../verifierError.ts";

/** A verifying key is not one: a point is not on its curve, or not of order r. */
export class KeyUnsound extends VerifierError {
  constructor(name: string) {
    super("KEY_UNSOUND", "The verifying key is none", name, "Install the verifier again.");
  }
}

/** A key as its JSON file has it (protocol, section 0): strings of decimal digits, in G2 `[real, imaginary]`. */
export interface KeyFile {
  readonly vk_alpha_1: readonly string[];
  readonly vk_beta_2: readonly (readonly string[])[];
  readonly vk_gamma_2: readonly (readonly string[])[];
  readonly vk_delta_2: readonly (readonly string[])[];
  readonly IC: readonly (readonly string[])[];
}

const g1 = ([x, y]: readonly string[]): G1 => ({ x: BigInt(x!), y: BigInt(y!) });

const g2 = ([x, y]: readonly (readonly string[])[]): G2 => ({
  x: [BigInt(x![0]!), BigInt(x![1]!)],
  y: [BigInt(y![0]!), BigInt(y![1]!)],
});

const ofOrderR = (point: G2): boolean => {
  const { Fp2 } = bn254.fields;
  const [x, y] = [point.x, point.y].map(([real, imaginary]) => Fp2.fromBigTuple([real, imaginary]));
  return onTwist(point) && bn254.G2.Point.fromAffine({ x: x!, y: y! }).isTorsionFree();
};

/**
 * Reads a key and checks its points; gamma and delta must differ, else anybody forges. `KeyUnsound` if it is none.
 */
export const parseKey = (name: string, file: KeyFile): VerifyingKey => {
  const key = {
    alpha: g1(file.vk_alpha_1),
    beta: g2(file.vk_beta_2),
    gamma: g2(file.vk_gamma_2),
    delta: g2(file.vk_delta_2),
    ic: file.IC.map(g1),
  };
  const sound = [key.alpha, ...key.ic].every(onG1) && [key.beta, key.gamma, key.delta].every(ofOrderR);
  const own = key.gamma.x.some((part, i) => part !== key.delta.x[i]);
  if (!sound || !own) throw new KeyUnsound(name);
  return key;
};
