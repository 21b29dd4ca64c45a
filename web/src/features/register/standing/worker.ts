import { readRollHistory } from "../../../../../sdk/chain/roll.ts";
import { leafOf } from "../../../../../sdk/enrolling/standing.ts";
import { connectChain } from "../../../shared/chain.ts";
import type { Task, Told } from "./messages.ts";

/** Rebuilds rolls and finds a commitment on each, off the page's thread. */
self.onmessage = async ({ data }: MessageEvent<Task>) => {
  postMessage(
    await places(data).catch((error: unknown): Told => {
      const { code = "FAILED", message = String(error) } = error as { code?: string; message?: string };
      return { kind: "failed", code: String(code), message };
    }),
  );
};

async function places({ node, registry, rollIds, identityCommitment }: Task): Promise<Told> {
  const history = await readRollHistory(registry, connectChain(node));
  const found = rollIds.map((rollId) => {
    const { checkpoint, path } = leafOf(history, BigInt(rollId), identityCommitment, Number.POSITIVE_INFINITY);
    return { rollId, place: path.index + 1, members: checkpoint.activeMembers };
  });
  return { kind: "places", places: found };
}
