import { parentPort } from "node:worker_threads";
import { concatBytes } from "@noble/curves/utils.js";
import { topOf, treeOfEntries, word } from "../../../sdk/election/snapshotTree.ts";
import type { ShardTree } from "./shardTrees.ts";

/** A thread that makes the trees of shards, one after the other. */
parentPort?.on("message", (entries: Uint8Array) => {
  const tree = treeOfEntries(entries);
  const below = tree.digests.at(-2);
  const made: ShardTree = {
    levels: concatBytes(...tree.values),
    ...topOf(tree),
    children: below === undefined ? [] : [word(below, 0), word(below, 1)],
  };
  parentPort?.postMessage(made);
});
