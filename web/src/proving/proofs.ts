import type { Ballot } from "../../../sdk/election/ballot.ts";
import type { ProvingFiles } from "../../../sdk/proofs/groth16.ts";
import { canAwaitEnds } from "./lifeLock.ts";
import type { ProofTask } from "./messages.ts";
import type { BallotToProve, Proofs } from "./preparation.ts";
import { type Prover, ProvingCancelledError, WorkerCrashedError } from "./prover.ts";

/**
 * Proofs that are made in a prover of their own while the voter reads (P14.6). A prover that crashed is asked once more,
 * and then proves without threads.
 * @param filesOf Loads a circuit and its key.
 * @param isAhead Whether to prove before the ballot is cast.
 */
export function startProofs(
  prover: Prover<ProofTask>,
  filesOf: (circuit: string) => Promise<ProvingFiles>,
  isAhead = canAwaitEnds(),
): Proofs {
  let begun: { readonly tracker: string; readonly proved: Promise<null> } | undefined;
  let ends = 0;

  async function prove(tracker: string, ballot: BallotToProve): Promise<null> {
    const before = ends;
    const circuit = `ballot-${ballot.election.ballotSize}`;
    const files = await filesOf(circuit);
    // What ended while the key was on its way is not begun behind its end: it may be opened by now.
    if (ends !== before) throw new ProvingCancelledError();
    return prover.run({ kind: "prove", circuit, files, tracker, ballot });
  }

  return {
    begin(tracker, ballot) {
      if (!isAhead) return;
      const proved = prove(tracker, ballot);
      // Whoever casts the ballot is told.
      proved.catch(() => {});
      begun = { tracker, proved };
    },
    async take(tracker, ballot): Promise<Ballot> {
      const ahead = begun?.tracker === tracker ? begun.proved : prove(tracker, ballot);
      begun = undefined;
      try {
        await ahead;
      } catch (error) {
        if (!(error instanceof WorkerCrashedError)) throw error;
        await prove(tracker, ballot);
      }
      return prover.run({ kind: "take", tracker });
    },
    async end() {
      ends++;
      begun = undefined;
      await prover.end();
    },
  };
}
