import { expect } from "chai";
import type { OutcomeRule } from "../../../../sdk/election/constitution.ts";
import { outcomeOf } from "../../../../sdk/election/outcome.ts";
import { rankedOptions } from "../../../../web/src/features/results/rankedOptions.ts";
import { verdictOf } from "../../../../web/src/features/results/verdict.ts";
import { SAMPLE_CONSTITUTION } from "../../../sdk/election/sampleConstitution.ts";

describe("The options of a result", () => {
  /** As the contract's rule decides it, each option with its standing. */
  function ranked(rule: Partial<OutcomeRule>, counts: readonly number[], ballots = 100) {
    const outcome = { ...SAMPLE_CONSTITUTION.outcome, electors: 0, minimumVotes: 1, ...rule };
    const constitution = { ...SAMPLE_CONSTITUTION, outcome };
    const result = { counts, outcome: outcomeOf(outcome, counts, counts.length, { ballots, activeMembers: 100 }) };
    return rankedOptions(constitution, result, verdictOf({ constitution }, result)).map(
      ({ option, standing }) => `${option} ${standing}`,
    );
  }
  const budget = { kind: "Greedy", budget: 70, costs: [40, 25, 15, 30], tieBreak: "CheaperFirst" } as const;

  it("stand best first, equals by cost, each with why it was chosen or not", () => {
    expect(ranked(budget, [9, 7, 7, 0])).to.deep.equal(["0 selected", "2 selected", "1 budget", "3 noVotes"]);
    expect(ranked({ ...budget, minimumVotes: 8 }, [9, 7, 7, 1])[1]).to.equal("2 tooFewVotes");
  });

  it("say that the count had stopped before one that would have fitted", () => {
    const rule = { ...budget, kind: "GreedyNoSkip", budget: 50 } as const;
    expect(ranked(rule, [9, 8, 7, 6])).to.deep.equal(["0 selected", "1 budget", "2 budget", "3 budget"]);
    expect(ranked({ ...rule, budget: 60 }, [9, 8, 7, 6])).to.deep.equal([
      ...["0 selected", "1 budget", "2 stopped", "3 budget"],
    ]);
  });

  it("say of equals that were left out together that they are equal, and of the last that there was no place", () => {
    const rule = { kind: "Ranking", winners: 2, costs: [], budget: 0, tieBreak: "None" } as const;
    expect(ranked(rule, [5, 4, 4, 1])).to.deep.equal(["0 selected", "1 tied", "2 tied", "3 notAmong"]);
  });

  it("have no standing in a referendum, which keeps its order, and below the quorum", () => {
    const rule = {
      kind: "Referendum",
      costs: [],
      budget: 0,
      passingShare: { numerator: 1, denominator: 2, moreThan: true },
    } as const;
    expect(ranked(rule, [1, 5, 2])).to.deep.equal(["0 undefined", "1 undefined", "2 undefined"]);
    const quorum = { numerator: 9, denominator: 10, moreThan: false };
    expect(ranked({ ...budget, quorum }, [1, 5, 2, 0], 8)).to.deep.equal([
      ...["1 undefined", "2 undefined", "0 undefined", "3 undefined"],
    ]);
  });
});
