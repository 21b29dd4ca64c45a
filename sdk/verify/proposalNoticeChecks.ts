import { ZeroAddress } from "ethers";
import { hideAlone, MOST_ALONE, NOTHING_HIDDEN_ALONE } from "../proposals/aloneHiding.ts";
import { closesAtOf } from "../proposals/closesAt.ts";
import { HIDING_REASONS, PROGRESS, STAGES } from "../proposals/notice.ts";
import { type Check, every } from "./check.ts";
import type { ProposalEvidence } from "./proposalEvidence.ts";
import type { ProposalRecord } from "./proposalRecord.ts";

type Notice = ProposalRecord["noticesGiven"][number];

/** What the contract of notices keeps of a leaf, as its rules make it. */
type Kept = {
  readonly aloneUntil: number;
  readonly names: readonly string[];
  readonly jointAt: number;
  readonly restoredFrom: number;
};

const DAY = 86_400;
const [UNHIDDEN_END, BINDING_DELAY, RESTORING_DELAY] = [7 * DAY, 7 * DAY, DAY];
const NOTHING: Kept = { aloneUntil: 0, names: [], jointAt: 0, restoredFrom: 0 };
const NO_EVIDENCE = `0x${"00".repeat(32)}`;

/** P26: each notice is one that its sender could give then, by what was noted of the leaf before. */
export async function noticeChecks({ record, template }: ProposalEvidence): Promise<readonly Check[]> {
  const { noticesGiven, posting } = record;
  const closesAt = closesAtOf(template, posting.at.time);
  const leaves = new Map<string, Kept>();
  let alone = NOTHING_HIDDEN_ALONE;
  const { organizer, reviewer, council } = template;
  // A template may have no council: its zero address sends nothing.
  const parties = [organizer, reviewer, council].filter((account) => account !== ZeroAddress);

  function next(notice: Exclude<Notice, { readonly kind: "stage" | "milestone" }>): Kept | undefined {
    const kept = leaves.get(notice.leaf) ?? NOTHING;
    const { time } = notice.at;
    if (notice.kind === "joint") {
      // The event of the second name's own transaction.
      return isBoth(kept) && kept.jointAt === 0 && notice.bindsFrom === time + BINDING_DELAY
        ? { ...kept, jointAt: time }
        : undefined;
    }
    if (notice.kind === "hidden") {
      const { from, until, reason } = notice;
      alone = hideAlone(alone, notice);
      const isInTime = from >= closesAt || until <= closesAt - UNHIDDEN_END;
      const holds = until > from && from === Math.max(time, kept.aloneUntil) && alone.used <= MOST_ALONE && isInTime;
      return holds && kept.restoredFrom === 0 && reason < HIDING_REASONS.length
        ? { ...kept, aloneUntil: until }
        : undefined;
    }
    const named = kept.names.includes(notice.by);
    if (notice.kind === "restored") {
      const holds =
        kept.jointAt !== 0 && kept.restoredFrom === 0 && named && notice.restoredFrom === time + RESTORING_DELAY;
      return holds ? { ...kept, restoredFrom: notice.restoredFrom } : undefined;
    }
    if (kept.jointAt !== 0 || named !== (notice.kind === "withdrawn")) return undefined;
    if (notice.kind === "withdrawn") return { ...kept, names: kept.names.filter((name) => name !== notice.by) };
    return notice.reason < HIDING_REASONS.length ? { ...kept, names: [...kept.names, notice.by] } : undefined;
  }

  function fits(notice: Notice, place: number): boolean {
    if (("words" in notice && notice.words === "") || ("by" in notice && !parties.includes(notice.by))) return false;
    if (notice.kind === "stage") return notice.by === council && notice.stage < STAGES.length;
    if (notice.kind === "milestone") {
      const isShown = notice.progress !== PROGRESS.indexOf("done") || notice.evidence !== NO_EVIDENCE;
      return notice.by === organizer && notice.progress < PROGRESS.length && isShown;
    }
    const kept = next(notice);
    if (kept === undefined) return false;
    leaves.set(notice.leaf, kept);
    return notice.kind !== "named" || !isBoth(kept) || isJointBehind(notice, noticesGiven[place + 1]);
  }

  /** Whether the reviewer and another have named the leaf. */
  function isBoth({ names }: Kept): boolean {
    return names.includes(reviewer) && names.length > 1;
  }

  const describe = (notice: Notice) => `${notice.kind} in block ${notice.at.block}`;
  return [await every("P26 every notice is one that its sender could give then", noticesGiven, fits, describe)];
}

/** The second name makes the joint measure in its own transaction. */
function isJointBehind({ leaf, at }: Extract<Notice, { readonly kind: "named" }>, next: Notice | undefined): boolean {
  return next?.kind === "joint" && next.leaf === leaf && next.at.block === at.block;
}
