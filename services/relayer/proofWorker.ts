import { parentPort, workerData } from "node:worker_threads";
import { systemRandom } from "../../sdk/crypto/random.ts";
import { ballotStatement } from "../../sdk/proofs/ballotProof.ts";
import { type Candidate, wrongAmong } from "../../sdk/proofs/batchVerification.ts";
import type { ProofKeys, ProofTask } from "./proofChecker.ts";

/** A thread that checks batches of ballots' proofs, one after the other, each of one key. */
const { keys } = workerData as { readonly keys: ProofKeys };

parentPort?.on("message", async (tasks: readonly ProofTask[]) => {
  const key = keys[tasks[0]?.election.ballotSize ?? 0];
  if (key === undefined) return parentPort?.postMessage(tasks.map(() => false));
  const candidates = tasks.map(({ election, ballot }): Candidate => ballotStatement(election, ballot) ?? false);
  const wrong = new Set(await wrongAmong(key, candidates, systemRandom));
  parentPort?.postMessage(tasks.map((_, place) => !wrong.has(place)));
});
// The curve is loaded before the first ballot comes.
await wrongAmong({ nPublic: 0 }, [], systemRandom);
parentPort?.postMessage([]);
