import { copyFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { circuitInstances } from "../checkout/instances.ts";
import { keyFiles } from "../checkout/keys.ts";
import { projectRoot } from "../checkout/projectRoot.ts";
import { recordKeys } from "../checkout/recordKeys.ts";
import { KEY_SUMS, keySumsText } from "../packages/keySums.ts";
import { exportKey, type KeyReport, verifyKey } from "./phase2.ts";

/**
 * Puts the final keys of a ceremony for all circuits, NAME.zkey in one folder, in the place of this tree's keys, with all
 * that follows from them: verification keys, checksums, the proofs that verifiers carry, and verifiers. All keys are
 * verified before the first is replaced; throws what `verifyKey` throws.
 */
export async function installKeys(folder: string, ptau: string, development: boolean): Promise<readonly KeyReport[]> {
  const names = circuitInstances().map(({ name }) => name);
  const reports: KeyReport[] = [];
  for (const name of names) reports.push(await verifyKey(name, ptau, join(folder, `${name}.zkey`), development));
  for (const { circuit, key } of reports) {
    const { provingKey, verificationKey } = keyFiles(circuit);
    rmSync(projectRoot + provingKey, { force: true });
    rmSync(projectRoot + verificationKey, { force: true });
    copyFileSync(key, projectRoot + provingKey);
    await exportKey(projectRoot + provingKey, projectRoot + verificationKey);
  }
  await recordKeys(names);
  writeFileSync(projectRoot + KEY_SUMS, keySumsText());
  return reports;
}
