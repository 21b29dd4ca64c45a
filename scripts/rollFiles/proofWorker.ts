import { parentPort, workerData } from "node:worker_threads";
import type { RegistryId } from "../../sdk/chain/offices.ts";
import type { VerificationKey } from "../../sdk/proofs/groth16.ts";
import { wrongEntries } from "../../sdk/verify/entryProofs.ts";

/** A thread that checks the proofs of entries and answers with the places, among those given, of what does not hold. */
const { key, registry } = workerData as { readonly key: VerificationKey; readonly registry: RegistryId };

parentPort?.on("message", async (entries: Uint8Array) => {
  parentPort?.postMessage(await wrongEntries(entries, key, registry));
});
