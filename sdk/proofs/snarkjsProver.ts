import * as snarkjs from "snarkjs";
import { parseDecimal } from "../crypto/field.ts";
import type { ProofWords } from "../election/ballot.ts";
import { provingCurve } from "./curve.ts";
import {
  type CircuitInput,
  type ProvedStatement,
  type ProvingFiles,
  StatementFalseError,
  verifyProof,
} from "./groth16.ts";
import { ProofWrongError, verificationKeyOf } from "./proofCheck.ts";
import { readKeyHeader } from "./provingKey.ts";

type SnarkjsProof = {
  readonly pi_a: readonly [string, string];
  readonly pi_b: readonly [readonly [string, string], readonly [string, string]];
  readonly pi_c: readonly [string, string];
};

/**
 * Makes a Groth16 proof by snarkjs, which compiles the circuit and reads the key anew, and checks it with the key.
 * Throws `StatementFalseError` if the values do not satisfy the circuit, and `ProofWrongError`.
 */
export async function proveBySnarkjs(
  circuit: string,
  files: ProvingFiles,
  input: CircuitInput,
): Promise<ProvedStatement> {
  const { proof, publicSignals } = await fullProve(circuit, files, input);
  const { pi_a: a, pi_b: b, pi_c: c } = proof as unknown as SnarkjsProof;
  const words = [a[0], a[1], b[0][1], b[0][0], b[1][1], b[1][0], c[0], c[1]].map(BigInt);
  const statement = {
    proof: words as unknown as ProofWords,
    publicSignals: publicSignals.map((signal) => parseDecimal(signal)),
  };
  const curve = await provingCurve(files.singleThread ?? false);
  const key = verificationKeyOf(curve, readKeyHeader(files.provingKey));
  if (!(await verifyProof(key, statement))) throw new ProofWrongError(circuit);
  return statement;
}

async function fullProve(
  circuit: string,
  { wasm, provingKey, singleThread = false }: ProvingFiles,
  input: CircuitInput,
) {
  const signals = input as snarkjs.CircuitSignals;
  try {
    return await snarkjs.groth16.fullProve(signals, wasm, provingKey, undefined, undefined, { singleThread });
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    if (!text.includes("Assert Failed")) throw error;
    throw new StatementFalseError(circuit, text.split("\n").slice(-1)[0] ?? text);
  }
}
