import { readFileSync } from "node:fs";
import { CENSUS_DEPTH } from "../../sdk/proofs/ballotProof.ts";
import type { ProvingFiles } from "../../sdk/proofs/groth16.ts";
import type { VerifiedCircuit } from "./instances.ts";
import { readSums } from "./keys.ts";
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

/** Path of their sums from the project's root, as they came of the ceremony: the page holds what it downloads against them. */
export const ceremonySumsFile = "circuits/keys/CEREMONY_SHA256SUMS";

const sums = readSums(ceremonySumsFile);

/** SHA-256 of those files. */
export const semaphoreSums = {
  wasm: sums.get(semaphoreArtifacts.wasm),
  provingKey: sums.get(semaphoreArtifacts.provingKey),
  verificationKey: sums.get(semaphoreArtifacts.verificationKey),
} as const;

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
