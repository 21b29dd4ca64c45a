import { parentPort, workerData } from "node:worker_threads";
import { systemRandom } from "../../sdk/crypto/random.ts";
import { type Candidate, firstWrong } from "../../sdk/proofs/batchVerification.ts";
import type { VerificationKey } from "../../sdk/proofs/groth16.ts";

/** A thread that answers a batch of statements with the place of the first that does not hold, or null. */
const { key } = workerData as { readonly key: VerificationKey };

parentPort?.on("message", async (batch: readonly Candidate[]) => {
  parentPort?.postMessage((await firstWrong(key, batch, systemRandom)) ?? null);
});
