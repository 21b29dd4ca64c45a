import { expect } from "chai";
import type { KeptCourse, ProposalState } from "../../../../sdk/chain/proposalCourse.ts";
import type { PlacedNotice } from "../../../../sdk/chain/proposalNotices.ts";
import type { ShownProposal } from "../../../../web/src/features/proposals/reading.ts";
import { afterwards, wayOf } from "../../../../web/src/features/proposals/way.ts";

const DAY = 86_400;
const POSTED = 1_000_000;
const CLOSES = POSTED + 60 * DAY;
const REACHED = POSTED + 10 * DAY;
const NO_COURSE: KeptCourse = {
  ...{ answeredAt: 0, acceptedAt: 0, reopenedAt: 0, pausedAt: 0, reply: 0, ending: 0 },
  election: `0x${"0".repeat(40)}`,
};

type Facts = {
  readonly state: ProposalState;
  readonly reachedAt?: number;
  readonly course?: Partial<KeptCourse>;
  readonly conversion?: "Never" | "WhenAnswered" | "WhenFeasible";
  readonly notices?: readonly unknown[];
};

/** Each step as "name state said", at a time. */
function way(facts: Facts, now: number): readonly string[] {
  const { state, reachedAt = 0, course = {}, conversion = "WhenAnswered", notices = [] } = facts;
  const proposal = {
    state,
    kept: { postedAt: POSTED, closesAt: CLOSES, reachedAt },
    template: { conversion, answerTerm: 30 * DAY, convertTerm: 20 * DAY },
    course: { ...NO_COURSE, ...course },
    notices,
  } as unknown as ShownProposal;
  return wayOf(proposal, now).map((step) => `${step.step} ${step.state} ${step.said}`);
}

describe("The way of a proposal", () => {
  it("is collecting until its close, and ends there without the quota", () => {
    expect(way({ state: "open" }, POSTED + DAY)).to.deep.equal([
      ...["posted done posted", "supports now collecting", "answer later answerTerm"],
      ...["conversion later conversionLater", "vote later voteLater", "after later afterLater"],
    ]);
    expect(way({ state: "expired" }, CLOSES)).to.deep.equal([
      ...["posted done posted", "supports never expired", "answer never never"],
      ...["conversion never never", "vote never never", "after never never"],
    ]);
  });

  it("waits for an answer, and goes on in silence", () => {
    const reached = { state: "reached", reachedAt: REACHED } as const;
    expect(way(reached, REACHED + DAY).slice(1, 4)).to.deep.equal([
      ...["supports done reached", "answer now answerDue", "conversion later conversionFrom"],
    ]);
    expect(way(reached, REACHED + 31 * DAY).slice(2, 4)).to.deep.equal([
      ...["answer done silent", "conversion now conversionNow"],
    ]);
  });

  it("says how it was answered, late or in time, and that a refusal in time can end it", () => {
    const answered = (at: number, acceptedAt: number) => ({ course: { answeredAt: at, acceptedAt } });
    const reached = { state: "answered", reachedAt: REACHED } as const;
    const soon = REACHED + 2 * DAY;
    expect(way({ ...reached, ...answered(soon, soon) }, soon).slice(2, 4)).to.deep.equal([
      ...["answer done accepted", "conversion now conversionFrom"],
    ]);
    const late = REACHED + 40 * DAY;
    expect(way({ ...reached, ...answered(late, 0) }, late)[2]).to.equal("answer done refusedLate");
    const closed = { state: "closed", reachedAt: REACHED, conversion: "WhenFeasible", ...answered(soon, 0) } as const;
    expect(way(closed, soon).slice(3)).to.deep.equal([
      ...["conversion never closed", "vote never never", "after never never"],
    ]);
  });

  it("stands still without a board, opens again after a void vote, and ends with a vote or without", () => {
    const reached = { reachedAt: REACHED } as const;
    const now = REACHED + 31 * DAY;
    expect(way({ ...reached, state: "reached", course: { pausedAt: now - DAY } }, now)[3]).to.equal(
      "conversion now paused",
    );
    expect(way({ ...reached, state: "answered", course: { reopenedAt: now - DAY } }, now)[3]).to.equal(
      "conversion now conversionAgain",
    );
    expect(way({ ...reached, state: "converted" }, now).slice(3, 5)).to.deep.equal([
      ...["conversion done converted", "vote now voting"],
    ]);
    expect(way({ ...reached, state: "decided" }, now).slice(4)).to.deep.equal([
      "vote done decided",
      "after now afterLater",
    ]);
    expect(way({ ...reached, state: "failed" }, now).slice(4)).to.deep.equal([
      "vote never failed",
      "after never never",
    ]);
    expect(way({ ...reached, state: "lapsed" }, now)[3]).to.equal("conversion never lapsed");
  });

  it("has no vote where a template leads to an answer alone", () => {
    const policy = { state: "answered", reachedAt: REACHED, conversion: "Never" } as const;
    const steps = way({ ...policy, course: { answeredAt: REACHED + 1, acceptedAt: REACHED + 1 } }, REACHED + 2);
    expect(steps.map((step) => step.split(" ")[0])).to.deep.equal(["posted", "supports", "answer", "after"]);
    expect(steps[3]).to.equal("after now afterLater");
  });

  it("ends in what was told: every stage, and of each milestone the last word", () => {
    const told = { id: 1n, by: "0x", evidence: "0x", words: "" };
    const notices = [
      { ...told, kind: "milestone", number: 2, progress: 0, day: 1 },
      { ...told, kind: "milestone", number: 1, progress: 1, day: 2 },
      { ...told, kind: "stage", stage: 3, day: 3 },
      { ...told, kind: "milestone", number: 2, progress: 3, day: 4 },
    ] as unknown as readonly PlacedNotice[];
    const { stages, milestones } = afterwards(notices);
    expect(stages.map(({ stage }) => stage)).to.deep.equal([3]);
    expect(milestones.map(({ number, progress }) => [number, progress])).to.deep.equal([
      [1, 1],
      [2, 3],
    ]);
    expect(way({ state: "decided", reachedAt: REACHED, notices }, REACHED)[5]).to.equal("after now told");
  });
});
