import { parentPort, workerData } from "node:worker_threads";
import { semaphoreProvingFiles } from "../../scripts/checkout/semaphoreCircuit.ts";
import { type ProvedSignal, proveChange } from "../../sdk/proofs/proposalProof.ts";
import type { Signaller } from "../../sdk/proofs/semaphoreProof.ts";
import type { ProposalsPlace } from "../../sdk/proposals/actions.ts";

/** Whose supports a thread proves, one after the other. */
export type SupportThreadData = { readonly place: ProposalsPlace; readonly id: bigint };

if (parentPort !== null) {
  const { place, id } = workerData as SupportThreadData;
  const files = { ...semaphoreProvingFiles(), singleThread: true };
  parentPort.on("message", async (signaller: Signaller) => {
    const proved: ProvedSignal = await proveChange(files, place, { id, version: 0 }, signaller);
    parentPort?.postMessage(proved);
  });
}
