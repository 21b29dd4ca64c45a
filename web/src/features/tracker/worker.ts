import { readBatches } from "../../../../sdk/chain/ballotBox.ts";
import { readBlock } from "../../../../sdk/chain/blockTimes.ts";
import { trackerNumber } from "../../../../sdk/crypto/tracker.ts";
import { connectChain } from "../../shared/chain.ts";
import type { Task, Told } from "./messages.ts";

/** Computes the trackers of all ballots, off the page's thread. Nobody is told which one is looked for. */
self.onmessage = async ({ data }: MessageEvent<Task>) => {
  postMessage(
    await search(data).catch((error: unknown): Told => {
      const { code = "FAILED", message = String(error) } = error as { code?: string; message?: string };
      return { kind: "failed", code: String(code), message };
    }),
  );
};

async function search({ node, elections, tracker }: Task): Promise<Told> {
  const provider = connectChain(node);
  for (const election of elections) {
    const batches = await readBatches(election, provider);
    const casts = batches.flatMap(({ ballots, blockNumber }) => ballots.map((ballot) => ({ ...ballot, blockNumber })));
    const found = casts.find((cast) => trackerNumber({ election, ...cast }) === tracker);
    if (found === undefined) continue;
    const { time } = await readBlock(found.blockNumber, provider);
    return {
      ...{ kind: "found", election, version: Number(found.version), time, block: found.blockNumber },
      replaced: casts.some(({ nullifier, version }) => nullifier === found.nullifier && version > found.version),
      depth: (await provider.getBlockNumber()) - found.blockNumber,
    };
  }
  return { kind: "nothing" };
}
