import { expect } from "chai";
import { ballotKinds } from "../../../../scripts/rehearsal/ballotKinds.ts";
import { brokenRule } from "../../../../sdk/election/ballotRules.ts";
import { choicesOfRanks, movedRank, rankedOptions } from "../../../../web/src/features/vote/ranks.ts";

describe("An order of options", () => {
  it("is said in points, the first place the most, and read from them again", () => {
    expect(choicesOfRanks([2, 0, 3], 3, 4)).to.deep.equal([2, 0, 3, 1]);
    expect(rankedOptions([2, 0, 3, 1])).to.deep.equal([2, 0, 3]);
    expect(rankedOptions([0, 0])).to.deep.equal([]);
  });

  it("keeps the rules of a ballot of ranks with every number of places", () => {
    const { rules } = ballotKinds.positional as (typeof ballotKinds)[string];
    const all = Array.from({ length: rules.maxPerOption }, (_, option) => option);
    for (let places = 0; places <= all.length; places++) {
      const choices = choicesOfRanks(all.slice(0, places), rules.maxPerOption, 4);
      expect(brokenRule(rules, 4, choices), String(places)).to.equal(undefined);
    }
  });

  it("has an option one place higher or lower, and none beyond its ends", () => {
    expect(movedRank([2, 0, 3], 0, -1)).to.deep.equal([0, 2, 3]);
    expect(movedRank([2, 0, 3], 0, 1)).to.deep.equal([2, 3, 0]);
    for (const [option, by] of [
      [2, -1],
      [3, 1],
      [1, 1],
    ] as const) {
      expect(movedRank([2, 0, 3], option, by)).to.deep.equal([2, 0, 3]);
    }
  });
});
