import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { BALLOT_SIZES } from "../../sdk/election/ballotSize.ts";
import { HanpyoError, told } from "../../sdk/errors.ts";
import { CENSUS_DEPTH } from "../../sdk/proofs/ballotProof.ts";
import type { ProvingFiles, VerificationKey } from "../../sdk/proofs/groth16.ts";
import type { VerificationKeys } from "../../sdk/verify/evidence.ts";
import { circuitFiles } from "./buildCircuits.ts";
import { circuitInstances } from "./instances.ts";
import { keyFiles } from "./keys.ts";
import { projectRoot } from "./projectRoot.ts";

export class BallotSizeUnknownError extends HanpyoError {
  constructor(ballotSize: number) {
    super(
      "BALLOT_SIZE_UNKNOWN",
      told`There is no ballot circuit for ${{ ballotSize }} options`,
      "Use the version of Hanpyo that the election was made with",
    );
  }
}

const read = new Map<string, ProvingFiles>();

/** The compiled circuit and the proving key of an instance of circuits.json, read from this machine's disk once. */
export function provingFiles(name: string): ProvingFiles {
  const found = read.get(name);
  if (found !== undefined) return found;
  const files = {
    wasm: new Uint8Array(readFileSync(projectRoot + circuitFiles(name).wasm)),
    provingKey: new Uint8Array(readFileSync(projectRoot + keyFiles(name).provingKey)),
  };
  read.set(name, files);
  return files;
}

/** The verification key of an instance of circuits.json. */
export function verificationKey(name: string): VerificationKey {
  return JSON.parse(readFileSync(projectRoot + keyFiles(name).verificationKey, "utf8")) as VerificationKey;
}

/** SHA-256 of the verification key's file of every instance, as a manifest names them (P15.4). */
export function keyFingerprints(): readonly { readonly circuit: string; readonly fingerprint: string }[] {
  return circuitInstances().map(({ name }) => {
    const file = readFileSync(projectRoot + keyFiles(name).verificationKey);
    return { circuit: name, fingerprint: `0x${createHash("sha256").update(file).digest("hex")}` };
  });
}

/** The verification keys of ballots of every size, by the size. */
export function ballotKeys(): Readonly<Record<number, VerificationKey>> {
  return Object.fromEntries(BALLOT_SIZES.map((size) => [size, verificationKey(`ballot-${size}`)]));
}

/** The verification key of all proofs about proposals (P21.1). */
export function proposalKey(): VerificationKey {
  return verificationKey(`semaphore-${CENSUS_DEPTH}`);
}

/** All that a relayer checks proofs with: ballots of every size, and acts of proposals. */
export function relayedKeys() {
  return { ...ballotKeys(), signal: proposalKey() };
}

/** The three verification keys of an election's circuits, by its constitution's ballot size. Throws `BallotSizeUnknownError`. */
export function verificationKeys(ballotSize: number): VerificationKeys {
  const ballot = `ballot-${ballotSize}`;
  if (!circuitInstances().some(({ name }) => name === ballot)) throw new BallotSizeUnknownError(ballotSize);
  return {
    ballot: verificationKey(ballot),
    keyShare: verificationKey("keyShare"),
    enrolment: verificationKey("enrolment"),
  };
}
