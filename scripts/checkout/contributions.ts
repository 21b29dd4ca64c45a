import { readFileSync } from "node:fs";
import { circuitInstances } from "./instances.ts";
import { keyFiles } from "./keys.ts";
import { projectRoot } from "./projectRoot.ts";

/** Section of a zkey that lists its contributions (snarkjs, zkey_utils.js). */
const CONTRIBUTIONS = 10;
const CIRCUIT_HASH = 64;
/** Points deltaAfter, g1_s, g1_sx (64 bytes each), g2_spx (128), and the transcript's hash. */
const CONTRIBUTION_HEAD = 3 * 64 + 128 + 64;
const BEACON = 1;

/** How many people contributed to a proving key; its beacon is not one. */
export function contributorsOf(zkey: Uint8Array): number {
  const view = new DataView(zkey.buffer, zkey.byteOffset, zkey.byteLength);
  let at = contributionsOffset(view) + CIRCUIT_HASH;
  const count = view.getUint32(at, true);
  at += 4;
  let contributors = 0;
  for (let i = 0; i < count; i++) {
    at += CONTRIBUTION_HEAD;
    if (view.getUint32(at, true) !== BEACON) contributors++;
    at += 8 + view.getUint32(at + 4, true);
  }
  return contributors;
}

/** Whether a proving key of the tree was made by one contributor alone, who could forge with it. */
export function hasDevelopmentKeys(): boolean {
  return circuitInstances().some(
    ({ name }) => contributorsOf(readFileSync(projectRoot + keyFiles(name).provingKey)) < 2,
  );
}

function contributionsOffset(view: DataView): number {
  let at = 12;
  for (let sections = view.getUint32(8, true); sections > 0; sections--) {
    if (view.getUint32(at, true) === CONTRIBUTIONS) return at + 12;
    at += 12 + Number(view.getBigUint64(at + 4, true));
  }
  throw new RangeError("there is no section of contributions");
}
