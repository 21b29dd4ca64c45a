import { expect } from "chai";
import fc from "fast-check";
import { brokenRule, ChoicesIllegalError, checkChoices } from "../../../sdk/election/ballotRules.ts";
import { type BallotRules, NO_BUDGET, NO_CREDITS } from "../../../sdk/election/constitution.ts";

const open: BallotRules = {
  optionCount: 4,
  maxPerOption: 5,
  minTotal: 0,
  maxTotal: 20,
  budget: NO_BUDGET,
  credits: NO_CREDITS,
  distinct: false,
  costs: [10, 20, 30, 40],
};
const vector = (...points: number[]) => [...points, ...Array.from({ length: 8 - points.length }, () => 0)];

/** A rule, the last legal and the first illegal choices. */
const boundaries: readonly (readonly [string, Partial<BallotRules>, number[], number[]])[] = [
  ["maxPerOption", {}, vector(5), vector(6)],
  ["optionCount", {}, vector(0, 0, 0, 1), vector(0, 0, 0, 0, 1)],
  ["minTotal", { minTotal: 3 }, vector(2, 1), vector(2)],
  ["maxTotal", { maxTotal: 3 }, vector(2, 1), vector(2, 2)],
  ["budget", { budget: 100 }, vector(2, 0, 0, 2), vector(1, 1, 1, 2)],
  ["credits", { credits: 25 }, vector(3, 4), vector(3, 4, 1)],
  ["distinct", { distinct: true }, vector(3, 1, 2), vector(3, 1, 3)],
  ["wholePoints", {}, vector(1), vector(0.5)],
  ["wholePoints", {}, vector(0), vector(-1)],
  ["ballotSize", {}, vector(1), [1]],
];

describe("ballot rules", () => {
  for (const [name, change, legal, illegal] of boundaries) {
    it(`${name} decides between ${legal} and ${illegal}`, () => {
      const rules = { ...open, ...change };
      expect(brokenRule(rules, 8, legal)).to.equal(undefined);
      expect(brokenRule(rules, 8, illegal)?.rule).to.equal(name);
      expect(() => checkChoices(rules, 8, illegal)).to.throw(ChoicesIllegalError, name);
    });
  }

  it("allow a blank ballot exactly when the least total is 0", () => {
    expect(brokenRule(open, 8, vector())).to.equal(undefined);
    expect(brokenRule({ ...open, minTotal: 1 }, 8, vector())?.rule).to.equal("minTotal");
  });

  it("let zeros repeat among distinct points", () => {
    expect(brokenRule({ ...open, distinct: true }, 8, vector(0, 0, 5))).to.equal(undefined);
  });

  it("agree with the equations of the protocol on any choices", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(6), { minLength: 8, maxLength: 8 }), fc.boolean(), (v, distinct) => {
        const rules = { ...open, minTotal: 2, maxTotal: 9, budget: 200, credits: 30, distinct };
        const total = v.reduce((a, b) => a + b, 0);
        const nonzero = v.filter((points) => points > 0);
        const legal =
          v.every((points, i) => points <= 5 && (i < 4 || points === 0)) &&
          total >= 2 &&
          total <= 9 &&
          v.reduce((spent, points, i) => spent + points * (rules.costs[i] ?? 0), 0) <= 200 &&
          v.reduce((squares, points) => squares + points * points, 0) <= 30 &&
          (!distinct || new Set(nonzero).size === nonzero.length);
        expect(brokenRule(rules, 8, v) === undefined).to.equal(legal);
      }),
      { numRuns: 1000 },
    );
  });
});
