import { type RandomBytes, systemRandom } from "../crypto/random.ts";
import { type CircuitInput, type ProvedStatement, type ProvingFiles, StatementFalseError } from "./groth16.ts";
import { proveByPipeline } from "./pipeline.ts";
import { proveBySnarkjs } from "./snarkjsProver.ts";

/**
 * Makes a Groth16 proof, by our own pipeline or, where that fails, by snarkjs. Either way it is checked with the key
 * before it leaves (P0).
 * @param circuit Name of the instance, for messages.
 * @param random Of the two scalars that blind the proof; snarkjs draws its own.
 * Throws `StatementFalseError` if the values do not satisfy the circuit, and `ProofWrongError`.
 */
export async function prove(
  circuit: string,
  files: ProvingFiles,
  input: CircuitInput,
  random: RandomBytes = systemRandom,
): Promise<ProvedStatement> {
  try {
    return await proveByPipeline(circuit, files, input, random);
  } catch (error) {
    if (error instanceof StatementFalseError) throw error;
    return proveBySnarkjs(circuit, files, input);
  }
}
