import { concatBytes, numberToBytesBE } from "@noble/curves/utils.js";
import { poseidon2 } from "poseidon-lite/poseidon2";
import { SHARD_LEAVES } from "./rollSnapshot.ts";
import { WORD, wordAt } from "./snapshotEntry.ts";

/** The levels of a LeanIMT over words, lowest first: a node without a right child is its left child (P13.5). */
export function growValues(lowest: Uint8Array): readonly Uint8Array[] {
  const levels = [lowest];
  for (let below = lowest; below.length > WORD; below = levels.at(-1) as Uint8Array) {
    const count = below.length / WORD;
    const above = new Uint8Array(Math.ceil(count / 2) * WORD);
    for (let left = 0; left < count; left += 2) above.set(parentOf(below, left), (left / 2) * WORD);
    levels.push(above);
  }
  return levels;
}

/** A roll's tree, cut into the shards and the crown that its files hold. */
export type CutTree = { readonly shards: readonly Uint8Array[]; readonly crown: Uint8Array };

/** Cuts the tree over all leaves, given one after the other. */
export function cutTree(leaves: Uint8Array): CutTree {
  const shards: Uint8Array[] = [];
  const tops: Uint8Array[] = [];
  for (let start = 0; start < leaves.length; start += SHARD_LEAVES * WORD) {
    const levels = growValues(leaves.subarray(start, start + SHARD_LEAVES * WORD));
    shards.push(concatBytes(...levels));
    tops.push(levels.at(-1) as Uint8Array);
  }
  return { shards, crown: concatBytes(...growValues(concatBytes(...tops))) };
}

function parentOf(words: Uint8Array, left: number): Uint8Array {
  if ((left + 1) * WORD >= words.length) return words.subarray(left * WORD, (left + 1) * WORD);
  return numberToBytesBE(poseidon2([wordAt(words, left), wordAt(words, left + 1)]), WORD);
}
