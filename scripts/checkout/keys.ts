import { createHash, randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import * as snarkjs from "snarkjs";
import { buildCircuits, circuitFiles } from "./buildCircuits.ts";
import { circuitInstances } from "./instances.ts";
import { projectRoot } from "./projectRoot.ts";

/** Committed keys of an instance; paths from the project's root. */
export function keyFiles(name: string): { readonly provingKey: string; readonly verificationKey: string } {
  return { provingKey: `circuits/keys/${name}.zkey`, verificationKey: `circuits/keys/${name}.json` };
}

const sumsFile = `${projectRoot}circuits/keys/SHA256SUMS`;

/** SHA-256 sums recorded beside the keys, by file. Includes the compiled circuits the keys were made for. */
export function recordedSums(): ReadonlyMap<string, string> {
  if (!existsSync(sumsFile)) return new Map();
  const lines = readFileSync(sumsFile, "utf8").trim().split("\n");
  return new Map(lines.map((line) => [line.slice(66), line.slice(0, 64)]));
}

/** SHA-256 of a file given by its path from the project's root, as hex. */
export function sumOf(file: string): string {
  return createHash("sha256")
    .update(readFileSync(projectRoot + file))
    .digest("hex");
}

/**
 * Makes development keys for every instance whose circuit is not the one its recorded key was made for: one
 * contribution with entropy that is not kept, and a beacon. One contributor is not a ceremony: whoever ran this could
 * have kept the entropy and could forge. For real elections see the `ceremony` command.
 * @param ptau Powers of tau, prepared for phase 2.
 */
async function makeDevelopmentKeys(ptau: string): Promise<void> {
  await buildCircuits((name) => console.error(`compiling ${name}`));
  mkdirSync(`${projectRoot}circuits/keys`, { recursive: true });
  const sums = new Map(recordedSums());
  for (const { name } of circuitInstances()) {
    const { r1cs, wasm } = circuitFiles(name);
    const { provingKey, verificationKey } = keyFiles(name);
    if (sums.get(r1cs) === sumOf(r1cs) && existsSync(projectRoot + provingKey)) continue;

    console.error(`making the development key of ${name}`);
    const initial = `${projectRoot}build/circuits/${name}.initial.zkey`;
    const contributed = `${projectRoot}build/circuits/${name}.contributed.zkey`;
    await snarkjs.zKey.newZKey(projectRoot + r1cs, ptau, initial);
    await snarkjs.zKey.contribute(initial, contributed, "development", randomBytes(64).toString("hex"));
    const beacon = sumOf(r1cs);
    await snarkjs.zKey.beacon(contributed, projectRoot + provingKey, "development beacon", beacon, 10);
    const key = await snarkjs.zKey.exportVerificationKey(projectRoot + provingKey);
    writeFileSync(projectRoot + verificationKey, `${JSON.stringify(key, null, 1)}\n`);
    rmSync(initial);
    rmSync(contributed);
    for (const file of [provingKey, verificationKey, r1cs, wasm]) sums.set(file, sumOf(file));
  }
  const lines = [...sums].sort().map(([file, sum]) => `${sum}  ${file}\n`);
  writeFileSync(sumsFile, lines.join(""));
}

if (import.meta.main) {
  const ptau = process.argv[2];
  if (ptau === undefined) {
    console.error("usage: node scripts/checkout/keys.ts POWERS_OF_TAU");
    process.exit(1);
  }
  await makeDevelopmentKeys(ptau);
  process.exit(0);
}
