import { HanpyoError } from "../../../../sdk/errors.ts";
import { hideLeaves, missingLeaves } from "../../../../sdk/proposals/hiddenLeaves.ts";
import { isHidden } from "../../../../sdk/proposals/leafNotice.ts";
import { mergeLeaves } from "../../../../sdk/proposals/mergeLeaves.ts";
import { leafNotices, type ProposalNotice } from "../../../../sdk/proposals/notice.ts";
import { readText, type ShownText } from "../../../../sdk/proposals/proposalText.ts";
import { isShown, leafHash, type TextLeaf } from "../../../../sdk/proposals/textLeaf.ts";
import type { Reach } from "../../../../sdk/relaying/jsonRequest.ts";
import { askForText, findText, MirrorUnreachableError } from "../../../../sdk/relaying/mirrorClient.ts";

/** What kept a mirror from giving the text: it gave no answer, or one that is not of the digest or no text. */
export type MirrorFault = { readonly mirror: string; readonly isFalse: boolean; readonly error: HanpyoError };

/** A text as the mirrors gave it, leaf by leaf against the digest. */
export type ReadText = {
  /** Undefined where no mirror has it. */
  readonly leaves: readonly TextLeaf[] | undefined;
  readonly shown: ShownText | undefined;
  /** Which leaves a measure hides now, by their places. */
  readonly hidden: readonly number[];
  /** Whether every part is there to read that no measure hides: nobody supports another (P24.5). */
  readonly isWhole: boolean;
  /** What mirrors gave of it, which is public: every reader gives it to those that lack it. */
  readonly fromMirrors: readonly TextLeaf[] | undefined;
  /** Whether this device kept a part that no mirror shows though no measure hides it: to give it says who has it. */
  readonly isOnlyHere: boolean;
  readonly lacking: readonly string[];
  readonly faults: readonly MirrorFault[];
};

export type TextWanted = {
  readonly digest: string;
  readonly notices: readonly ProposalNotice[];
  /** Unix seconds, by the chain's clock. */
  readonly time: number;
};

/**
 * Asks all mirrors for a text, checks it, and hides what measures hide, whatever a mirror shows (P24.8, P26.5).
 * @param own What this device kept of it, which completes what no mirror has.
 */
export async function readTextOf(
  mirrors: readonly string[],
  { digest, notices, time }: TextWanted,
  reach: Reach,
  own?: readonly TextLeaf[],
): Promise<ReadText> {
  const { leaves: found, lacking, failures } = await findText(mirrors, digest, reach);
  const leaves = found === undefined || own === undefined ? (found ?? own) : mergeLeaves(found, own);
  const faults = failures.map(({ mirror, error }) => ({ mirror, error, isFalse: isFalse(error) }));
  const names = hiddenNames(notices, time);
  const given = { fromMirrors: found, isOnlyHere: isOnlyIn(own, found, names), lacking, faults };
  if (leaves === undefined) return { leaves, shown: undefined, hidden: [], isWhole: false, ...given };
  const hidden = leaves.flatMap((leaf, index) => (names.has(leafHash(index, leaf)) ? [index] : []));
  const left = hideLeaves(leaves, names);
  const read = shownOf(left);
  const isWhole = read.shown !== undefined && missingLeaves(leaves, names).length === 0;
  return { leaves, ...read, hidden, isWhole, ...given };
}

function isOnlyIn(
  own: readonly TextLeaf[] = [],
  found: readonly TextLeaf[] | undefined,
  hidden: ReadonlySet<string>,
): boolean {
  return own.some((leaf, index) => {
    const others = found?.[index];
    const isThere = others !== undefined && isShown(others);
    return isShown(leaf) && !isThere && !hidden.has(leafHash(index, leaf));
  });
}

/** As `readTextOf`, from the first mirror that has it: for lists, where many are asked for. Nothing where none has it. */
export async function readListedText(
  mirrors: readonly string[],
  { digest, notices, time }: TextWanted,
  reach: Reach,
): Promise<ShownText | undefined> {
  for (const mirror of mirrors) {
    const leaves = await askForText(mirror, digest, reach).catch(() => undefined);
    if (leaves !== undefined) return shownOf(hideLeaves(leaves, hiddenNames(notices, time))).shown;
  }
  return undefined;
}

function hiddenNames(notices: readonly ProposalNotice[], time: number): ReadonlySet<string> {
  return new Set([...leafNotices(notices)].filter(([, measure]) => isHidden(measure, time)).map(([leaf]) => leaf));
}

function shownOf(leaves: readonly TextLeaf[]): Pick<ReadText, "shown"> {
  try {
    return { shown: readText(leaves) };
  } catch (error) {
    if (error instanceof HanpyoError) return { shown: undefined };
    throw error;
  }
}

/** Whether a mirror showed what is not the text, rather than nothing. */
function isFalse(error: HanpyoError): boolean {
  return !(error instanceof MirrorUnreachableError) && error.code.startsWith("PROPOSAL_");
}
