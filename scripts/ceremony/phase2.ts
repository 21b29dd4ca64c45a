import { createHash, randomBytes } from "node:crypto";
import { createReadStream, existsSync, readFileSync, writeFileSync } from "node:fs";
import * as snarkjs from "snarkjs";
import type { VerificationKey } from "../../sdk/proofs/groth16.ts";
import { circuitFiles } from "../checkout/buildCircuits.ts";
import { circuitInstances } from "../checkout/instances.ts";
import { projectRoot } from "../checkout/projectRoot.ts";
import {
  BeaconInvalidError,
  CeremonyFileExistsError,
  CeremonyFileMissingError,
  CircuitUnknownError,
  ContributorInvalidError,
  KeyInvalidError,
  KeyWithoutContributionError,
  PtauUnknownError,
} from "./errors.ts";
import { hermezSums } from "./hermezSums.ts";
import { listening, type SnarkjsLogger, writingStep } from "./snarkjsCalls.ts";
import { type Contribution, contributionsOf } from "./transcript.ts";

/** What `verifyKey` found of a key that is sound. */
export type KeyReport = {
  readonly circuit: string;
  readonly key: string;
  readonly sha256: string;
  /** Whether the powers of tau are public ones. */
  readonly publicPtau: boolean;
  /** In the order in which they were made. */
  readonly contributions: readonly Contribution[];
};

/** @types/snarkjs leaves the loggers out. */
const zKey = snarkjs.zKey as unknown as {
  newZKey(r1cs: string, ptau: string, out: string, logger: SnarkjsLogger): Promise<unknown>;
  contribute(from: string, out: string, name: string, entropy: string, logger: SnarkjsLogger): Promise<unknown>;
  beacon(
    from: string,
    out: string,
    name: string,
    value: string,
    iterations: number,
    logger: SnarkjsLogger,
  ): Promise<unknown>;
  verifyFromR1cs(r1cs: string, ptau: string, key: string, logger: SnarkjsLogger): Promise<unknown>;
  exportVerificationKey(key: string): Promise<VerificationKey>;
};

/**
 * Begins a phase 2: a key without contribution, which anybody can forge with.
 * Throws `PtauUnknownError` for powers of tau that are not public ones unless `development`, `CircuitUnknownError`, or
 * `CeremonyStepFailedError` (powers too small for the circuit, or not prepared).
 * @returns The circuit's hash, hex.
 */
export async function initKey(circuit: string, ptau: string, out: string, development: boolean): Promise<string> {
  const r1cs = r1csOf(circuit);
  if (!existsSync(ptau)) throw new CeremonyFileMissingError(ptau);
  await isPublic(ptau, development);
  const hash = await writingStep("init", [r1cs, ptau], out, (part, logger) => zKey.newZKey(r1cs, ptau, part, logger));
  return hex(hash);
}

/**
 * Adds a contribution, with 64 bytes of the system's randomness that are not kept, and `text` mixed in.
 * Throws `ContributorInvalidError` or `CeremonyStepFailedError`.
 * @returns Hash of the contribution, hex; the contributor announces it.
 */
export async function contributeTo(from: string, out: string, name: string, text: string): Promise<string> {
  if (name.length === 0 || name.length > 64 || /\p{Cc}/u.test(name)) throw new ContributorInvalidError(name);
  const entropy = `${randomBytes(64).toString("hex")}${text}`;
  return hex(
    await writingStep("contribute", [from], out, (part, logger) => zKey.contribute(from, part, name, entropy, logger)),
  );
}

/**
 * Ends a phase 2 with a public random value that nobody could foresee.
 * Throws `BeaconInvalidError` or `CeremonyStepFailedError`.
 * @param value 32 to 255 bytes, hex, with or without 0x.
 * @param iterations 2^iterations hashes, 10 to 63.
 */
export async function addBeacon(from: string, out: string, value: string, iterations: number): Promise<string> {
  const digits = value.replace(/^0x/, "").toLowerCase();
  if (!/^([0-9a-f]{2}){32,255}$/.test(digits)) throw new BeaconInvalidError(value);
  return hex(
    await writingStep("beacon", [from], out, (part, logger) =>
      zKey.beacon(from, part, "beacon", digits, iterations, logger),
    ),
  );
}

/**
 * Checks a key against its circuit and powers of tau, and every contribution of its transcript.
 * Throws `KeyWithoutContributionError`, `KeyInvalidError`, `PtauUnknownError` (unless `development`),
 * `CircuitUnknownError` or `CeremonyFileMissingError`.
 */
export async function verifyKey(circuit: string, ptau: string, key: string, development: boolean): Promise<KeyReport> {
  const r1cs = r1csOf(circuit);
  for (const file of [r1cs, ptau, key]) if (!existsSync(file)) throw new CeremonyFileMissingError(file);
  const publicPtau = await isPublic(ptau, development);
  if (hasNoContribution(await exportedKey(key, circuit))) throw new KeyWithoutContributionError(key);
  const { result, said } = await listening((logger) => zKey.verifyFromR1cs(r1cs, ptau, key, logger)).catch(
    (error: unknown) => ({ result: false, said: [error instanceof Error ? error.message : String(error)] }),
  );
  if (result !== true) throw new KeyInvalidError(key, circuit, said.at(-1) ?? "snarkjs does not say why");
  return { circuit, key, sha256: sha256Of(key), publicPtau, contributions: contributionsOf(said) };
}

/** Writes a key's verification key as JSON. Throws `KeyWithoutContributionError` or `CeremonyFileExistsError`. */
export async function exportKey(key: string, out: string): Promise<void> {
  if (!existsSync(key)) throw new CeremonyFileMissingError(key);
  if (existsSync(out)) throw new CeremonyFileExistsError(out);
  const verificationKey = await exportedKey(key, "its circuit");
  if (hasNoContribution(verificationKey)) throw new KeyWithoutContributionError(key);
  writeFileSync(out, `${JSON.stringify(verificationKey, null, 1)}\n`, { flag: "wx" });
}

/** Whether gamma = delta: with such a key anybody makes a proof of anything. */
export function hasNoContribution(key: VerificationKey): boolean {
  return JSON.stringify(key.vk_gamma_2) === JSON.stringify(key.vk_delta_2);
}

export function sha256Of(file: string): string {
  return createHash("sha256").update(readFileSync(file)).digest("hex");
}

async function exportedKey(key: string, circuit: string): Promise<VerificationKey> {
  try {
    return (await listening(() => zKey.exportVerificationKey(key))).result;
  } catch (error) {
    throw new KeyInvalidError(key, circuit, error instanceof Error ? error.message : String(error));
  }
}

/** Whether powers of tau are public ones; throws `PtauUnknownError` if they are not and must be. */
async function isPublic(ptau: string, development: boolean): Promise<boolean> {
  const sum = await blake2bOf(ptau);
  const known = hermezSums.includes(sum);
  if (!known && !development) throw new PtauUnknownError(ptau, sum);
  return known;
}

function r1csOf(circuit: string): string {
  if (!circuitInstances().some(({ name }) => name === circuit)) throw new CircuitUnknownError(circuit);
  return projectRoot + circuitFiles(circuit).r1cs;
}

async function blake2bOf(file: string): Promise<string> {
  const hash = createHash("blake2b512");
  for await (const chunk of createReadStream(file)) hash.update(chunk as Uint8Array);
  return hash.digest("hex");
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("hex");
}
