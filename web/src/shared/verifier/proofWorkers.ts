import type { VerificationKey } from "../../../../sdk/proofs/groth16.ts";
import {
  type InParallel,
  PROOF_BATCH,
  type ProofsVerifier,
  proofsHere,
  proofsInParallel,
} from "../../../../sdk/proofs/manyProofs.ts";

/** So few proofs are verified sooner than workers are started. */
const FEW = 2 * PROOF_BATCH;
/** One takes some 50 MB. */
const MOST = 16;

/** Verifies proofs in batches on all cores; a few of them here, or all where this worker can have none of its own. */
export const proofsInWorkers: ProofsVerifier = async (key, statements, checked) => {
  if (statements.count <= FEW || typeof Worker === "undefined") return proofsHere(key, statements, checked);
  const cores = Math.min(navigator.hardwareConcurrency || 1, MOST, Math.ceil(statements.count / PROOF_BATCH));
  return proofsInParallel(statements, checked, inWorkers(key, cores));
};

/** Gives each worker one job at a time; all of them end with the work, and with the worker that started them. */
function inWorkers(key: VerificationKey, count: number): InParallel {
  return async (jobs, take) => {
    const source = jobs[Symbol.iterator]();
    let started = 0;
    const workers = Array.from(
      { length: count },
      () => new Worker(new URL("./proofWorker.ts", import.meta.url), { type: "module" }),
    );
    const run = (worker: Worker) =>
      new Promise<void>((fulfil, fail) => {
        let number = -1;
        const next = () => {
          const { done, value } = source.next();
          if (done) return fulfil();
          number = started++;
          worker.postMessage({ key, batch: value });
        };
        worker.onerror = ({ message }) => fail(new Error(message || "A worker of the verifier failed"));
        worker.onmessage = ({ data }) => {
          try {
            take(data, number);
            next();
          } catch (error) {
            fail(error);
          }
        };
        next();
      });
    try {
      await Promise.all(workers.map(run));
    } finally {
      for (const worker of workers) worker.terminate();
    }
  };
}
