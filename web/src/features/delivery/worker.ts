import { verifyBallot } from "../../../../sdk/proofs/ballotProof.ts";
import { endProving } from "../../../../sdk/proofs/groth16.ts";
import { answerOnce } from "../../shared/askWorker.ts";
import { ballotKey } from "../../shared/verifier/ballotKeys.ts";
import type { Task } from "./messages.ts";

answerOnce(holds);

/** Checks one ballot's proof, off the page's thread. */
async function holds({ open, ballot }: Task): Promise<boolean> {
  const key = ballotKey(open.constitution.ballotSize);
  return verifyBallot(key, { ...open, ...open.constitution }, ballot).finally(endProving);
}
