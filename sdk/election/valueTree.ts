import { concatBytes, numberToBytesBE } from "@noble/curves/utils.js";
import { type PairHash, pairHash } from "../crypto/pairHash.ts";
import { SHARD_LEAVES } from "./rollSnapshot.ts";
import { WORD, wordAt } from "./snapshotEntry.ts";

/** The levels of a LeanIMT over words, lowest first: a node without a right child is its left child (P13.5). */
export function growValues(lowest: Uint8Array, hash: PairHash = pairHash): readonly Uint8Array[] {
  const levels = [lowest];
  for (let below = lowest; below.length > WORD; below = levels.at(-1) as Uint8Array) {
    const count = below.length / WORD;
    const above = new Uint8Array(Math.ceil(count / 2) * WORD);
    for (let left = 0; left < count; left += 2) above.set(parentOf(below, left, hash), (left / 2) * WORD);
    levels.push(above);
  }
  return levels;
}

/** The values beside the way from a leaf up to the root, lowest first; a level without one is left out, as in a LeanIMT. */
export function siblingsOf(levels: readonly Uint8Array[], index: number): readonly bigint[] {
  return levels.flatMap((words, level) => {
    const other = (index >> level) ^ 1;
    return (other + 1) * WORD > words.length || level === levels.length - 1 ? [] : [wordAt(words, other)];
  });
}

/** The same tree with another leaf at a place; at the place after the last one it is new. */
export function withLeaf(levels: readonly Uint8Array[], index: number, leaf: bigint): readonly Uint8Array[] {
  let below = withWord(levels[0] ?? new Uint8Array(), index, numberToBytesBE(leaf, WORD));
  const changed = [below];
  for (let level = 1, place = index >> 1; below.length > WORD; level++, place >>= 1) {
    below = withWord(levels[level] ?? new Uint8Array(), place, parentOf(below, 2 * place, pairHash));
    changed.push(below);
  }
  return changed;
}

function withWord(words: Uint8Array, index: number, word: Uint8Array): Uint8Array {
  const changed = new Uint8Array(Math.max(words.length, (index + 1) * WORD));
  changed.set(words);
  changed.set(word, index * WORD);
  return changed;
}

/** A roll's tree, cut into the shards and the crown that its files hold. */
export type CutTree = { readonly shards: readonly Uint8Array[]; readonly crown: Uint8Array };

/** Cuts the tree over all leaves, given one after the other. */
export function cutTree(leaves: Uint8Array, hash: PairHash = pairHash): CutTree {
  const shards: Uint8Array[] = [];
  const tops: Uint8Array[] = [];
  for (let start = 0; start < leaves.length; start += SHARD_LEAVES * WORD) {
    const levels = growValues(leaves.subarray(start, start + SHARD_LEAVES * WORD), hash);
    shards.push(concatBytes(...levels));
    tops.push(levels.at(-1) as Uint8Array);
  }
  return { shards, crown: concatBytes(...growValues(concatBytes(...tops), hash)) };
}

function parentOf(words: Uint8Array, left: number, hash: PairHash): Uint8Array {
  if ((left + 1) * WORD >= words.length) return words.subarray(left * WORD, (left + 1) * WORD);
  return numberToBytesBE(hash(wordAt(words, left), wordAt(words, left + 1)), WORD);
}
