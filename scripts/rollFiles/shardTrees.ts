import type { ShardTree } from "../../sdk/election/shardTree.ts";
import { inThreads } from "../threads/inThreads.ts";

/** A shard's entries take 6 MB, its tree 2 MB. */
const MOST_THREADS = 8;

/** The trees of shards, whose entries are read when a thread is free. */
export function shardTrees(
  entriesOfShards: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
  take: (tree: ShardTree, shard: number) => void | Promise<void>,
): Promise<void> {
  const script = new URL("./treeWorker.ts", import.meta.url);
  return inThreads({ script, workerData: {}, most: MOST_THREADS }, entriesOfShards, take);
}
