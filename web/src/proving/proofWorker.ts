import "./threads.ts";
import type { Ballot } from "../../../sdk/election/ballot.ts";
import { proveBallot } from "../../../sdk/proofs/ballotProof.ts";
import { proveEnrolment } from "../../../sdk/proofs/enrolmentProof.ts";
import { endProving, type ProvingFiles, StatementFalseError } from "../../../sdk/proofs/groth16.ts";
import { makeReady } from "../../../sdk/proofs/pipeline.ts";
import { ACT_CIRCUIT } from "./actCircuit.ts";
import { proveAct } from "./actTask.ts";
import { answerTasks } from "./answering.ts";
import { holdLife } from "./lifeLock.ts";
import type { Asked, ProofTask, Results } from "./messages.ts";
import { PreparationGoneError } from "./preparation.ts";
import { withThreads } from "./threads.ts";

/** The prover: it alone holds a proof until its ballot is cast, and whoever opens the ballot ends it first (P14.6). */
const proved = new Map<string, Ballot>();
/** Keys as they came first: what was made of those bytes is kept with them. */
const kept = new Map<string, ProvingFiles>();

function keptFiles(circuit: string, files: ProvingFiles): ProvingFiles {
  const first = kept.get(circuit) ?? files;
  kept.set(circuit, first);
  return first;
}

/** Proves with threads, and once more without them if they fail for another reason than a false statement. */
async function proving<T>(
  files: ProvingFiles,
  singleThread: boolean,
  prove: (files: ProvingFiles) => Promise<T>,
): Promise<T> {
  if (singleThread) return prove({ ...files, singleThread });
  try {
    return await withThreads(() => prove(files));
  } catch (error) {
    if (error instanceof StatementFalseError) throw error;
    await endProving().catch(() => {});
    return prove({ ...files, singleThread: true });
  }
}

async function resultOf({ task, singleThread }: Asked<ProofTask>): Promise<Results[ProofTask["kind"]]> {
  switch (task.kind) {
    case "ready":
      await makeReady({ ...keptFiles(task.circuit, task.files), singleThread });
      return null;
    case "prove": {
      const { election, voter, slot, encrypted } = task.ballot;
      const files = keptFiles(task.circuit, task.files);
      const ballot = await proving(files, singleThread, (all) => proveBallot(all, election, voter, slot, encrypted));
      proved.clear();
      proved.set(task.tracker, ballot);
      return null;
    }
    case "take": {
      const ballot = proved.get(task.tracker);
      proved.clear();
      if (ballot === undefined) throw new PreparationGoneError(task.tracker);
      return ballot;
    }
    case "proveEnrolment": {
      const { secret, context } = task;
      const { proof, publicSignals } = await proving(keptFiles("enrolment", task.files), singleThread, (files) =>
        proveEnrolment(files, secret, context),
      );
      return { identityCommitment: publicSignals[0] as bigint, proof };
    }
    case "proveAct": {
      const { place, said, signaller } = task;
      const files = keptFiles(ACT_CIRCUIT, task.files);
      return proving(files, singleThread, (all) => proveAct(all, place, said, signaller));
    }
  }
}

answerTasks<Asked<ProofTask>>(resultOf, holdLife(self.name));
