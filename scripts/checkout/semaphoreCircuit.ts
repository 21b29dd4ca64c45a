import { readFileSync } from "node:fs";
import { CENSUS_DEPTH } from "../../sdk/proofs/ballotProof.ts";
import type { ProvingFiles } from "../../sdk/proofs/groth16.ts";
import type { VerifiedCircuit } from "./instances.ts";
import { projectRoot } from "./projectRoot.ts";

/**
 * Semaphore's own circuit for the depth of our census, whose key came of Semaphore's public ceremony: what proposals
 * and supports are proved with (P21). Its signals are all live: batches mix censuses and scopes.
 */
export const semaphoreCircuit: VerifiedCircuit = {
  name: `semaphore-${CENSUS_DEPTH}`,
  verifier: `SemaphoreVerifier${CENSUS_DEPTH}`,
  live: ["root", "nullifier", "message", "scope"],
  constants: [],
};

const place = `node_modules/@zk-kit/semaphore-artifacts/${semaphoreCircuit.name}`;

/** What the package has of it; paths from the project's root. The verification key is also among `circuits/keys`. */
export const semaphoreArtifacts = {
  wasm: `${place}.wasm`,
  provingKey: `${place}.zkey`,
  verificationKey: `${place}.json`,
} as const;

/** SHA-256 of those files, as they came of the ceremony. */
export const semaphoreSums: Readonly<Record<keyof typeof semaphoreArtifacts, string>> = {
  wasm: "6f71e55586929e520e76027ebe067daac8b41e2f4b8057313a5fd0304e1e44ee",
  provingKey: "33f9a067a80c7daf90e085449073613a9559a1904dd40aeb6d603afb7988c2cc",
  verificationKey: "6fda771369c19517c8f7575cb9f1d18a8846e46baa1dc0c032bac9492c29559e",
};

/** Wasm and proving key as Semaphore's own library takes them: whole paths. */
export const semaphoreFiles = {
  wasm: projectRoot + semaphoreArtifacts.wasm,
  zkey: projectRoot + semaphoreArtifacts.provingKey,
} as const;

let read: ProvingFiles | undefined;

/** The same bytes as our own prover takes them, read from this machine's disk once. */
export function semaphoreProvingFiles(): ProvingFiles {
  read ??= {
    wasm: new Uint8Array(readFileSync(semaphoreFiles.wasm)),
    provingKey: new Uint8Array(readFileSync(semaphoreFiles.zkey)),
  };
  return read;
}
