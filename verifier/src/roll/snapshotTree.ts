import { keccak_256 } from "@noble/hashes/sha3.js";
import { concatBytes } from "@noble/hashes/utils.js";
import { wordOf, wordsOf } from "../hash/keccak.ts";
import { poseidon } from "../hash/poseidon.ts";
import { COMMITMENT_WORD, wordAt } from "./snapshotEntry.ts";

/** A node of a snapshot (P13.1): what it is in the tree of the roll, and its digest. */
export interface SnapshotNode {
  readonly value: bigint;
  readonly digest: Uint8Array;
}

/** The node of an entry of 384 bytes. */
export const leafOf = (entry: Uint8Array): SnapshotNode => ({
  value: wordAt(entry, COMMITMENT_WORD),
  digest: keccak_256(concatBytes(Uint8Array.of(0), entry)),
});

const parentOf = (left: SnapshotNode, right: SnapshotNode): SnapshotNode => {
  const value = poseidon([left.value, right.value]);
  return { value, digest: keccak_256(concatBytes(Uint8Array.of(1), wordOf(value), left.digest, right.digest)) };
};

/** All levels over some nodes up to a single one; a node without a right neighbour goes up as it is. */
export const levelsOver = (nodes: readonly SnapshotNode[]): readonly (readonly SnapshotNode[])[] => {
  const levels = [nodes];
  for (let level = nodes; level.length > 1; levels.push(level)) {
    const below = level;
    level = Array.from({ length: (below.length + 1) >> 1 }, (_, i) => {
      const right = below[2 * i + 1];
      return right ? parentOf(below[2 * i]!, right) : below[2 * i]!;
    });
  }
  return levels;
};

/** The levels' values one after the other, as files of leaves and the crown have them (P13.5). */
export const bytesOfLevels = (levels: readonly (readonly SnapshotNode[])[]): Uint8Array =>
  wordsOf(levels.flatMap((level) => level.map(({ value }) => value)));
