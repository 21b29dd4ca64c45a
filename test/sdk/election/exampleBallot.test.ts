import { expect } from "chai";
import fc from "fast-check";
import { brokenRule } from "../../../sdk/election/ballotRules.ts";
import { type BallotRules, NO_BUDGET, NO_CREDITS } from "../../../sdk/election/constitution.ts";
import { exampleBallot, NoLegalBallotError, requireExampleBallot } from "../../../sdk/election/exampleBallot.ts";

const open: BallotRules = {
  optionCount: 3,
  maxPerOption: 3,
  minTotal: 0,
  maxTotal: 9,
  budget: NO_BUDGET,
  credits: NO_CREDITS,
  distinct: false,
  costs: [0, 0, 0],
};

/** Every choice of points for so many options. */
function everyBallot(options: number, most: number): readonly (readonly number[])[] {
  if (options === 0) return [[]];
  return everyBallot(options - 1, most).flatMap((rest) =>
    Array.from({ length: most + 1 }, (_, points) => [points, ...rest]),
  );
}

const small: fc.Arbitrary<BallotRules> = fc
  .record({ optionCount: fc.integer({ min: 1, max: 4 }), maxPerOption: fc.integer({ min: 1, max: 5 }) })
  .chain(({ optionCount, maxPerOption }) =>
    fc.record({
      optionCount: fc.constant(optionCount),
      maxPerOption: fc.constant(maxPerOption),
      minTotal: fc.nat(optionCount * maxPerOption),
      maxTotal: fc.integer({ min: 1, max: optionCount * maxPerOption }),
      budget: fc.oneof({ weight: 3, arbitrary: fc.nat(60) }, { weight: 1, arbitrary: fc.constant(NO_BUDGET) }),
      credits: fc.oneof({ weight: 3, arbitrary: fc.nat(60) }, { weight: 1, arbitrary: fc.constant(NO_CREDITS) }),
      distinct: fc.boolean(),
      costs: fc.array(fc.nat(9), { minLength: optionCount, maxLength: optionCount }),
    }),
  );

describe("the example of a legal ballot", () => {
  it("is found exactly where any ballot keeps the rules, of all small rules, and keeps them", () => {
    const seen = { found: 0, none: 0, hard: 0 };
    fc.assert(
      fc.property(small, (rules) => {
        const isLegal = (ballot: readonly number[]) => brokenRule(rules, rules.optionCount, ballot) === undefined;
        const legal = everyBallot(rules.optionCount, rules.maxPerOption).some(isLegal);
        const example = exampleBallot(rules);
        expect(example !== undefined, JSON.stringify(rules)).to.equal(legal);
        if (example !== undefined) expect(isLegal(example), JSON.stringify({ rules, example })).to.equal(true);
        seen[legal ? "found" : "none"]++;
        if (rules.budget < NO_BUDGET && rules.credits < NO_CREDITS && rules.minTotal > 1) seen.hard++;
      }),
      { numRuns: 4000 },
    );
    expect(Math.min(...Object.values(seen))).to.be.greaterThan(300);
  });

  it("is the blank one where that is legal", () => {
    expect(exampleBallot({ ...open, budget: 0, credits: 0, costs: [1, 1, 1] })).to.deep.equal([0, 0, 0]);
  });

  it("is none where the least total is out of reach, by each limit alone", () => {
    const limits: readonly (readonly [Partial<BallotRules>, Partial<BallotRules>])[] = [
      [{ minTotal: 9 }, { minTotal: 10, maxTotal: 10 }],
      [
        { minTotal: 6, distinct: true },
        { minTotal: 7, distinct: true },
      ],
      [
        { minTotal: 5, credits: 9 },
        { minTotal: 5, credits: 8 },
      ],
      [
        { minTotal: 4, budget: 11, costs: [9, 5, 2] },
        { minTotal: 4, budget: 10, costs: [9, 5, 2] },
      ],
      [
        { minTotal: 3, maxTotal: 3 },
        { minTotal: 3, maxTotal: 2 },
      ],
    ];
    for (const [reached, missed] of limits) {
      expect(exampleBallot({ ...open, ...reached }), JSON.stringify(reached)).to.be.an("array");
      expect(exampleBallot({ ...open, ...missed }), JSON.stringify(missed)).to.equal(undefined);
      expect(() => requireExampleBallot({ ...open, ...missed })).to.throw(NoLegalBallotError);
    }
  });

  it("is found at the exact limits of the largest rules, and none beyond, where costs and credits exclude each other", () => {
    const costs = Array.from({ length: 32 }, (_, i) => (i ** 5 * 7_919) % 1_000_003);
    const largest = { optionCount: 32, maxPerOption: 255, minTotal: 3000, maxTotal: 8160, credits: 330_000, costs };
    for (const [distinct, budget] of [
      [false, 1_040_594_705],
      [true, 1_040_605_491],
    ] as const) {
      const rules = { ...largest, distinct, budget };
      expect(brokenRule(rules, 32, exampleBallot(rules) ?? [])).to.equal(undefined);
      expect(exampleBallot({ ...rules, budget: budget - 1 })).to.equal(undefined);
    }
  });
});
