import { expect } from "chai";
import { ballotKinds } from "../../../../scripts/rehearsal/ballotKinds.ts";
import {
  blankChoices,
  costOf,
  faultOfChoices,
  formOf,
  usageOf,
  withPoints,
} from "../../../../web/src/features/vote/choices.ts";
import { SAMPLE_CONSTITUTION } from "../../../sdk/election/sampleConstitution.ts";

const rulesOf = (kind: string) => (ballotKinds[kind] as (typeof ballotKinds)[string]).rules;

describe("The form of a ballot", () => {
  const forms = {
    yesNoAbstain: "one",
    singleChoice: "one",
    approval: "several",
    knapsack: "several",
    score: "points",
    cumulative: "points",
    quadratic: "points",
    positional: "ranks",
  } as const;
  for (const [kind, form] of Object.entries(forms)) {
    it(`is "${form}" for the kind ${kind}`, () => {
      expect(formOf(rulesOf(kind))).to.equal(form);
    });
  }

  it("covers every kind of ballot", () => {
    expect(Object.keys(forms).toSorted()).to.deep.equal(Object.keys(ballotKinds).toSorted());
  });
});

describe("Choices", () => {
  it("take whole points between 0 and the most for one option", () => {
    const rules = rulesOf("score");
    const blank = blankChoices(8);
    const given = [3, 9, -2, 2.7, Number.NaN].map((points) => withPoints(rules, blank, 1, points)[1]);
    expect(given).to.deep.equal([3, 5, 0, 2, 0]);
    expect(blank).to.deep.equal([0, 0, 0, 0, 0, 0, 0, 0]);
  });

  it("use up points, budget and credits, each only where the rules limit it", () => {
    expect(usageOf(rulesOf("knapsack"), [1, 0, 1, 0, 0, 0, 0, 0])).to.deep.equal({
      points: { used: 2, most: 4 },
      budget: { used: 50_000, most: 50_000 },
      credits: undefined,
    });
    expect(usageOf(rulesOf("quadratic"), [8, 6, 0, 0, 0, 0, 0, 0])).to.deep.equal({
      points: { used: 14, most: 40 },
      budget: undefined,
      credits: { used: 100, most: 100 },
    });
  });

  it("cost what the ballot's budget counts, else what the outcome funds, else nothing", () => {
    const { outcome } = SAMPLE_CONSTITUTION;
    expect(costOf({ rules: rulesOf("knapsack"), outcome }, 1)).to.equal(25_000);
    expect(costOf({ rules: rulesOf("approval"), outcome: { ...outcome, costs: [7, 8] } }, 1)).to.equal(8);
    expect(costOf({ rules: rulesOf("approval"), outcome }, 1)).to.equal(undefined);
  });

  it("are refused by the rule that they break", () => {
    const constitution = { rules: rulesOf("knapsack"), ballotSize: 8 };
    expect(faultOfChoices(constitution, [1, 1, 0, 0, 0, 0, 0, 0])).to.deep.equal({
      rule: "budget",
      found: 55_000,
      limit: 50_000,
    });
    expect(faultOfChoices(constitution, [1, 0, 1, 0, 0, 0, 0, 0])).to.equal(undefined);
  });
});
