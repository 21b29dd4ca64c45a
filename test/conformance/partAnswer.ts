import { verificationKeys } from "../../scripts/checkout/circuitFiles.ts";
import { projectRoot } from "../../scripts/checkout/projectRoot.ts";
import { partsOf } from "../../scripts/conformance/judge.ts";
import type { Fields } from "../../scripts/conformance/operation.ts";
import { snapshotFiles } from "../../scripts/rollFiles/evidence.ts";
import type { ProofVerifier } from "../../sdk/proofs/groth16.ts";
import { group } from "../../sdk/verify/check.ts";
import { evidenceOf } from "../../sdk/verify/evidence.ts";
import { RECORD_PARTS, readRecord } from "../../sdk/verify/verifyElection.ts";

/** Our answer to a record, of the parts alone in which a check stands: hundreds of records differ in one value each. */
export async function partAnswer(
  record: unknown,
  check: string,
  verify: ProofVerifier,
  snapshot: string | null = null,
): Promise<Fields> {
  const read = readRecord(record);
  if ("failed" in read) return { checks: [{ name: read.failed.name, held: false }] };
  const files = snapshot === null ? {} : { snapshot: snapshotFiles(projectRoot + snapshot) };
  const evidence = evidenceOf(read.record, verificationKeys, () => {}, { verify, ...files });
  const parts = RECORD_PARTS.filter(({ name }) => partsOf(check).includes(name));
  const made = [];
  for (const part of parts) made.push(...(await group(part.name, () => part.checks(evidence))));
  return { checks: made.map(({ name, ok, notChecked }) => ({ name, held: notChecked ? null : ok })) };
}
