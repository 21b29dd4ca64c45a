import { hideLeaves } from "../../sdk/proposals/hiddenLeaves.ts";
import { mergeLeaves } from "../../sdk/proposals/mergeLeaves.ts";
import { readTextFile, writeTextFile } from "../../sdk/proposals/textFile.ts";
import { isShown, type TextLeaf } from "../../sdk/proposals/textLeaf.ts";
import { ChainUnreachableError, StorageFailedError } from "../hosting/refusals.ts";
import { type Chain, headTimes } from "../sending/chain.ts";
import { hiddenAt } from "./chainView.ts";
import { followAgain } from "./following.ts";
import { TextNotPostedError, TextUnknownError } from "./refusals.ts";
import type { Works } from "./works.ts";

/** A text as somebody offers it: the proposal that was posted with it, and the file (P24.3). */
export type OfferedText = { readonly id: string; readonly text: string };

/** What a mirror has of a text. */
export type KeptText = { readonly digest: string; readonly leaves: number; readonly missing: number };

/**
 * Takes a text whose proposal was posted, and writes it; what was there and is not in the offer stays.
 * Throws `TextNotPostedError`, or `ChainUnreachableError` where that is not known, what `readTextFile` throws,
 * `StorageFailedError`, or a node's failure.
 */
export async function takeText(works: Works, { id, text }: OfferedText): Promise<KeptText> {
  // Where it was posted a moment ago, the last round did not see it.
  if (!works.view.digests.has(id)) await followAgain(works);
  const digest = works.view.digests.get(id);
  if (digest === undefined) throw works.memory.failure ? new ChainUnreachableError() : new TextNotPostedError(id);
  return keepText(works, digest, readTextFile(text, digest));
}

/** Writes what leaves of a digest show, if any of it is new. Throws `StorageFailedError`. */
export function keepText(works: Works, digest: string, leaves: readonly TextLeaf[]): KeptText {
  const { store, memory } = works;
  const before = store.leaves(digest);
  const merged = before === undefined ? leaves : mergeLeaves(before, leaves);
  const missing = merged.length - merged.filter(isShown).length;
  if (before === undefined || missing < before.length - before.filter(isShown).length) {
    try {
      store.write(digest, merged);
      memory.storageFailure = undefined;
    } catch {
      memory.storageFailure = "STORAGE_FAILED";
      throw new StorageFailedError();
    }
  }
  return { digest, leaves: merged.length, missing };
}

/**
 * The file of a text, without what notices hide at the time of the latest block; that stays kept.
 * Throws `TextUnknownError`, also where no proposal with it stands on the chain any more.
 */
export function giveText({ store, view, chain }: Works, digest: string): string {
  const leaves = view.ids.has(digest) ? store.leaves(digest) : undefined;
  if (leaves === undefined) throw new TextUnknownError(digest);
  return writeTextFile(hideLeaves(leaves, hiddenAt(view, digest, leastTime(chain))));
}

/** The latest block's time that two nodes have come to, where there are two: none alone says that a hiding is over. */
function leastTime(chain: Chain): number {
  const times = headTimes(chain);
  return times[times.length > 1 ? 1 : 0] ?? 0;
}
