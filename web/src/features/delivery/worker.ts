import ballot8 from "../../../../circuits/keys/ballot-8.json" with { type: "json" };
import ballot32 from "../../../../circuits/keys/ballot-32.json" with { type: "json" };
import { verifyBallot } from "../../../../sdk/proofs/ballotProof.ts";
import { endProving } from "../../../../sdk/proofs/groth16.ts";
import { answerOnce } from "../../shared/askWorker.ts";
import type { Task } from "./messages.ts";

answerOnce(holds);

/** Checks one ballot's proof, off the page's thread. */
async function holds({ open, ballot }: Task): Promise<boolean> {
  const key = open.constitution.ballotSize === 8 ? ballot8 : ballot32;
  return verifyBallot(key, { ...open, ...open.constitution }, ballot).finally(endProving);
}
