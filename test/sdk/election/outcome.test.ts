import { expect } from "chai";
import fc from "fast-check";
import type { OutcomeRule } from "../../../sdk/election/constitution.ts";
import { outcomeOf, selectedOptions } from "../../../sdk/election/outcome.ts";

const referendum: OutcomeRule = {
  kind: "Referendum",
  tieBreak: "ListedOrder",
  quorum: 2500,
  passingShare: 5000,
  winners: 0,
  minimumVotes: 0,
  budget: 0,
  costs: [],
};
const greedy: OutcomeRule = { ...referendum, kind: "Greedy", quorum: 0, budget: 100, costs: [60, 50, 40, 10] };
const turnout = { ballots: 100, activeMembers: 100 };
const selected = (rule: OutcomeRule, counts: readonly number[], options = counts.length) =>
  selectedOptions(outcomeOf(rule, counts, options, turnout).selected);

describe("outcome of a referendum", () => {
  it("is accepted above the passing share of yes and no, not at it, abstentions aside", () => {
    expect(outcomeOf(referendum, [51, 49, 0], 3, turnout).accepted).to.equal(true);
    expect(outcomeOf(referendum, [50, 50, 0], 3, turnout).accepted).to.equal(false);
    expect(outcomeOf(referendum, [2, 1, 97], 3, turnout).accepted).to.equal(true);
    expect(outcomeOf(referendum, [0, 0, 100], 3, turnout).accepted).to.equal(false);
    expect(outcomeOf({ ...referendum, passingShare: 6666 }, [2, 1, 0], 3, turnout).accepted).to.equal(true);
    expect(outcomeOf({ ...referendum, passingShare: 6667 }, [2, 1, 0], 3, turnout).accepted).to.equal(false);
  });

  it("needs the quorum, which is reached exactly at its share", () => {
    const at = outcomeOf(referendum, [3, 0, 0], 3, { ballots: 25, activeMembers: 100 });
    const below = outcomeOf(referendum, [3, 0, 0], 3, { ballots: 24, activeMembers: 99 });
    expect(at).to.deep.equal({ quorumReached: true, accepted: true, selected: 0 });
    expect(below).to.deep.equal({ quorumReached: false, accepted: false, selected: 0 });
  });
});

describe("outcome of a selection", () => {
  it("ranks the first winners, ties in listed order", () => {
    const ranking: OutcomeRule = { ...greedy, kind: "Ranking", winners: 2, costs: [] };
    expect(selected(ranking, [3, 9, 5, 5])).to.deep.equal([1, 2]);
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

  it("leaves out options under the minimum of votes and those that were never offered", () => {
    expect(selected({ ...greedy, minimumVotes: 7 }, [9, 8, 7, 6])).to.deep.equal([0, 2]);
    expect(selected({ ...greedy, minimumVotes: 8 }, [9, 8, 7, 6])).to.deep.equal([0]);
    expect(selected({ ...greedy, costs: [1, 1] }, [1, 2, 99, 99], 2)).to.deep.equal([0, 1]);
  });

  it("selects nothing without quorum", () => {
    expect(
      outcomeOf({ ...greedy, quorum: 10_000 }, [9, 8, 7, 6], 4, { ballots: 99, activeMembers: 100 }).selected,
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
