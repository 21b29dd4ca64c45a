import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import * as snarkjs from "snarkjs";
import { buildCircuits, circuitFiles } from "./buildCircuits.ts";
import { circuitInstances } from "./instances.ts";
import { keyFiles, recordedSums, sumOf } from "./keys.ts";
import { projectRoot } from "./projectRoot.ts";
import { recordKeys } from "./recordKeys.ts";

/**
 * Makes development keys for every instance whose circuit is not the one its recorded key was made for: one
 * contribution with entropy that is not kept, and a beacon. One contributor is not a ceremony: whoever ran this could
 * have kept the entropy and could forge. For real elections see the `ceremony` command.
 * The proofs that the verifiers carry, and the verifiers, follow.
 * @param ptau Powers of tau, prepared for phase 2.
 */
async function makeDevelopmentKeys(ptau: string): Promise<void> {
  await buildCircuits((name) => console.error(`compiling ${name}`));
  mkdirSync(`${projectRoot}circuits/keys`, { recursive: true });
  const sums = recordedSums();
  const made: string[] = [];
  for (const { name } of circuitInstances()) {
    const { r1cs } = circuitFiles(name);
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
    made.push(name);
  }
  await recordKeys(made);
}

if (import.meta.main) {
  const ptau = process.argv[2];
  if (ptau === undefined) {
    console.error("usage: node scripts/checkout/developmentKeys.ts POWERS_OF_TAU");
    process.exit(1);
  }
  await makeDevelopmentKeys(ptau);
  process.exit(0);
}
