import { HanpyoError } from "../errors.ts";
import type { Curve } from "./curve.ts";
import { POINT1, type ProvingKey } from "./provingKey.ts";

/** The points of a proof, affine, in Montgomery form. */
export type ProofPoints = { readonly a: Uint8Array; readonly b: Uint8Array; readonly c: Uint8Array };

export class ProofWrongError extends HanpyoError {
  constructor(circuit: string) {
    super(
      "PROOF_WRONG",
      `The proof of ${circuit} that this device made does not hold`,
      "Nothing was sent. Try again; if it stays so, use another device",
    );
  }
}

/** Whether a proof holds for its signals by the key that it was made with (Groth16's equation, P0). */
export function holdsByKey(
  { Fr, G1, pairingEq }: Curve,
  { inputs, alpha1, beta2, gamma2, delta2 }: ProvingKey,
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
