import { expect } from "chai";
import { optionsOfBits } from "../../../sdk/election/outcome.ts";
import { combineScores, ScoresInvalidError } from "../../../sdk/proposals/combinedScores.ts";
import { SAMPLE_CONSTITUTION } from "../election/sampleConstitution.ts";

const NOTHING = { numerator: 0, denominator: 1, moreThan: false };
const EIGHTY = { numerator: 4, denominator: 5 };
const vote = (counts: readonly number[], costs: readonly number[], budget: number, minimumVotes = 0) => ({
  counts,
  outcome: {
    ...SAMPLE_CONSTITUTION.outcome,
    ...{ kind: "Greedy" as const, quorum: NOTHING, passingShare: NOTHING, budget, costs, minimumVotes },
  },
  turnout: { ballots: 50, activeMembers: 100 },
});

describe("A vote weighed with a committee's scores", () => {
  it("is a hundred points at most, exact, of which the committee has its share", () => {
    const decided = vote([40, 10, 0], [1, 1, 1], 2);
    const { points, denominator, result } = combineScores(decided, { weight: EIGHTY, scores: [50, 100, 75] });
    // 80 x 1/2 + 20; 80 + 20 x 1/4; 80 x 3/4.
    expect(points.map((one) => Number(one) / Number(denominator))).to.deep.equal([60, 85, 60]);
    // Equal points go by the order of the ballot, as the vote's own rule says.
    expect(optionsOfBits(result.selected)).to.deep.equal([0, 1]);
  });

  it("is the vote alone at a weight of nothing, and the committee alone at all of it", () => {
    const decided = vote([5, 9, 7], [1, 1, 1], 1);
    const of = (numerator: number) =>
      optionsOfBits(
        combineScores(decided, { weight: { numerator, denominator: 1 }, scores: [3, 1, 2] }).result.selected,
      );
    expect(of(0)).to.deep.equal([1]);
    expect(of(1)).to.deep.equal([0]);
  });

  it("funds within the budget, and nothing that has fewer votes than the rule asks for", () => {
    const scores = [9, 8, 7, 6];
    const funded = (minimumVotes: number) => {
      const decided = vote([1, 30, 20, 40], [50, 60, 40, 30], 100, minimumVotes);
      return optionsOfBits(combineScores(decided, { weight: EIGHTY, scores }).result.selected);
    };
    expect(funded(0)).to.deep.equal([1, 3]);
    expect(funded(35)).to.deep.equal([3]);
  });

  it("has no division by nothing, and refuses scores that do not fit the ballot", () => {
    const decided = vote([0, 0], [1, 1], 2);
    const { points, result } = combineScores(decided, { weight: EIGHTY, scores: [0, 0] });
    expect([points, result.selected]).to.deep.equal([[0n, 0n], 0]);
    for (const committee of [
      { weight: EIGHTY, scores: [1] },
      { weight: EIGHTY, scores: [1, 1.5] },
      { weight: EIGHTY, scores: [1, -1] },
      { weight: { numerator: 6, denominator: 5 }, scores: [1, 1] },
    ]) {
      expect(() => combineScores(decided, committee)).to.throw(ScoresInvalidError);
    }
  });
});
