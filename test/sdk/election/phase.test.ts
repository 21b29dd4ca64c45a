import { expect } from "chai";
import { type BoxState, isFinal, PHASES, type PhaseRule, phaseOf, staysClosed } from "../../../sdk/election/phase.ts";
import { atLeast, membersOf, moreThan, REFERENDUMS } from "./referendums.ts";

const rule: PhaseRule = {
  schedule: { opensAt: 100, openGrace: 10, closesAt: 200, closeGrace: 20 },
  minimumBallots: 3,
  outcome: { quorum: atLeast(1, 2), closedBelowQuorum: true, electors: 0 },
};
const counted: PhaseRule = { ...rule, outcome: { ...rule.outcome, closedBelowQuorum: false } };
const box = (ballots: number, further: Partial<BoxState> = {}): BoxState => ({
  turnout: { ballots, activeMembers: 20 },
  isSealed: false,
  isDecided: false,
  ...further,
});

describe("the phase of an election", () => {
  it("is pending until the opening grace ends, void after it, and open until the box closes", () => {
    const unopened: BoxState = { turnout: undefined, isSealed: false, isDecided: false };
    expect([99, 100, 110, 111].map((time) => phaseOf(rule, unopened, time))).to.deep.equal([
      ...["pending", "pending", "pending", "void"],
    ]);
    expect([110, 219].map((time) => phaseOf(rule, box(0), time))).to.deep.equal(["open", "open"]);
  });

  it("is too few before it is below quorum, and below quorum before it is closed or sealed, an empty box too", () => {
    const phases = [0, 1, 2, 3, 9, 10].map((ballots) => phaseOf(rule, box(ballots), 220));
    expect(phases).to.deep.equal([...["below quorum", "too few", "too few", "below quorum", "below quorum", "closed"]]);
    expect(phaseOf(rule, box(0, { isSealed: true }), 220)).to.equal("below quorum");
    expect([0, 1, 3].map((ballots) => phaseOf(counted, box(ballots), 220))).to.deep.equal([
      ...["closed", "too few", "closed"],
    ]);
    expect(phaseOf(counted, box(3, { isSealed: true }), 220)).to.equal("sealed");
    expect(phaseOf(counted, box(3, { isSealed: true, isDecided: true }), 220)).to.equal("decided");
  });

  it("never leaves the final ones", () => {
    expect(PHASES.filter(isFinal)).to.deep.equal(["void", "too few", "decided", "below quorum"]);
  });

  it("measures turnout against the certified electors, or the census if it is larger", () => {
    const turnout = { ballots: 10, activeMembers: 20 };
    const stays = (electors: number, quorum = atLeast(1, 2)) =>
      staysClosed({ quorum, electors, closedBelowQuorum: true }, turnout);
    expect([0, 19, 20, 21].map((electors) => stays(electors))).to.deep.equal([false, false, false, true]);
    expect(stays(0, moreThan(1, 2))).to.equal(true);
  });

  for (const one of REFERENDUMS) {
    const { what, electors, ballots, quorum, expected } = one;
    it(`opens a box exactly with the quorum: ${what}`, () => {
      const turnout = { ballots, activeMembers: membersOf(one) };
      expect(staysClosed({ quorum, electors, closedBelowQuorum: true }, turnout)).to.equal(!expected.quorumReached);
      expect(staysClosed({ quorum, electors, closedBelowQuorum: false }, turnout)).to.equal(false);
    });
  }
});
