import { expect } from "chai";
import fc from "fast-check";
import type { OutcomeRule } from "../../../sdk/election/constitution.ts";
import { NO_FRACTION } from "../../../sdk/election/fraction.ts";
import { optionsOfBits, outcomeOf } from "../../../sdk/election/outcome.ts";
import { atLeast, membersOf, moreThan, REFERENDUMS, referendumOf } from "./referendums.ts";

const referendum = referendumOf(atLeast(1, 4), 0);
const greedy: OutcomeRule = {
  ...referendum,
  kind: "Greedy",
  quorum: NO_FRACTION,
  passingShare: NO_FRACTION,
  budget: 100,
  costs: [60, 50, 40, 10],
};
const turnout = { ballots: 100, activeMembers: 100 };
const selected = (rule: OutcomeRule, counts: readonly number[], options = counts.length) =>
  optionsOfBits(outcomeOf(rule, counts, options, turnout).selected);
const tied = (rule: OutcomeRule, counts: readonly number[]) =>
  optionsOfBits(outcomeOf(rule, counts, counts.length, turnout).tied);

describe("outcome of a referendum", () => {
  const verdict = (rule: OutcomeRule, counts: readonly number[]) => outcomeOf(rule, counts, 3, turnout).verdict;

  it("is accepted by the passing share of yes and no, abstentions aside", () => {
    expect(verdict(referendum, [51, 49, 0])).to.equal("Accepted");
    expect(verdict(referendum, [49, 51, 0])).to.equal("Rejected");
    expect(verdict(referendum, [2, 1, 97])).to.equal("Accepted");
    expect(verdict({ ...referendum, passingShare: atLeast(2, 3) }, [2, 1, 0])).to.equal("Accepted");
    expect(verdict({ ...referendum, passingShare: moreThan(2, 3) }, [2, 1, 0])).to.equal("Rejected");
  });

  it("needs the quorum, which is reached exactly at its share", () => {
    const at = outcomeOf(referendum, [3, 0, 0], 3, { ballots: 25, activeMembers: 100 });
    const below = outcomeOf(referendum, [3, 0, 0], 3, { ballots: 24, activeMembers: 99 });
    expect(at).to.deep.equal({ quorumReached: true, verdict: "Accepted", selected: 0, tied: 0 });
    expect(below).to.deep.equal({ quorumReached: false, verdict: "Neither", selected: 0, tied: 0 });
  });

  for (const one of REFERENDUMS) {
    const { what, electors, quorum, passingShare, counts, ballots, expected } = one;
    it(`is ${expected.verdict} ${expected.quorumReached ? "with" : "without"} the quorum: ${what}`, () => {
      const rule = referendumOf(quorum, electors, passingShare);
      const outcome = outcomeOf(rule, counts, 2, { ballots, activeMembers: membersOf(one) });
      expect(outcome).to.deep.equal({ ...expected, selected: 0, tied: 0 });
    });
  }
});

describe("outcome of a selection", () => {
  it("ranks the first winners, ties in listed order", () => {
    const ranking: OutcomeRule = { ...greedy, kind: "Ranking", winners: 2, costs: [] };
    expect(selected(ranking, [3, 9, 5, 5])).to.deep.equal([1, 2]);
    expect(tied(ranking, [3, 9, 5, 5])).to.deep.equal([2, 3]);
    expect(tied({ ...ranking, winners: 3 }, [3, 9, 5, 5])).to.deep.equal([]);
    expect(tied({ ...ranking, winners: 1 }, [3, 9, 5, 5])).to.deep.equal([]);
    expect(selected({ ...ranking, winners: 9 }, [3, 9, 5, 5])).to.deep.equal([0, 1, 2, 3]);
  });

  it("funds in order of votes whatever still fits, or stops at the first that does not", () => {
    expect(selected(greedy, [9, 8, 7, 6])).to.deep.equal([0, 2]);
    expect(selected({ ...greedy, kind: "GreedyNoSkip" }, [9, 8, 7, 6])).to.deep.equal([0]);
    expect(selected({ ...greedy, budget: 0 }, [9, 8, 7, 6])).to.deep.equal([]);
  });

  it("breaks ties by listed order, or by cost and then listed order", () => {
    expect(selected(greedy, [5, 5, 5, 5])).to.deep.equal([0, 2]);
    expect(selected({ ...greedy, tieBreak: "CheaperFirst" }, [5, 5, 5, 5])).to.deep.equal([1, 2, 3]);
  });

  it("shows a tie where equals were parted, or refused though one of them alone would have fitted", () => {
    expect(tied(greedy, [5, 5, 5, 5])).to.deep.equal([0, 1, 2, 3]);
    expect(tied({ ...greedy, budget: 160 }, [5, 5, 5, 5])).to.deep.equal([]);
    expect(tied({ ...greedy, tieBreak: "CheaperFirst" }, [5, 5, 5, 5])).to.deep.equal([]);
    const alike: OutcomeRule = { ...greedy, tieBreak: "CheaperFirst", costs: [60, 40, 40, 40] };
    expect([selected(alike, [5, 5, 5, 5]), tied(alike, [5, 5, 5, 5])]).to.deep.equal([
      [1, 2],
      [1, 2, 3],
    ]);
    const first: OutcomeRule = { ...greedy, kind: "GreedyNoSkip", costs: [200, 10, 40, 10] };
    expect([selected(first, [5, 5, 1, 1]), tied(first, [5, 5, 1, 1])]).to.deep.equal([[], [0, 1]]);
    expect(tied({ ...greedy, costs: [200, 150, 40, 10] }, [5, 5, 1, 2])).to.deep.equal([]);
  });

  it("by None takes equals whole or not at all, and goes on with the next only where Greedy may skip", () => {
    const none: OutcomeRule = { ...greedy, tieBreak: "None" };
    const both = (rule: OutcomeRule, counts: readonly number[]) => [selected(rule, counts), tied(rule, counts)];
    expect(both(none, [5, 5, 3, 3])).to.deep.equal([
      [2, 3],
      [0, 1],
    ]);
    expect(both({ ...none, kind: "GreedyNoSkip" }, [5, 5, 3, 3])).to.deep.equal([[], [0, 1]]);
    expect(both({ ...none, budget: 110 }, [5, 5, 3, 3])).to.deep.equal([[0, 1], []]);
    const ranking: OutcomeRule = { ...none, kind: "Ranking", budget: 0, winners: 2, costs: [] };
    expect(both(ranking, [9, 5, 5, 3])).to.deep.equal([[0], [1, 2]]);
    expect(both({ ...ranking, winners: 3 }, [9, 5, 5, 3])).to.deep.equal([[0, 1, 2], []]);
    expect(both({ ...ranking, winners: 3 }, [5, 5, 5, 5])).to.deep.equal([[], [0, 1, 2, 3]]);
  });

  it("selects nothing from an empty box, and no option without a vote", () => {
    const ranking: OutcomeRule = { ...greedy, kind: "Ranking", budget: 0, winners: 3, costs: [] };
    const free: OutcomeRule = { ...greedy, costs: [0, 0, 0, 0] };
    for (const rule of [ranking, free, { ...free, kind: "GreedyNoSkip" as const }]) {
      expect(outcomeOf(rule, [0, 0, 0, 0], 4, { ballots: 0, activeMembers: 100 })).to.deep.equal({
        quorumReached: true,
        verdict: "None",
        selected: 0,
        tied: 0,
      });
      expect(selected(rule, [0, 1, 0, 0])).to.deep.equal([1]);
      expect(tied(rule, [0, 1, 0, 0])).to.deep.equal([]);
    }
  });

  it("leaves out options under the minimum of votes and those that were never offered", () => {
    expect(selected({ ...greedy, minimumVotes: 7 }, [9, 8, 7, 6])).to.deep.equal([0, 2]);
    expect(selected({ ...greedy, minimumVotes: 8 }, [9, 8, 7, 6])).to.deep.equal([0]);
    expect(selected({ ...greedy, costs: [1, 1] }, [1, 2, 99, 99], 2)).to.deep.equal([0, 1]);
  });

  it("selects nothing without quorum", () => {
    expect(
      outcomeOf({ ...greedy, quorum: atLeast(1, 1) }, [9, 8, 7, 6], 4, { ballots: 99, activeMembers: 100 }).selected,
    ).to.equal(0);
  });

  it("can select the thirty-second option", () => {
    const counts = Array.from({ length: 32 }, (_, i) => i);
    expect(selected({ ...greedy, kind: "Ranking", winners: 1 }, counts)).to.deep.equal([31]);
  });

  it("never spends more than the budget", () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ votes: fc.nat(9), cost: fc.nat(50) }), { minLength: 1, maxLength: 8 }),
        fc.nat(120),
        fc.constantFrom("Greedy" as const, "GreedyNoSkip" as const),
        (options, budget, kind) => {
          const rule = { ...greedy, kind, budget, costs: options.map(({ cost }) => cost) };
          const chosen = selected(
            rule,
            options.map(({ votes }) => votes),
          );
          expect(chosen.reduce((spent, option) => spent + (options[option]?.cost ?? 0), 0)).to.be.at.most(budget);
        },
      ),
    );
  });
});
