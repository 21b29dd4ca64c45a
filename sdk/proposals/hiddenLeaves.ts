import { HanpyoError, told } from "../errors.ts";
import { readText } from "./proposalText.ts";
import { isShown, leafHash, leafKind, type ShownLeaf, type TextLeaf } from "./textLeaf.ts";

export class ProposalLeafMissingError extends HanpyoError {
  constructor(index: number, hash: string) {
    super(
      "PROPOSAL_LEAF_MISSING",
      told`Part ${{ part: index }} of the text (${{ hash }}) is not at hand, and no measure hides it`,
      "Get the text from another mirror, or from somebody who posted or supported the proposal",
    );
  }
}

/** The text without what measures hide; hashes of leaves that it does not have change nothing. */
export function hideLeaves(leaves: readonly TextLeaf[], hidden: ReadonlySet<string>): readonly TextLeaf[] {
  return leaves.map((leaf, index) => {
    const hash = leafHash(index, leaf);
    return hidden.has(hash) ? { hash } : leaf;
  });
}

/** The text with all that `kept` has of what it hides. Leaves that are not the hidden ones change nothing. */
export function showLeaves(leaves: readonly TextLeaf[], kept: readonly ShownLeaf[]): readonly TextLeaf[] {
  return leaves.map((leaf, index) =>
    isShown(leaf) ? leaf : (kept.find((one) => leafHash(index, one) === leaf.hash) ?? leaf),
  );
}

/**
 * Places of parts that are not shown though no measure hides them.
 * @param hidden Hashes of leaves that a measure hides at this time.
 */
export function missingLeaves(leaves: readonly TextLeaf[], hidden: ReadonlySet<string>): readonly number[] {
  return leaves.flatMap((leaf, index) => (isShown(leaf) || hidden.has(leaf.hash) ? [] : [index]));
}

/**
 * Throws `ProposalLeafMissingError` for the first of `missingLeaves`: whoever supports such a text may support whatever is
 * shown later, and nobody could bring it to a vote (P24.5).
 */
export function requireWhole(leaves: readonly TextLeaf[], hidden: ReadonlySet<string>): void {
  const [index] = missingLeaves(leaves, hidden);
  if (index !== undefined) throw new ProposalLeafMissingError(index, leafHash(index, leaves[index] as TextLeaf));
}

/**
 * The leaves that `convert` takes: all but those that a joint measure hides now, which it takes by their hash alone
 * (P23.2); header and title always. Throws `ProposalLeafMissingError` for one that is not at hand, and what `readText`
 * throws.
 */
export function leavesToConvert(leaves: readonly TextLeaf[], hidden: ReadonlySet<string>): readonly TextLeaf[] {
  readText(leaves);
  return leaves.map((leaf, index) => {
    const hash = leafHash(index, leaf);
    if (leafKind(index) === "paragraph" && hidden.has(hash)) return { hash };
    if (!isShown(leaf)) throw new ProposalLeafMissingError(index, hash);
    return leaf;
  });
}
