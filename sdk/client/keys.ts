import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";
import { BALLOT_SIZES } from "../election/ballotSize.ts";
import { keySums } from "../proofs/generated/keySums.ts";
import type { ProvingFiles, VerificationKey } from "../proofs/groth16.ts";
import { KeyDownloadFailedError, KeyFileAlteredError, KeyFileUnknownError } from "../proofs/keySums.ts";
import type { VerificationKeys } from "../verify/evidence.ts";

/**
 * Gives a file of keys or circuits by its name, as `ballot-8.zkey`. `keys` of the package @hanpyo/keys is one, for Node;
 * `keysAt` another, for browsers. Whatever it gives is held against this release's checksums.
 */
export type KeySource = (name: string) => Promise<Uint8Array>;

/** Key files in a folder of a web server, as the page has them beside it under `keys/`. */
export function keysAt(folder: string | URL): KeySource {
  return async (name) => {
    try {
      const response = await fetch(new URL(name, folder), { credentials: "omit", referrerPolicy: "no-referrer" });
      if (!response.ok) throw new Error(`status ${response.status}`);
      return new Uint8Array(await response.arrayBuffer());
    } catch (error) {
      throw new KeyDownloadFailedError(name, error instanceof Error ? error.message : String(error));
    }
  };
}

/** What was read of each source, by circuit: proving keeps what it makes of the same bytes. */
const known = new WeakMap<KeySource, Map<string, Promise<ProvingFiles>>>();

/**
 * The compiled circuit and the proving key of an instance, read once.
 * @param circuit As `ballot-8`, `enrolment`, `keyShare` or `semaphore-20`.
 * Throws `KeyFileUnknownError`, `KeyFileAlteredError`, or what the source does.
 */
export function provingFiles(keys: KeySource, circuit: string): Promise<ProvingFiles> {
  const ofSource = known.get(keys) ?? new Map<string, Promise<ProvingFiles>>();
  known.set(keys, ofSource);
  const found = ofSource.get(circuit) ?? loadProvingFiles(keys, circuit);
  ofSource.set(circuit, found);
  found.catch(() => ofSource.delete(circuit));
  return found;
}

/** The verification keys of all elections, by the ballot's size, for `verifyElection`. Throws what `provingFiles` does. */
export async function verificationKeys(keys: KeySource): Promise<(ballotSize: number) => VerificationKeys> {
  const read = async (circuit: string) =>
    JSON.parse(new TextDecoder().decode(await checkedFile(keys, `${circuit}.json`))) as VerificationKey;
  const [keyShare, enrolment] = await Promise.all([read("keyShare"), read("enrolment")]);
  const ballots = new Map(
    await Promise.all(BALLOT_SIZES.map(async (size) => [size as number, await read(`ballot-${size}`)] as const)),
  );
  return (ballotSize) => {
    const ballot = ballots.get(ballotSize);
    if (ballot === undefined) throw new KeyFileUnknownError(`ballot-${ballotSize}.json`);
    return { ballot, keyShare, enrolment };
  };
}

async function loadProvingFiles(keys: KeySource, circuit: string): Promise<ProvingFiles> {
  const [wasm, provingKey] = await Promise.all([
    checkedFile(keys, `${circuit}.wasm`),
    checkedFile(keys, `${circuit}.zkey`),
  ]);
  return { wasm, provingKey };
}

async function checkedFile(keys: KeySource, name: string): Promise<Uint8Array> {
  const expected = keySums.get(name);
  if (expected === undefined) throw new KeyFileUnknownError(name);
  const bytes = await keys(name);
  const found = bytesToHex(sha256(bytes));
  if (found !== expected) throw new KeyFileAlteredError(name, found, expected);
  return bytes;
}
