import { hideLeaves, requireWhole } from "../../sdk/proposals/hiddenLeaves.ts";
import { isHidden } from "../../sdk/proposals/leafNotice.ts";
import { readText } from "../../sdk/proposals/proposalText.ts";
import type { TextLeaf } from "../../sdk/proposals/textLeaf.ts";
import { measuresOf, textOf } from "./proposalText.ts";
import type { MirrorOptions, Town } from "./townOfProposals.ts";

/** A proposal's text as its readers see it now, without what measures hide. Throws what `textOf` throws. */
export async function readerText(
  town: Town,
  { id, digest }: { readonly id: bigint; readonly digest: string },
  given: MirrorOptions,
): Promise<{ readonly leaves: readonly TextLeaf[]; readonly hidden: ReadonlySet<string> }> {
  const now = (await town.provider.getBlock("latest"))?.timestamp ?? 0;
  const measures = await measuresOf(town, id);
  const hidden = new Set([...measures].flatMap(([leaf, notice]) => (isHidden(notice, now) ? [leaf] : [])));
  return { leaves: hideLeaves(await textOf(digest, given), hidden), hidden };
}

/**
 * The text that somebody is about to support, whole but for what measures hide (P24.5); undefined where neither mirror nor
 * file was given to read it from. Throws `ProposalLeafMissingError`, and what `textOf` and `readText` throw.
 */
export async function supportedText(
  town: Town,
  proposal: { readonly id: bigint; readonly digest: string },
  given: MirrorOptions,
): Promise<readonly TextLeaf[] | undefined> {
  if (given.text === undefined && given.mirror.length === 0) return undefined;
  const { leaves, hidden } = await readerText(town, proposal, given);
  readText(leaves);
  requireWhole(leaves, hidden);
  return leaves;
}
