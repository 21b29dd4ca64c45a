import { parentPort, workerData } from "node:worker_threads";
import { systemRandom } from "../../sdk/crypto/random.ts";
import { ballotStatement } from "../../sdk/proofs/ballotProof.ts";
import { type Candidate, wrongAmong } from "../../sdk/proofs/batchVerification.ts";
import { keyNameOf, type ProofKeys, type ProofTask } from "./proofChecker.ts";

/** A thread that checks batches of proofs, one after the other, each of one key. */
const { keys } = workerData as { readonly keys: ProofKeys };

parentPort?.on("message", async (tasks: readonly ProofTask[]) => {
  const [first] = tasks;
  const key = first && keys[keyNameOf(first)];
  if (key === undefined) return parentPort?.postMessage(tasks.map(() => false));
  const candidates = tasks.map(candidateOf);
  const wrong = new Set(await wrongAmong(key, candidates, systemRandom));
  parentPort?.postMessage(tasks.map((_, place) => !wrong.has(place)));
});

function candidateOf(task: ProofTask): Candidate {
  return "signal" in task ? task.signal : (ballotStatement(task.election, task.ballot) ?? false);
}

// The curve is loaded before the first package comes.
await wrongAmong({ nPublic: 0 }, [], systemRandom);
parentPort?.postMessage([]);
