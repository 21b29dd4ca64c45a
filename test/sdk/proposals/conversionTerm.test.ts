import { expect } from "chai";
import { type Course, conversionTerm, isAnsweredInTime, isClosed } from "../../../sdk/proposals/conversionTerm.ts";

const DAY = 86_400;
const REACHED = 1_800_000_000;
const terms = { conversion: "WhenAnswered", answerTerm: 30 * DAY, convertTerm: 60 * DAY } as const;
const feasible = { ...terms, conversion: "WhenFeasible" } as const;
const none: Course = { answeredAt: 0, acceptedAt: 0, reopenedAt: 0, pausedAt: 0 };
const later = (days: number) => REACHED + days * DAY;

/** The term in days after the quota. */
function termOf(of: Parameters<typeof conversionTerm>[0], course: Partial<Course>, time = later(1)) {
  const term = conversionTerm(of, REACHED, { ...none, ...course }, time);
  return term && [(term.from - REACHED) / DAY, (term.until - REACHED) / DAY];
}

describe("The term of a conversion", () => {
  it("begins with the end of the answer's time in silence, and after a late answer", () => {
    expect(termOf(terms, {})).to.deep.equal([30, 90]);
    expect(termOf(terms, { answeredAt: later(30) })).to.deep.equal([30, 90]);
    expect(termOf(feasible, { answeredAt: later(31) })).to.deep.equal([30, 90]);
    expect(isAnsweredInTime(terms, REACHED, later(30))).to.equal(false);
    expect(isAnsweredInTime(terms, REACHED, later(30) - 1)).to.equal(true);
  });

  it("begins with an answer in time, two weeks after the quota at the earliest", () => {
    expect(termOf(terms, { answeredAt: later(3) })).to.deep.equal([14, 74]);
    expect(termOf(terms, { answeredAt: later(20) })).to.deep.equal([20, 80]);
    expect(termOf({ ...terms, answerTerm: 5 * DAY }, { answeredAt: later(3) })).to.deep.equal([5, 65]);
  });

  it("is none under a template without votes, and after a refusal in time that closes, until it is accepted", () => {
    expect(termOf({ ...terms, conversion: "Never" }, { answeredAt: later(3), acceptedAt: later(3) })).to.equal(
      undefined,
    );
    const refused = { answeredAt: later(3) };
    expect(termOf(feasible, refused)).to.equal(undefined);
    expect(isClosed(feasible, REACHED, { ...none, ...refused })).to.equal(true);
    expect(isClosed(terms, REACHED, { ...none, ...refused })).to.equal(false);
    expect(termOf(feasible, { ...refused, acceptedAt: later(50) })).to.deep.equal([50, 110]);
    expect(termOf(feasible, { ...refused, acceptedAt: later(5) })).to.deep.equal([14, 74]);
  });

  it("begins anew after a void election or once a board is fit again, and stands still while none is", () => {
    expect(termOf(terms, { reopenedAt: later(100) })).to.deep.equal([100, 160]);
    expect(termOf(terms, { pausedAt: later(40) }, later(140))).to.deep.equal([30, 190]);
    expect(termOf(terms, { reopenedAt: later(100), pausedAt: later(110) }, later(140))).to.deep.equal([100, 190]);
  });
});
