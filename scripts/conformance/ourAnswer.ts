import { type ProofsVerifier, proofsHere } from "../../sdk/proofs/manyProofs.ts";
import type { Check } from "../../sdk/verify/check.ts";
import { verifyElection } from "../../sdk/verify/verifyElection.ts";
import { verifyProposal } from "../../sdk/verify/verifyProposal.ts";
import { proposalKey, verificationKeys } from "../checkout/circuitFiles.ts";
import { projectRoot } from "../checkout/projectRoot.ts";
import { snapshotFiles } from "../rollFiles/evidence.ts";
import { answer, type Fields, type Json } from "./operation.ts";
import type { Question } from "./questions.ts";
import { operations } from "./vectorFiles.ts";

/** How this software answers: operations by the sdk, records by `verifyElection` and `verifyProposal`. */
export async function ourAnswer(question: Question, verify: ProofsVerifier = proofsHere): Promise<Fields> {
  if ("operation" in question) {
    const known = Object.values(operations).find((file) => question.operation in file)?.[question.operation];
    return known === undefined ? { unsupported: true } : answer(known, question.in);
  }
  const { record, snapshot } = question;
  if (isOfProposal(record)) return found(await verifyProposal(record, { key: proposalKey, verify }));
  const files = snapshot === null ? {} : { snapshot: snapshotFiles(projectRoot + snapshot) };
  const checks = await verifyElection(record, { keysFor: verificationKeys, verify, ...files });
  return found(checks);
}

/** Records of proposals name their own format; one that none has is of an election's form, or of no form at all. */
function isOfProposal(record: Json): boolean {
  return typeof record === "object" && record !== null && /^hanpyo-proposal-/.test(String((record as Fields).format));
}

function found(checks: readonly Check[]): Fields {
  return { checks: checks.map(({ name, ok, notChecked }) => ({ name, held: notChecked ? null : ok })) };
}
