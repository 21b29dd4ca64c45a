import { readProposal } from "../../sdk/chain/postedProposals.ts";
import { readNotices } from "../../sdk/chain/proposalNotices.ts";
import { HanpyoError, told } from "../../sdk/errors.ts";
import { isLeftOut, type LeafNotice } from "../../sdk/proposals/leafNotice.ts";
import { mergeLeaves } from "../../sdk/proposals/mergeLeaves.ts";
import { leafNotices } from "../../sdk/proposals/notice.ts";
import { readTextFile } from "../../sdk/proposals/textFile.ts";
import type { TextLeaf } from "../../sdk/proposals/textLeaf.ts";
import { findText } from "../../sdk/relaying/mirrorClient.ts";
import { readText } from "../terminal/checkedFile.ts";
import type { MirrorOptions, Town } from "./townOfProposals.ts";

/** Milliseconds that a mirror may take to answer. */
export const MIRROR_REACH = { timeout: 20_000, fetch } as const;

/** No mirror gave a text, and no file of it was given. */
export class TextNotFoundError extends HanpyoError {
  constructor(digest: string, asked: readonly string[]) {
    super(
      "TEXT_NOT_FOUND",
      told`The text of the digest ${{ digest }} is at none of ${{ count: asked.length }} places: ${{ asked: asked.join(", ") || "no mirror was named" }}`,
      "Give more mirrors with --mirror, or its file with --text: whoever posted or supported the proposal has it",
    );
  }
}

/** A part that a text does not have. */
export class LeafNotThereError extends HanpyoError {
  constructor(part: string, parts: number) {
    super(
      "LEAF_NOT_THERE",
      told`The text has no part ${{ part }}: there are ${{ parts }}, from 0`,
      "Give a number that `proposal show` names",
    );
  }
}

/** The digest that a proposal was posted with. Throws `ProposalUnknownError` through `readKept` of a later step. */
export async function digestOf({ proposals, provider }: Town, id: bigint): Promise<string> {
  return (await readProposal(proposals, id, provider)).digest;
}

/**
 * A proposal's text, as far as file and mirrors together show it. Throws `TextNotFoundError`, and what `readTextFile`
 * throws for a file of another text.
 */
export async function textOf(digest: string, { mirror, text }: MirrorOptions): Promise<readonly TextLeaf[]> {
  const own = text === undefined ? undefined : readTextFile(readText(text).trimEnd(), digest);
  const { leaves: found } = await findText(mirror, digest, MIRROR_REACH);
  if (own !== undefined) return found === undefined ? own : mergeLeaves(own, found);
  if (found === undefined) throw new TextNotFoundError(digest, mirror);
  return found;
}

/** Every measure that stands against a part of a proposal's text, by the part's hash. */
export async function measuresOf({ notices, provider }: Town, id: bigint): Promise<ReadonlyMap<string, LeafNotice>> {
  const lastBlock = await provider.getBlockNumber();
  return leafNotices(await readNotices(notices, provider, { lastBlock, id }));
}

/** Hashes of the parts that a conversion leaves out at a time, Unix seconds. */
export function leftOutAt(measures: ReadonlyMap<string, LeafNotice>, time: number): ReadonlySet<string> {
  return new Set([...measures].flatMap(([leaf, notice]) => (isLeftOut(notice, time) ? [leaf] : [])));
}

/** A part by its number. Throws `LeafNotThereError`. */
export function partLeaf(leaves: readonly TextLeaf[], part: number): TextLeaf {
  const leaf = leaves[part];
  if (leaf === undefined) throw new LeafNotThereError(String(part), leaves.length);
  return leaf;
}
