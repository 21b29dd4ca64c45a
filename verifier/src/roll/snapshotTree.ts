import { keccak_256 } from "@noble/hashes/sha3.js";
import { concatBytes } from "@noble/hashes/utils.js";
import { numberOf, wordOf } from "../hash/keccak.ts";
import { poseidon } from "../hash/poseidon.ts";
import { COMMITMENT_WORD, wordAt } from "./snapshotEntry.ts";

/** What a published roll's snapshot comes to (P13.1). */
export interface SnapshotRoots {
  readonly root: bigint;
  readonly depth: number;
  readonly contentRoot: bigint;
}

interface Node {
  readonly value: bigint;
  readonly digest: Uint8Array;
}

interface Subtree {
  readonly height: number;
  readonly node: Node;
}

const leafOf = (entry: Uint8Array): Node => ({
  value: wordAt(entry, COMMITMENT_WORD),
  digest: keccak_256(concatBytes(Uint8Array.of(0), entry)),
});

const parentOf = (left: Node, right: Node): Node => {
  const value = poseidon([left.value, right.value]);
  return { value, digest: keccak_256(concatBytes(Uint8Array.of(1), wordOf(value), left.digest, right.digest)) };
};

/** Takes a snapshot's entries one after the other. */
export interface SnapshotTree {
  readonly push: (entry: Uint8Array) => void;
  /** Root, depth and content root; `undefined` of no entries. */
  readonly roots: () => SnapshotRoots | undefined;
}

/**
 * Both trees of a snapshot (P13.1), as whole subtrees that wait for a neighbour: at most one of each height. At the end
 * what has no neighbour goes up as it is, until it meets the next.
 */
export const growSnapshot = (): SnapshotTree => {
  const waiting: Subtree[] = [];

  return {
    push: (entry) => {
      let added: Subtree = { height: 0, node: leafOf(entry) };
      while (waiting.at(-1)?.height === added.height) {
        const left = waiting.pop()!;
        added = { height: added.height + 1, node: parentOf(left.node, added.node) };
      }
      waiting.push(added);
    },
    roots: () => {
      const last = waiting.at(-1);
      if (!last) return undefined;
      const { node } = waiting
        .slice(0, -1)
        .reduceRight((right, left) => ({ height: left.height + 1, node: parentOf(left.node, right.node) }), last);
      const [first] = waiting;
      const depth = first!.height + (waiting.length > 1 ? 1 : 0);
      return { root: node.value, depth, contentRoot: numberOf(node.digest) };
    },
  };
};

/** The roots of entries, at least one. */
export const snapshotOf = (entries: readonly Uint8Array[]): SnapshotRoots => {
  const tree = growSnapshot();
  for (const entry of entries) tree.push(entry);
  return tree.roots()!;
};
