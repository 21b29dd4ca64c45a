import * as snarkjs from "snarkjs";
import { FIELD_ORDER } from "../crypto/field.ts";
import type { ProofWords } from "../election/ballot.ts";
import { HanpyoError, told } from "../errors.ts";

/**
 * A compiled circuit and its proving key. What is made of the bytes is kept as long as they are: whoever proves more
 * than once gives the same arrays, and never writes into them.
 */
export type ProvingFiles = {
  readonly wasm: Uint8Array;
  readonly provingKey: Uint8Array;
  /** Whether to do without worker threads, which needs less memory and more time. */
  readonly singleThread?: boolean;
};

/** A proof with its public signals in the order of circuits.json. */
export type ProvedStatement = { readonly proof: ProofWords; readonly publicSignals: readonly bigint[] };

/** A verification key as snarkjs exports it. */
export type VerificationKey = { readonly nPublic: number } & Readonly<Record<string, unknown>>;

/** Values of a circuit's input signals, by name. */
export type CircuitInput = Readonly<Record<string, CircuitValue>>;
type CircuitValue = bigint | number | readonly CircuitValue[];

/** Order of BN254's base field, the range of a proof's coordinates. */
export const BASE_FIELD_ORDER = 21888242871839275222246405745257275088696311157297823662689037894645226208583n;

export class StatementFalseError extends HanpyoError {
  constructor(circuit: string, cause: string) {
    super(
      "STATEMENT_FALSE",
      told`There is no proof of ${{ circuit }} for these values (${{ cause }})`,
      "Check that they obey the rules and belong together",
    );
  }
}

/**
 * Whether a proof holds. False, and never an error, for signals at or above r, coordinates at or above q, points off
 * the curve and a wrong number of signals.
 */
export async function verifyProof(key: VerificationKey, { proof, publicSignals }: ProvedStatement): Promise<boolean> {
  if (publicSignals.length !== key.nPublic || proof.length !== 8) return false;
  if (publicSignals.some((signal) => signal < 0n || signal >= FIELD_ORDER)) return false;
  if (proof.some((word) => word < 0n || word >= BASE_FIELD_ORDER)) return false;
  const [ax, ay, bx1, bx0, by1, by0, cx, cy] = proof.map(String) as [
    string,
    string,
    string,
    string,
    string,
    string,
    string,
    string,
  ];
  const snarkjsProof = {
    pi_a: [ax, ay, "1"],
    pi_b: [
      [bx0, bx1],
      [by0, by1],
      ["1", "0"],
    ],
    pi_c: [cx, cy, "1"],
    protocol: "groth16",
    curve: "bn128",
  };
  return snarkjs.groth16.verify(key, publicSignals.map(String), snarkjsProof);
}

/** Ends snarkjs's worker threads, which otherwise keep a program alive. */
export async function endProving(): Promise<void> {
  const { curve_bn128: curve } = globalThis as { curve_bn128?: { terminate(): Promise<void> } | null };
  await curve?.terminate();
}
