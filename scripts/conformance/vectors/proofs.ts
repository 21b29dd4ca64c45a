import { BASE_FIELD_ORDER, type ProvedStatement, verifyProof } from "../../../sdk/proofs/groth16.ts";
import { verificationKey } from "../../checkout/circuitFiles.ts";
import { circuitInstances } from "../../checkout/instances.ts";
import { knownProof } from "../../checkout/knownProofs.ts";
import { bigs, text } from "../jsonValues.ts";
import type { Fields, Operation } from "../operation.ts";

const R = 21888242871839275222246405745257275088548364400416034343698204186575808495617n;

/** A proof that holds, and what is refused beside it. */
function around(circuit: string): readonly Fields[] {
  const { publicSignals, proof } = knownProof(circuit);
  const spelt = (signals: readonly bigint[], words: readonly bigint[]): Fields => {
    return { circuit, publicSignals: signals.map(String), proof: words.map(String) };
  };
  const changed = (words: readonly bigint[], at: number, value: bigint) =>
    words.map((word, m) => (m === at ? value : word));
  const [ax = 0n, ay = 0n, bx1 = 0n, bx0 = 0n, by1 = 0n, by0 = 0n, cx = 0n, cy = 0n] = proof;
  return [
    spelt(publicSignals, proof),
    spelt(changed(publicSignals, 0, (publicSignals[0] as bigint) + 1n), proof),
    spelt(changed(publicSignals, 0, (publicSignals[0] as bigint) + R), proof),
    spelt(publicSignals.slice(1), proof),
    spelt(publicSignals, changed(proof, 1, BASE_FIELD_ORDER - ay)),
    spelt(publicSignals, changed(proof, 0, ax + BASE_FIELD_ORDER)),
    spelt(publicSignals, changed(proof, 7, cy + 1n)),
    spelt(publicSignals, [ax, ay, bx0, bx1, by0, by1, cx, cy]),
    spelt(publicSignals, [0n, 0n, bx1, bx0, by1, by0, cx, cy]),
    spelt(publicSignals, [0n, 0n, 0n, 0n, 0n, 0n, 0n, 0n]),
  ];
}

export const proofs: Readonly<Record<string, Operation>> = {
  verifyProof: {
    says: "Whether a Groth16 proof holds (P0) under the key circuits/keys/NAME.json; never refused, false instead.",
    inputs: [
      ...around("enrolment"),
      ...circuitInstances()
        .slice(0, 4)
        .flatMap(({ name }) => around(name).slice(0, 2)),
    ],
    compute: async ({ circuit, publicSignals, proof }) => {
      const statement = {
        proof: bigs(proof) as unknown as ProvedStatement["proof"],
        publicSignals: bigs(publicSignals),
      };
      return { holds: await verifyProof(verificationKey(text(circuit)), statement) };
    },
  },
};
