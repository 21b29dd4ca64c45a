import { readFileSync } from "node:fs";
import { join } from "node:path";
import { concatBytes } from "@noble/curves/utils.js";
import type { Opening, ShownEntry, Step } from "../../../sdk/chain/publishedRolls.ts";
import { checkedFile, leavesInShard, levelsIn, SHARD_LEAVES } from "../../../sdk/election/rollSnapshot.ts";
import {
  ENTRY_BYTES,
  entryDigest,
  hexOf,
  nodeDigest,
  WORD,
  wordAt,
  wordsOf,
} from "../../../sdk/election/snapshotEntry.ts";
import type { FileOfSnapshot, SnapshotIndex } from "../../../sdk/election/snapshotIndex.ts";
import { digestPath, type SnapshotTree, treeOfEntries, word } from "../../../sdk/election/snapshotTree.ts";
import { HanpyoError, told } from "../../../sdk/errors.ts";

/** The files do not open the content root: nothing of them can be shown to the contract (P13.7). */
export class SnapshotUnopenedError extends HanpyoError {
  constructor(folder: string, contentRoot: string) {
    super(
      "SNAPSHOT_UNOPENED",
      told`The files in ${{ folder }} do not open the content root ${{ contentRoot }}`,
      "Load them where the offices published them; if nobody has files that open it, object before the census",
    );
  }
}

/** The entries of a snapshot with the tree that its content root commits to, right or wrong. */
export type OpenedSnapshot = { readonly entries: Uint8Array; readonly count: number; readonly tree: SnapshotTree };

/**
 * Opens the content root from a snapshot's files: with the values that they hold, however wrong, or else with the
 * values that follow from the entries. It needs memory for the whole roll.
 * Throws `SnapshotFileAlteredError`, `SnapshotUnopenedError`, or what the file system says.
 */
export function openSnapshot(folder: string, index: SnapshotIndex): OpenedSnapshot {
  const bytesOf = (file: FileOfSnapshot) => checkedFile(readFileSync(join(folder, file.file)), file);
  const entries = concatBytes(...index.entries.map(bytesOf));
  const count = Math.floor(entries.length / ENTRY_BYTES);
  if (entries.length === count * ENTRY_BYTES && count > 0) {
    const candidates = [
      () => filedTree(entries, count, index.shards.map(bytesOf), bytesOf(index.crown)),
      () => treeOfEntries(entries),
    ];
    for (const candidate of candidates) {
      const tree = candidate();
      if (tree !== undefined && hexOf(tree.digests.at(-1) as Uint8Array) === index.contentRoot) {
        return { entries, count, tree };
      }
    }
  }
  throw new SnapshotUnopenedError(folder, index.contentRoot);
}

/** What the digest at a place is the hash of; a node without a right child is its left child. */
export function openingAt({ entries, tree }: OpenedSnapshot, level: number, index: number): Opening {
  let [at, place] = [level, index];
  while (at > 0 && (2 * place + 1) * WORD >= (tree.digests[at - 1] as Uint8Array).length) {
    [at, place] = [at - 1, 2 * place];
  }
  if (at === 0) {
    return { isEntry: true, words: wordsOf(entries.subarray(place * ENTRY_BYTES, (place + 1) * ENTRY_BYTES)) };
  }
  const below = tree.digests[at - 1] as Uint8Array;
  const value = wordAt(tree.values[at] as Uint8Array, place);
  return { isEntry: false, words: [value, wordAt(below, 2 * place), wordAt(below, 2 * place + 1)] };
}

export function stepsFrom({ tree }: OpenedSnapshot, level: number, index: number): Step[] {
  const steps = digestPath(tree, level, index);
  return steps.map(({ value, sibling }) => ({ value: wordAt(value, 0), sibling: hexOf(sibling) }));
}

export function shownEntry(opened: OpenedSnapshot, index: number): ShownEntry {
  return { index, opening: openingAt(opened, 0, index), path: stepsFrom(opened, 0, index) };
}

/** The tree with the inner values that the files hold; undefined if they have not the form of so many entries. */
function filedTree(
  entries: Uint8Array,
  count: number,
  shards: readonly Uint8Array[],
  crown: Uint8Array,
): SnapshotTree | undefined {
  const shardCount = Math.ceil(count / SHARD_LEAVES);
  if (shards.length !== shardCount) return undefined;
  let levelsOfShards: readonly Uint8Array[][];
  let above: Uint8Array[];
  try {
    levelsOfShards = shards.map((bytes, shard) => levelsIn(bytes, leavesInShard(count, shard)));
    above = levelsIn(crown, shardCount);
  } catch {
    return undefined;
  }
  const depth = levelsOfShards[0]?.length ?? 0;
  // The last shard's top stands on every level up to that of the full ones.
  const below = Array.from({ length: depth }, (_, level) =>
    concatBytes(...levelsOfShards.map((levels) => (levels[level] ?? levels.at(-1)) as Uint8Array)),
  );
  return withDigests(entries, [...below, ...above.slice(1)]);
}

function withDigests(entries: Uint8Array, values: readonly Uint8Array[]): SnapshotTree {
  const leaves = new Uint8Array((entries.length / ENTRY_BYTES) * WORD);
  for (let index = 0; index * WORD < leaves.length; index++) {
    leaves.set(entryDigest(entries.subarray(index * ENTRY_BYTES, (index + 1) * ENTRY_BYTES)), index * WORD);
  }
  const digests = [leaves];
  for (const level of values.slice(1)) {
    const below = digests.at(-1) as Uint8Array;
    const made = new Uint8Array(level.length);
    for (let index = 0; index * WORD < level.length; index++) {
      const isPair = (2 * index + 1) * WORD < below.length;
      const left = word(below, 2 * index);
      made.set(isPair ? nodeDigest(word(level, index), left, word(below, 2 * index + 1)) : left, index * WORD);
    }
    digests.push(made);
  }
  return { values, digests };
}
