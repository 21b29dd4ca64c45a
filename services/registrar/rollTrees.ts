import { Worker } from "node:worker_threads";
import { type RollLeaves, type RollTrees, treesOf } from "../../sdk/chain/earlierEnrolment.ts";
import { FEW_PAIRS } from "../../sdk/crypto/pairHash.ts";
import { WORD } from "../../sdk/election/snapshotEntry.ts";
import { NO_MODULE } from "../../sdk/proofs/threadData.ts";

/**
 * The trees over the leaves of rolls. Those of a large roll take seconds of hashing, which is done in a thread of its
 * own: requests go on being answered.
 */
export async function rollTrees(rolls: RollLeaves): Promise<RollTrees> {
  const leaves = [...rolls.values()].reduce((sum, { length }) => sum + length / WORD, 0);
  if (leaves < FEW_PAIRS) return treesOf(rolls);
  return new Promise((fulfil, fail) => {
    const thread = new Worker(new URL("./rollTreesThread.ts", import.meta.url), {
      workerData: { rolls, mod: NO_MODULE },
    });
    thread.once("message", (trees: RollTrees) => {
      fulfil(trees);
      void thread.terminate();
    });
    thread.once("error", fail);
    thread.once("exit", () => fail(new Error("The thread that hashes rolls ended")));
  });
}
