import { poseidon } from "../hash/poseidon.ts";

/**
 * A LeanIMT that grows and is changed in place: `levels[0]` are the leaves, each level above them the parents. A node is
 * Poseidon of its two children; a node without a right neighbour goes up as it is.
 */
export interface LeanTree {
  readonly levels: bigint[][];
}

export const emptyTree = (): LeanTree => ({ levels: [[]] });

/** How many leaves there are, removed ones (0) included. */
export const leavesOf = (tree: LeanTree): number => tree.levels[0]!.length;

/** The smallest depth that holds all leaves. */
export const depthOf = (tree: LeanTree): number => tree.levels.length - 1;

/** The root; 0 of a tree without leaves. */
export const rootOf = (tree: LeanTree): bigint => tree.levels[depthOf(tree)]![0] ?? 0n;

/**
 * Writes leaves at their places (a place at the end appends) and hashes every node above them once.
 */
export const writeLeaves = (tree: LeanTree, leaves: readonly (readonly [number, bigint])[]): void => {
  const { levels } = tree;
  for (const [place, leaf] of leaves) levels[0]![place] = leaf;

  let changed = new Set(leaves.map(([place]) => place));
  for (let height = 0; levels[height]!.length > 1; height++) {
    const below = levels[height]!;
    if (levels.length === height + 1) levels.push([]);
    const above = levels[height + 1]!;
    const next = new Set<number>();
    for (const place of changed) next.add(place >> 1);
    for (let missing = above.length; missing < (below.length + 1) >> 1; missing++) next.add(missing);
    for (const place of next) {
      const left = below[2 * place]!;
      const right = below[2 * place + 1];
      above[place] = right === undefined ? left : poseidon([left, right]);
    }
    changed = next;
  }
};

/** A tree of these leaves. */
export const treeOf = (leaves: readonly bigint[]): LeanTree => {
  const tree = emptyTree();
  writeLeaves(
    tree,
    leaves.map((leaf, place) => [place, leaf] as const),
  );
  return tree;
};
