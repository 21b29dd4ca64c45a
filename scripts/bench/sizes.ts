import { statSync } from "node:fs";
import { CENSUS_DEPTH } from "../../sdk/proofs/ballotProof.ts";
import { circuitFiles, compileCircuit } from "../checkout/buildCircuits.ts";
import { constraintCount } from "../checkout/constraintCount.ts";
import { circuitInstances } from "../checkout/instances.ts";
import { keyFiles } from "../checkout/keys.ts";
import { projectRoot } from "../checkout/projectRoot.ts";
import { semaphoreFiles } from "../checkout/semaphoreCircuit.ts";
import type { Figures } from "./figures.ts";

/** Constraints and bytes of the proving key of every circuit of ours, and of plain Semaphore's at the same depth. */
export async function circuitSizes(): Promise<Figures> {
  const reference = "bench-semaphore";
  await compileCircuit(
    reference,
    [
      "pragma circom 2.1.5;",
      'include "@semaphore-protocol/circuits/src/semaphore.circom";',
      `component main {public [message, scope]} = Semaphore(${CENSUS_DEPTH});`,
      "",
    ].join("\n"),
  );
  const own = circuitInstances().flatMap(({ name }) => {
    const label = name.replace("-", ".");
    return [
      [`constraints.${label}`, constraintCount(projectRoot + circuitFiles(name).r1cs)],
      [`bytes.provingKey.${label}`, statSync(projectRoot + keyFiles(name).provingKey).size],
    ] as const;
  });
  return {
    ...Object.fromEntries(own),
    "constraints.semaphore": constraintCount(projectRoot + circuitFiles(reference).r1cs),
    "bytes.provingKey.semaphore": statSync(semaphoreFiles.zkey).size,
  };
}
