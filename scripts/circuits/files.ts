import { readFileSync } from "node:fs";
import type { ProvingFiles, VerificationKey } from "../../sdk/proofs/groth16.ts";
import { circuitFiles } from "./build.ts";
import { projectRoot } from "./instances.ts";
import { keyFiles } from "./keys.ts";

/** The compiled circuit and the proving key of an instance of circuits.json, on this machine's disk. */
export function provingFiles(name: string): ProvingFiles {
  return { wasm: projectRoot + circuitFiles(name).wasm, provingKey: projectRoot + keyFiles(name).provingKey };
}

/** The verification key of an instance of circuits.json. */
export function verificationKey(name: string): VerificationKey {
  return JSON.parse(readFileSync(projectRoot + keyFiles(name).verificationKey, "utf8")) as VerificationKey;
}
