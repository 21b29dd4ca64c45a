import { HanpyoError, told } from "../errors.ts";
import type { Curve } from "./curve.ts";
import type { VerificationKey } from "./groth16.ts";
import { type KeyHeader, POINT1 } from "./provingKey.ts";

/** The points of a proof, affine, in Montgomery form. */
export type ProofPoints = { readonly a: Uint8Array; readonly b: Uint8Array; readonly c: Uint8Array };

export class ProofWrongError extends HanpyoError {
  constructor(circuit: string) {
    super(
      "PROOF_WRONG",
      told`The proof of ${{ circuit }} that this device made does not hold`,
      "Nothing was sent. Try again; if it stays so, use another device",
    );
  }
}

/** Whether a proof holds for its signals by the key that it was made with (Groth16's equation, P0). */
export function holdsByKey(
  { Fr, G1, pairingEq }: Curve,
  { inputs, alpha1, beta2, gamma2, delta2 }: KeyHeader,
  { a, b, c }: ProofPoints,
  publicSignals: readonly bigint[],
): Promise<boolean> {
  const input = (place: number) => inputs.subarray(place * POINT1, (place + 1) * POINT1);
  const sum = publicSignals.reduce(
    (partial, signal, m) => (signal === 0n ? partial : G1.add(partial, G1.timesFr(input(m + 1), Fr.e(signal)))),
    G1.add(G1.zero, input(0)),
  );
  return pairingEq(...[G1.neg(a), b], ...[alpha1, beta2], ...[sum, gamma2], ...[c, delta2]);
}

/** A proving key's verification key, as snarkjs's own verifier takes it. */
export function verificationKeyOf({ G1, G2 }: Curve, key: KeyHeader): VerificationKey {
  const g1 = (point: Uint8Array) => G1.toObject(point).map(String);
  const g2 = (point: Uint8Array) => G2.toObject(point).map((pair) => (pair as readonly bigint[]).map(String));
  const { inputs, publicSignals } = key;
  return {
    protocol: "groth16",
    curve: "bn128",
    nPublic: publicSignals,
    vk_alpha_1: g1(key.alpha1),
    vk_beta_2: g2(key.beta2),
    vk_gamma_2: g2(key.gamma2),
    vk_delta_2: g2(key.delta2),
    IC: Array.from({ length: publicSignals + 1 }, (_, m) => g1(inputs.slice(m * POINT1, (m + 1) * POINT1))),
  };
}
