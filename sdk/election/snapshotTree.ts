import type { PairHash } from "../crypto/pairHash.ts";
import { ENTRY_BYTES, entryDigest, leafOf, nodeDigest, WORD } from "./snapshotEntry.ts";
import { growValues } from "./valueTree.ts";

/**
 * A tree in the shape of a LeanIMT, level by level from the leaves, each level its words one after the other. A node
 * without a right child is its left child (P13.1).
 */
export type SnapshotTree = {
  /** Commitments, and Poseidon of two values: the tree of the roll. */
  readonly values: readonly Uint8Array[];
  /** Digests over entries and values; the last is the content root. */
  readonly digests: readonly Uint8Array[];
};

/** A node on the way from a place to the content root: its value, and the digest of its other child. */
export type DigestStep = { readonly value: Uint8Array; readonly sibling: Uint8Array };

/** The tree over leaves or over the tops of shards: `values` and `digests` are the words of its lowest level. */
export function growTree(values: Uint8Array, digests: Uint8Array, hash?: PairHash): SnapshotTree {
  const levels = growValues(values, hash);
  const digestLevels = [digests];
  for (const above of levels.slice(1)) digestLevels.push(digestsAbove(digestLevels.at(-1) as Uint8Array, above));
  return { values: levels, digests: digestLevels };
}

/** The digests of a level, from those below it and the level's values. */
function digestsAbove(below: Uint8Array, values: Uint8Array): Uint8Array {
  const above = new Uint8Array(values.length);
  for (let index = 0; index * WORD < values.length; index++) {
    const left = word(below, 2 * index);
    const right = word(below, 2 * index + 1);
    above.set(right.length > 0 ? nodeDigest(word(values, index), left, right) : left, index * WORD);
  }
  return above;
}

/** The tree over entries, one after the other. */
export function treeOfEntries(entries: Uint8Array, hash?: PairHash): SnapshotTree {
  const count = entries.length / ENTRY_BYTES;
  const values = new Uint8Array(count * WORD);
  const digests = new Uint8Array(count * WORD);
  for (let index = 0; index < count; index++) {
    const entry = entries.subarray(index * ENTRY_BYTES, (index + 1) * ENTRY_BYTES);
    values.set(leafOf(entry), index * WORD);
    digests.set(entryDigest(entry), index * WORD);
  }
  return growTree(values, digests, hash);
}

/** The steps from a place up to the top. */
export function digestPath({ values, digests }: SnapshotTree, level: number, index: number): DigestStep[] {
  const steps: DigestStep[] = [];
  let place = index;
  for (let at = level; at + 1 < values.length; at++) {
    const level = digests[at] as Uint8Array;
    const other = place ^ 1;
    if (other * WORD < level.length) {
      steps.push({ value: word(values[at + 1] as Uint8Array, place >> 1), sibling: word(level, other) });
    }
    place >>= 1;
  }
  return steps;
}

/** Value and digest of the top. */
export function topOf({ values, digests }: SnapshotTree): { readonly value: Uint8Array; readonly digest: Uint8Array } {
  return { value: values.at(-1) as Uint8Array, digest: digests.at(-1) as Uint8Array };
}

/** Levels of a tree above its leaves. */
export function depthOf(leaves: number): number {
  return Math.ceil(Math.log2(leaves));
}

export function word(words: Uint8Array, index: number): Uint8Array {
  return words.subarray(index * WORD, (index + 1) * WORD);
}
