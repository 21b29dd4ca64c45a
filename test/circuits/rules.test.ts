import { expect } from "chai";
import { FIELD_ORDER } from "../../sdk/crypto/field.ts";
import { brokenRule } from "../../sdk/election/ballotRules.ts";
import { type BallotRules, NO_BUDGET, NO_CREDITS } from "../../sdk/election/constitution.ts";
import { type Circuit, signals, testCircuit } from "./harness/circuit.ts";
import { expectFail, expectForgeryRefused, expectPass, refusal, violations } from "./harness/expectWitness.ts";
import { altered, forged } from "./harness/forge.ts";

const SIZE = 3;
const open: BallotRules = {
  optionCount: SIZE,
  maxPerOption: 3,
  minTotal: 0,
  maxTotal: 9,
  budget: NO_BUDGET,
  credits: NO_CREDITS,
  distinct: false,
  costs: [0, 0, 0],
};

const kinds: Readonly<Record<string, BallotRules>> = {
  "yes, no or abstain": { ...open, maxPerOption: 1, minTotal: 1, maxTotal: 1 },
  "a single choice, or a blank ballot, of two options": { ...open, optionCount: 2, maxPerOption: 1, maxTotal: 1 },
  "approval of at most two": { ...open, maxPerOption: 1, maxTotal: 2 },
  score: open,
  "cumulative points, all to be spent": { ...open, minTotal: 3, maxTotal: 3 },
  "quadratic credits": { ...open, credits: 9 },
  "positional points": { ...open, maxTotal: 6, distinct: true },
  "a costed knapsack": { ...open, maxPerOption: 1, maxTotal: 3, budget: 100, costs: [60, 40, 50] },
};

/** Small values, and those where a range check could wrap. */
const edges = [0n, 1n, 2n, 3n, 4n, 255n, 256n, 1n << 16n, 1n << 24n, 1n << 48n, 1n << 253n, FIELD_ORDER - 1n];

function input(rules: BallotRules, choices: readonly (number | bigint)[], cover = 0) {
  return { ...rules, distinct: Number(rules.distinct), choices: [...choices], cover };
}

/** A field element as the rules of the sdk take it: r - 1 is -1; what is no safe integer is no number of points. */
function asPoints(value: bigint): number {
  return Number(value > FIELD_ORDER / 2n ? value - FIELD_ORDER : value);
}

function vectors<T>(values: readonly T[]): (readonly [T, T, T])[] {
  return values.flatMap((a) => values.flatMap((b) => values.map((c) => [a, b, c] as const)));
}

describe("the circuit's rules", () => {
  let rules: Circuit;

  before(async function () {
    this.timeout(600_000);
    rules = await testCircuit({ name: "rules-3", file: "circuits/lib/rules.circom", main: "Rules(3)" });
  });

  function accepts(kind: BallotRules, choices: readonly bigint[]): boolean {
    try {
      expectPass(rules, input(kind, choices));
      return true;
    } catch {
      refusal(rules, input(kind, choices));
      return false;
    }
  }

  for (const [name, kind] of Object.entries(kinds)) {
    it(`accept exactly the legal ballots: ${name}`, function () {
      this.timeout(600_000);
      const all = vectors(edges);
      const legal = (choices: readonly bigint[]) => brokenRule(kind, SIZE, choices.map(asPoints)) === undefined;
      expect(all.filter((choices) => accepts(kind, choices))).to.deep.equal(all.filter(legal));
    });
  }

  it("allow a blank ballot exactly when the least total is 0", () => {
    for (const kind of Object.values(kinds)) expectPass(rules, input({ ...kind, minTotal: 0 }, [0, 0, 0]));
    for (const kind of Object.values(kinds)) {
      expectFail(rules, input({ ...kind, minTotal: 1 }, [0, 0, 0]), "aboveMinimum.in <== total - owed");
    }
  });

  it("give the bits of every choice", () => {
    const witness = expectPass(rules, input({ ...open, maxPerOption: 255, maxTotal: 765 }, [0, 0x5a, 255]));
    const bits = [0, 1, 2].map((option) => signals(rules, witness, `bits[${option}]`));
    expect(bits.map((row) => row.reduceRight((value, bit) => 2n * value + bit))).to.deep.equal([0n, 0x5an, 255n]);
  });

  it("let a cover owe no minimum, but keep every other rule", () => {
    const owing = { ...open, minTotal: 3 };
    expectPass(rules, input(owing, [0, 0, 0], 1));
    expectFail(rules, input(owing, [0, 0, 0], 0), "aboveMinimum.in");
    expectFail(rules, input(owing, [4, 0, 0], 1), "spare[i].in");
  });

  const huge: BallotRules = { ...open, maxPerOption: 255, maxTotal: 0xffff };
  const cost = 2 ** 40 - 1;
  const limits: readonly (readonly [string, BallotRules, number[], BallotRules, number[], string])[] = [
    ["points: 255 and 256", huge, [255, 0, 0], huge, [256, 0, 0], "value[i].in"],
    [
      "points: 256 whatever the limit says",
      huge,
      [255, 0, 0],
      { ...huge, maxPerOption: 511 },
      [256, 0, 0],
      "value[i].in",
    ],
    ["points: the limit and one more", open, [3, 0, 0], open, [4, 0, 0], "spare[i].in"],
    ["points beyond the options offered", open, [0, 0, 1], { ...open, optionCount: 2 }, [0, 0, 1], "(1 - offered[i])"],
    ["options offered: all and one more", open, [0, 0, 0], { ...open, optionCount: 4 }, [0, 0, 0], "offeredCount ==="],
    [
      "least total",
      { ...huge, minTotal: 765 },
      [255, 255, 255],
      { ...huge, minTotal: 766 },
      [255, 255, 255],
      "aboveMinimum.in",
    ],
    [
      "least total below 2^16",
      { ...huge, minTotal: 1 },
      [1, 0, 0],
      { ...huge, minTotal: 0xffff },
      [255, 255, 255],
      "aboveMinimum.in",
    ],
    [
      "most total",
      { ...huge, maxTotal: 765 },
      [255, 255, 255],
      { ...huge, maxTotal: 764 },
      [255, 255, 255],
      "belowMaximum.in",
    ],
    ["most total below 2^16", huge, [0, 0, 0], { ...huge, maxTotal: 0x10000 }, [0, 0, 0], "belowMaximum.in"],
    [
      "budget below 2^48 and costs below 2^40",
      { ...huge, costs: [cost, cost, cost] },
      [255, 1, 0],
      { ...huge, costs: [cost, cost, cost] },
      [255, 2, 0],
      "withinBudget.in",
    ],
    [
      "budget: all costs at their most",
      { ...huge, costs: [cost, cost, 0] },
      [0, 255, 255],
      { ...huge, costs: [cost, cost, cost] },
      [255, 255, 255],
      "withinBudget.in",
    ],
    [
      "budget: the last unit",
      { ...open, budget: 6, costs: [1, 2, 3] },
      [1, 1, 1],
      { ...open, budget: 5, costs: [1, 2, 3] },
      [1, 1, 1],
      "withinBudget.in",
    ],
    ["budget: 2^48", open, [0, 0, 0], { ...open, budget: 2 ** 48 }, [0, 0, 0], "withinBudget.in"],
    [
      "credits: the last unit",
      { ...huge, credits: 3 * 255 ** 2 },
      [255, 255, 255],
      { ...huge, credits: 3 * 255 ** 2 - 1 },
      [255, 255, 255],
      "withinCredits.in",
    ],
    ["credits: 2^24", open, [0, 0, 0], { ...open, credits: 2 ** 24 }, [0, 0, 0], "withinCredits.in"],
    [
      "distinct points",
      { ...open, distinct: true },
      [3, 0, 2],
      { ...open, distinct: true },
      [3, 0, 3],
      "(1 - apart[pair])",
    ],
  ];
  for (const [name, lastRules, last, firstRules, first, statement] of limits) {
    it(`decide at the limit: ${name}`, () => {
      expectPass(rules, input(lastRules, last));
      expectFail(rules, input(firstRules, first), statement);
    });
  }

  it("leave `offered` one value, whatever the prover hints", () => {
    const hints = [0n, 1n, 2n, FIELD_ORDER - 1n];
    for (const optionCount of [0, 1, 2, 3]) {
      const honest = expectPass(rules, input({ ...open, optionCount }, [0, 0, 0]));
      const accepted = vectors(hints).filter(([a, b, c]) => {
        const forgery = altered(rules, honest, { "offered[0]": a, "offered[1]": b, "offered[2]": c });
        return violations(rules, forgery).length === 0;
      });
      expect(accepted).to.deep.equal([[0, 1, 2].map((option) => BigInt(option < optionCount))]);
    }
  });

  it("refuse equal points where they must be distinct, whatever the prover hints as inverse", () => {
    const honest = expectPass(rules, input(open, [2, 2, 0]));
    const claim = (inverse: bigint) => ({ distinct: 1n, "inverse[0]": inverse });
    for (const inverse of [0n, 1n, 2n, FIELD_ORDER - 1n, FIELD_ORDER / 3n]) {
      const consistent = forged(rules, honest, claim(inverse), (name) => /^(ranked|apart)/.test(name));
      expectForgeryRefused(rules, consistent, "apart[0]");
      expect(violations(rules, consistent)).to.have.length(1);
    }
    const insisting = forged(rules, honest, { ...claim(1n), "apart[0]": 1n }, (name) => name.startsWith("ranked"));
    expectForgeryRefused(rules, insisting, "inverse[0]");
  });

  it("refuse bits that are not those of the choice", () => {
    const honest = expectPass(rules, input(open, [1, 2, 3]));
    for (const [name, wire] of rules.wires) {
      if (!/^(bits|value)\b/.test(name)) continue;
      expectForgeryRefused(rules, altered(rules, honest, { [name]: (honest[wire] as bigint) + 1n }), name);
    }
  });
});
