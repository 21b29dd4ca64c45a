import { type ProofVerifier, verifyProof } from "../../sdk/proofs/groth16.ts";
import { verifyElection } from "../../sdk/verify/verifyElection.ts";
import { verificationKeys } from "../checkout/circuitFiles.ts";
import { projectRoot } from "../checkout/projectRoot.ts";
import { snapshotFiles } from "../rollFiles/evidence.ts";
import { answer, type Fields } from "./operation.ts";
import type { Question } from "./questions.ts";
import { operations } from "./vectorFiles.ts";

/** How this software answers: operations by the sdk, records by `verifyElection`. */
export async function ourAnswer(question: Question, verify: ProofVerifier = verifyProof): Promise<Fields> {
  if ("operation" in question) {
    const found = Object.values(operations).find((file) => question.operation in file)?.[question.operation];
    return found === undefined ? { unsupported: true } : answer(found, question.in);
  }
  const { record, snapshot } = question;
  const files = snapshot === null ? {} : { snapshot: snapshotFiles(projectRoot + snapshot) };
  const checks = await verifyElection(record, { keysFor: verificationKeys, verify, ...files });
  return { checks: checks.map(({ name, ok, notChecked }) => ({ name, held: notChecked ? null : ok })) };
}
