import { concatBytes } from "@noble/curves/utils.js";
import type { PairHash } from "../crypto/pairHash.ts";
import { topOf, treeOfEntries, word } from "./snapshotTree.ts";

/** The tree over one shard's entries: all its values, and value, digest and the children's digests of its top. */
export type ShardTree = {
  readonly levels: Uint8Array;
  readonly value: Uint8Array;
  readonly digest: Uint8Array;
  readonly children: readonly Uint8Array[];
};

export function shardTreeOf(entries: Uint8Array, hash?: PairHash): ShardTree {
  const tree = treeOfEntries(entries, hash);
  const below = tree.digests.at(-2);
  return {
    levels: concatBytes(...tree.values),
    ...topOf(tree),
    children: below === undefined ? [] : [word(below, 0), word(below, 1)],
  };
}
