import {
  type InParallel,
  PROOF_BATCH,
  type ProofsVerifier,
  proofsHere,
  proofsInParallel,
} from "../../sdk/proofs/manyProofs.ts";
import { inThreads } from "./inThreads.ts";

/** So few proofs are verified sooner than threads are started. */
const FEW = 2 * PROOF_BATCH;
/** One thread takes some 100 MB. */
const MOST = 32;

/** Verifies proofs in batches on all cores; a few of them here. */
export const proofsInThreads: ProofsVerifier = async (key, statements, checked) => {
  if (statements.count <= FEW) return proofsHere(key, statements, checked);
  const most = Math.min(MOST, Math.ceil(statements.count / PROOF_BATCH));
  const threads = { script: new URL("./proofThread.ts", import.meta.url), workerData: { key }, most };
  const work: InParallel = (jobs, take) => inThreads(threads, jobs, take);
  return proofsInParallel(statements, checked, work);
};
