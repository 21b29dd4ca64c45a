import { writeFileSync } from "node:fs";
import { circuitFiles } from "./buildCircuits.ts";
import { keyFiles, recordedSums, sumOf, sumsFile } from "./keys.ts";
import { makeKnownProofs } from "./knownProofs.ts";
import { projectRoot } from "./projectRoot.ts";
import { writeVerifiers } from "./verifiers.ts";

/** After keys of these instances were put into circuits/keys: their sums, the proofs that verifiers carry, and the verifiers. */
export async function recordKeys(names: readonly string[]): Promise<void> {
  const sums = new Map(recordedSums());
  for (const name of names) {
    const { r1cs, wasm } = circuitFiles(name);
    const { provingKey, verificationKey } = keyFiles(name);
    for (const file of [provingKey, verificationKey, r1cs, wasm]) sums.set(file, sumOf(file));
  }
  const lines = [...sums].sort().map(([file, sum]) => `${sum}  ${file}\n`);
  writeFileSync(projectRoot + sumsFile, lines.join(""));
  await makeKnownProofs();
  writeVerifiers();
}
