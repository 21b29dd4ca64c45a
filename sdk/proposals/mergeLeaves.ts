import { HanpyoError } from "../errors.ts";
import { showLeaves } from "./hiddenLeaves.ts";
import { readText } from "./proposalText.ts";
import { isShown, type TextLeaf } from "./textLeaf.ts";

/**
 * A text with what another copy of the same digest shows beside. Two copies may each be a text and both together be none
 * (too long, a salt that stands twice), by their author's doing: then the first stays as it is.
 */
export function mergeLeaves(leaves: readonly TextLeaf[], others: readonly TextLeaf[]): readonly TextLeaf[] {
  const merged = showLeaves(leaves, others.filter(isShown));
  try {
    readText(merged);
    return merged;
  } catch (error) {
    if (error instanceof HanpyoError) return leaves;
    throw error;
  }
}

/** Whether no leaf is told by its hash alone. */
export function isWhole(leaves: readonly TextLeaf[]): boolean {
  return leaves.every(isShown);
}
