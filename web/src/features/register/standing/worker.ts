import { readRollHistory } from "../../../../../sdk/chain/roll.ts";
import { leafOf } from "../../../../../sdk/enrolling/standing.ts";
import { answerOnce } from "../../../shared/askWorker.ts";
import { connectChain } from "../../../shared/chain.ts";
import type { Place, Task } from "./messages.ts";

answerOnce(places);

/** Rebuilds rolls and finds a commitment on each, off the page's thread. */
async function places({ node, registry, rollIds, identityCommitment }: Task): Promise<readonly Place[]> {
  const history = await readRollHistory(registry, connectChain(node));
  return rollIds.map((rollId) => {
    const { checkpoint, path } = leafOf(history, BigInt(rollId), identityCommitment, Number.POSITIVE_INFINITY);
    return { rollId, place: path.index + 1, members: checkpoint.activeMembers };
  });
}
