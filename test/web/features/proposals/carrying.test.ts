import { expect } from "chai";
import type { KeptCourse, ProposalState } from "../../../../sdk/chain/proposalCourse.ts";
import { carryAction } from "../../../../web/src/features/proposals/carrying.ts";
import { isHighQuota } from "../../../../web/src/features/proposals/newcomers.ts";
import type { ShownProposal } from "../../../../web/src/features/proposals/reading.ts";

const DAY = 86_400;
const REACHED = 1_000_000;
const SILENT = REACHED + 30 * DAY;
const NO_COURSE: KeptCourse = {
  ...{ answeredAt: 0, acceptedAt: 0, reopenedAt: 0, pausedAt: 0, reply: 0, ending: 0 },
  election: `0x${"0".repeat(40)}`,
};

type Facts = {
  readonly state: ProposalState;
  readonly course?: Partial<KeptCourse>;
  readonly conversion?: "Never" | "WhenAnswered" | "WhenFeasible";
  readonly reachedAt?: number;
};
type Vote = Parameters<typeof carryAction>[1];

/** What anybody may do, as "key deed". */
function carry(
  { state, course = {}, conversion = "WhenAnswered", reachedAt = REACHED }: Facts,
  now: number,
  vote?: Vote,
) {
  const proposal = {
    state,
    kept: { reachedAt },
    template: { conversion, answerTerm: 30 * DAY, convertTerm: 20 * DAY },
    course: { ...NO_COURSE, ...course },
  } as unknown as ShownProposal;
  const action = carryAction(proposal, vote, now);
  return action && `${action.key} ${action.deed ?? "nothing"} ${action.at ?? ""}`.trim();
}

describe("What anybody may do with a proposal in the page", () => {
  it("is nothing before the quota, and nothing where the template leads to no vote", () => {
    expect(carry({ state: "open", reachedAt: 0 }, REACHED)).to.equal(undefined);
    expect(carry({ state: "reached", conversion: "Never" }, SILENT)).to.equal(undefined);
  });

  it("is to wait, then to bring it to a vote from the second of silence on, then nothing: the term is over", () => {
    expect(carry({ state: "reached" }, SILENT - 1)).to.equal(`tooEarly nothing ${SILENT}`);
    expect(carry({ state: "reached" }, SILENT)).to.equal(`convert convert ${SILENT + 20 * DAY}`);
    expect(carry({ state: "reached" }, SILENT + 20 * DAY - 1)).to.equal(`convert convert ${SILENT + 20 * DAY}`);
    expect(carry({ state: "reached" }, SILENT + 20 * DAY)).to.equal(`over nothing ${SILENT + 20 * DAY}`);
    expect(carry({ state: "lapsed" }, SILENT + 21 * DAY)).to.equal(`over nothing ${SILENT + 20 * DAY}`);
  });

  it("is closed by a refusal in time where the template lets it, and begins anew after a void vote", () => {
    const refused = { answeredAt: REACHED + DAY };
    expect(carry({ state: "closed", conversion: "WhenFeasible", course: refused }, SILENT)).to.equal("closed nothing");
    const reopened = { answeredAt: REACHED + DAY, reopenedAt: SILENT };
    expect(carry({ state: "answered", course: reopened }, SILENT)).to.equal(`again convert ${SILENT + 20 * DAY}`);
  });

  it("can be tried while the term stands still: whether a board is fit again, the contract says", () => {
    expect(carry({ state: "reached", course: { pausedAt: SILENT + DAY } }, SILENT + 90 * DAY)).to.equal(
      "noBoard convert",
    );
  });

  it("is to look at the vote, and to take over its end; one without its shares is never repeated", () => {
    const of = (phase: string, undecided = false) =>
      carry({ state: "converted" }, SILENT, { phase, undecided } as NonNullable<Vote>);
    expect(carry({ state: "converted" }, SILENT)).to.equal(undefined);
    for (const phase of ["pending", "open", "closed", "sealed"]) expect(of(phase), phase).to.equal("voting nothing");
    expect(of("sealed", true)).to.equal("undecided nothing");
    expect(of("decided")).to.equal("settleDecided settle");
    expect(of("void")).to.equal("settleVoid settle");
    for (const phase of ["too few", "below quorum"]) expect(of(phase), phase).to.equal("settleFailed settle");
    expect(carry({ state: "decided" }, SILENT)).to.equal("decided nothing");
    expect(carry({ state: "failed" }, SILENT)).to.equal("failed nothing");
  });

  it("says of a newcomers' group when the quota is more than half of all who may support", () => {
    const high = (quota: number, census: number, newcomers: number) =>
      isHighQuota({ kept: { quota, activeMembers: census } as ShownProposal["kept"] }, { activeMembers: newcomers });
    expect(high(100, 100, 100)).to.equal(false);
    expect(high(101, 100, 100)).to.equal(true);
  });
});
