import { parentPort, workerData } from "node:worker_threads";
import * as snarkjs from "snarkjs";
import { verifyBallot } from "../../sdk/proofs/ballotProof.ts";
import type { ProofKeys, ProofTask } from "./proofChecker.ts";

/** A thread that checks ballots' proofs, one after the other. It makes no threads of its own. */
const { curves } = snarkjs as unknown as {
  readonly curves: { getCurveFromName(name: string, options: { readonly singleThread: boolean }): Promise<unknown> };
};
(globalThis as { curve_bn128?: unknown }).curve_bn128 = await curves.getCurveFromName("bn128", { singleThread: true });
const { keys } = workerData as { readonly keys: ProofKeys };

parentPort?.on("message", async ({ election, ballot }: ProofTask) => {
  const key = keys[election.ballotSize];
  parentPort?.postMessage(key !== undefined && (await verifyBallot(key, election, ballot)));
});
parentPort?.postMessage("ready");
