import { systemRandom } from "../../../../sdk/crypto/random.ts";
import { type Candidate, firstWrong } from "../../../../sdk/proofs/batchVerification.ts";
import type { VerificationKey } from "../../../../sdk/proofs/groth16.ts";

/** A batch of statements of one key. */
type Job = { readonly key: VerificationKey; readonly batch: readonly Candidate[] };

/** Points of a key are read once for each of its objects. */
let known: VerificationKey | undefined;

/** Answers a batch with the place of the first statement that does not hold, or null. */
self.onmessage = ({ data: { key, batch } }: MessageEvent<Job>) => {
  known ??= key;
  void firstWrong(known, batch, systemRandom).then(
    (place) => postMessage(place ?? null),
    (error: unknown) => reportError(error),
  );
};
