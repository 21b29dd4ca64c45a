import type { ElectionState } from "../../../../sdk/chain/electionState.ts";
import { conversionTerm } from "../../../../sdk/proposals/conversionTerm.ts";
import type { ShownProposal } from "./reading.ts";

/** What anybody may do with a proposal whose quota was reached, or why nothing now; a key is one text. */
export type CarryKey =
  | ("tooEarly" | "convert" | "again" | "noBoard" | "over" | "closed")
  | ("voting" | "undecided" | "settleDecided" | "settleVoid" | "settleFailed" | "decided" | "failed");

/** @see carryAction */
export type CarryAction = {
  readonly key: CarryKey;
  /** What the account of whoever presses sends; nothing where there is nothing to do. */
  readonly deed?: "convert" | "settle";
  /** Unix seconds that its text names. */
  readonly at?: number;
};

/**
 * What anybody may do now (P22.2 to P22.5). Undefined before the quota, where the template leads to no vote, and while the
 * vote's state is not known.
 * @param vote Of the election that it came to, if it did.
 * @param now The chain's time, Unix seconds.
 */
export function carryAction(
  { state, kept, template, course }: Pick<ShownProposal, "state" | "kept" | "template" | "course">,
  vote: Pick<ElectionState, "phase" | "undecided"> | undefined,
  now: number,
): CarryAction | undefined {
  if (template.conversion === "Never" || kept.reachedAt === 0) return undefined;
  if (state === "converted") return vote && afterVote(vote);
  if (state === "decided" || state === "failed" || state === "closed") return { key: state };
  const term = conversionTerm(template, kept.reachedAt, course, now);
  if (term === undefined) return undefined;
  if (state === "lapsed" || now >= term.until) return { key: "over", at: term.until };
  if (now < term.from) return { key: "tooEarly", at: term.from };
  // Whether a board is fit again, the contract says to whoever tries.
  if (course.pausedAt !== 0) return { key: "noBoard", deed: "convert" };
  return { key: course.reopenedAt === 0 ? "convert" : "again", deed: "convert", at: term.until };
}

/** A vote that ended is taken over by `settle`; one that waits for shares is never repeated (P22.5). */
export function afterVote({ phase, undecided }: Pick<ElectionState, "phase" | "undecided">): CarryAction {
  if (undecided) return { key: "undecided" };
  switch (phase) {
    case "decided":
      return { key: "settleDecided", deed: "settle" };
    case "void":
      return { key: "settleVoid", deed: "settle" };
    case "too few":
    case "below quorum":
      return { key: "settleFailed", deed: "settle" };
    default:
      return { key: "voting" };
  }
}
