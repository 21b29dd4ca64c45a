import { conversionTerm, isAnsweredInTime } from "../../../../sdk/proposals/conversionTerm.ts";
import type { MilestoneNotice, StageNotice } from "../../../../sdk/proposals/notice.ts";
import type { ShownProposal } from "./reading.ts";

/** The steps of a proposal from its posting to the last milestone; a policy has no vote. */
export const WAY = ["posted", "supports", "answer", "conversion", "vote", "after"] as const;
export type WayName = (typeof WAY)[number];
export type WayState = "done" | "now" | "later" | "never";

export type WayStep = {
  readonly step: WayName;
  readonly state: WayState;
  /** What is said beside it, by the key of its text. */
  readonly said: string;
  /** Unix seconds that it names. */
  readonly at?: number;
};

type OnItsWay = Pick<ShownProposal, "kept" | "state" | "course" | "template" | "notices">;

/**
 * The whole way of a proposal: what is over, where it is, what is to come, and what never comes.
 * @param now The chain's time, Unix seconds.
 */
export function wayOf(proposal: OnItsWay, now: number): readonly WayStep[] {
  const { kept, template } = proposal;
  const votes = template.conversion !== "Never";
  const steps: readonly WayStep[] = [
    { step: "posted", state: "done", said: "posted", at: kept.postedAt },
    supports(proposal, now),
    answer(proposal, now),
    ...(votes ? [conversion(proposal, now), vote(proposal)] : []),
    after(proposal),
  ];
  // What comes after a step that never came never comes.
  const end = steps.findIndex(({ state }) => state === "never");
  return end < 0
    ? steps
    : steps.map((step, index) => (index > end ? { ...step, state: "never", said: "never" } : step));
}

function supports({ kept, state }: OnItsWay, now: number): WayStep {
  const step = "supports";
  if (kept.reachedAt !== 0) return { step, state: "done", said: "reached", at: kept.reachedAt };
  if (state === "expired" || now >= kept.closesAt) return { step, state: "never", said: "expired", at: kept.closesAt };
  return { step, state: "now", said: "collecting", at: kept.closesAt };
}

function answer({ kept, template, course }: OnItsWay, now: number): WayStep {
  const step = "answer";
  if (kept.reachedAt === 0) return { step, state: "later", said: "answerTerm" };
  const due = kept.reachedAt + template.answerTerm;
  if (course.answeredAt !== 0) {
    const said = course.acceptedAt !== 0 ? "accepted" : "refused";
    const inTime = isAnsweredInTime(template, kept.reachedAt, course.answeredAt);
    return { step, state: "done", said: inTime ? said : `${said}Late`, at: course.answeredAt };
  }
  if (now < due) return { step, state: "now", said: "answerDue", at: due };
  // Without a vote to follow, silence is all that there is.
  return { step, state: template.conversion === "Never" ? "now" : "done", said: "silent", at: due };
}

function conversion({ kept, template, course, state }: OnItsWay, now: number): WayStep {
  const step = "conversion";
  if (state === "converted" || state === "decided" || state === "failed")
    return { step, state: "done", said: "converted" };
  if (state === "lapsed") return { step, state: "never", said: "lapsed" };
  if (state === "closed") return { step, state: "never", said: "closed" };
  const term = kept.reachedAt === 0 ? undefined : conversionTerm(template, kept.reachedAt, course, now);
  if (term === undefined) return { step, state: "later", said: "conversionLater" };
  if (course.pausedAt !== 0) return { step, state: "now", said: "paused" };
  if (now < term.from) {
    return { step, state: course.answeredAt === 0 ? "later" : "now", said: "conversionFrom", at: term.from };
  }
  return { step, state: "now", said: course.reopenedAt === 0 ? "conversionNow" : "conversionAgain", at: term.until };
}

function vote({ state }: OnItsWay): WayStep {
  const step = "vote";
  if (state === "decided") return { step, state: "done", said: "decided" };
  if (state === "failed") return { step, state: "never", said: "failed" };
  return state === "converted" ? { step, state: "now", said: "voting" } : { step, state: "later", said: "voteLater" };
}

function after({ notices, state, template, course }: OnItsWay): WayStep {
  const step = "after";
  const told = notices.filter((notice) => notice.kind === "milestone" || notice.kind === "stage");
  if (told.length > 0) return { step, state: "now", said: "told" };
  const begins = state === "decided" || (template.conversion === "Never" && course.answeredAt !== 0);
  return { step, state: begins ? "now" : "later", said: "afterLater" };
}

/** What the council and the organizer told of what came after, each thing by its last word, in order. */
export function afterwards(notices: ShownProposal["notices"]): {
  readonly stages: readonly StageNotice[];
  readonly milestones: readonly MilestoneNotice[];
} {
  const stages = notices.filter((notice) => notice.kind === "stage");
  const milestones = new Map<number, MilestoneNotice>();
  for (const notice of notices) if (notice.kind === "milestone") milestones.set(notice.number, notice);
  return { stages, milestones: [...milestones.values()].toSorted((a, b) => a.number - b.number) };
}
