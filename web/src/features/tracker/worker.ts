import { readBatches } from "../../../../sdk/chain/ballotBox.ts";
import { readBlock } from "../../../../sdk/chain/blockTimes.ts";
import { readFinal } from "../../../../sdk/chain/finalBlock.ts";
import { trackerNumber } from "../../../../sdk/crypto/tracker.ts";
import { answerOnce } from "../../shared/askWorker.ts";
import { connectChain } from "../../shared/chain.ts";
import type { CastFound, Task } from "./messages.ts";

answerOnce(search);

/** Computes the trackers of all ballots, off the page's thread. Nobody is told which one is looked for. */
async function search({ node, elections, rule, tracker }: Task): Promise<CastFound | undefined> {
  const provider = connectChain(node);
  for (const election of elections) {
    const batches = await readBatches(election, provider);
    const casts = batches.flatMap(({ ballots, blockNumber }) => ballots.map((ballot) => ({ ...ballot, blockNumber })));
    const found = casts.find((cast) => trackerNumber({ election, ...cast }) === tracker);
    if (found === undefined) continue;
    const { time } = await readBlock(found.blockNumber, provider);
    return {
      election,
      version: Number(found.version),
      time,
      block: found.blockNumber,
      replaced: casts.some(({ nullifier, version }) => nullifier === found.nullifier && version > found.version),
      isFinal: found.blockNumber <= ((await readFinal(provider, rule))?.number ?? -1),
    };
  }
  return undefined;
}
