import ballot8 from "../../../../circuits/keys/ballot-8.json" with { type: "json" };
import ballot32 from "../../../../circuits/keys/ballot-32.json" with { type: "json" };
import { verifyBallot } from "../../../../sdk/proofs/ballotProof.ts";
import { endProving } from "../../../../sdk/proofs/groth16.ts";
import type { Task, Told } from "./messages.ts";

/** Checks one ballot's proof, off the page's thread. */
self.onmessage = async ({ data: { open, ballot } }: MessageEvent<Task>) => {
  const tell = (told: Told) => postMessage(told);
  try {
    const key = open.constitution.ballotSize === 8 ? ballot8 : ballot32;
    tell({ kind: "checked", holds: await verifyBallot(key, { ...open, ...open.constitution }, ballot) });
  } catch (error) {
    tell({ kind: "failed", message: error instanceof Error ? error.message : String(error) });
  } finally {
    await endProving();
  }
};
