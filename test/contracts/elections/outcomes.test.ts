import { expect } from "chai";
import fc from "fast-check";
import { OUTCOME_KINDS, type OutcomeRule, TIE_BREAKS } from "../../../sdk/election/constitution.ts";
import { outcomeRuleToAbi } from "../../../sdk/election/constitutionAbi.ts";
import { type Fraction, MAJORITY, NO_FRACTION } from "../../../sdk/election/fraction.ts";
import { outcomeFromAbi, outcomeOf } from "../../../sdk/election/outcome.ts";
import { atLeast, membersOf, moreThan, REFERENDUMS, referendumOf } from "../../sdk/election/referendums.ts";
import { deployFactory, ethers, type FactoryContract } from "../electionFixture.ts";

type Case = {
  readonly rule: OutcomeRule;
  readonly counts: readonly number[];
  readonly optionCount: number;
  readonly ballots: number;
  readonly activeMembers: number;
};

const MOST = 2 ** 24 - 1;
const LARGEST = 2 ** 32 - 1;
const SHARES: readonly Fraction[] = [
  ...[atLeast(1, 4), atLeast(1, 3), moreThan(1, 3), atLeast(1, 2), MAJORITY, atLeast(2, 3), moreThan(0, 1)],
  ...[atLeast(1, 1), atLeast(1, LARGEST), moreThan(LARGEST - 1, LARGEST)],
];

/** Small numbers, so that ties and exact fits are common, and now and then the largest. */
const small = (most: number, largest: number) =>
  fc.oneof({ weight: 9, arbitrary: fc.nat(most) }, { weight: 1, arbitrary: fc.constant(largest) });

const cases: fc.Arbitrary<Case> = fc
  .record({ kind: fc.constantFrom(...OUTCOME_KINDS), ballotSize: fc.constantFrom(8, 32) })
  .chain(({ kind, ballotSize }) =>
    fc.record({
      kind: fc.constant(kind),
      ballotSize: fc.constant(ballotSize),
      optionCount: fc.integer({ min: 2, max: ballotSize }),
    }),
  )
  .chain(({ kind, ballotSize, optionCount }) => {
    const greedy = kind === "Greedy" || kind === "GreedyNoSkip";
    return fc.record({
      rule: fc.record({
        kind: fc.constant(kind),
        tieBreak: greedy
          ? fc.constantFrom(...TIE_BREAKS)
          : fc.constantFrom(...(kind === "Ranking" ? (["ListedOrder", "None"] as const) : (["ListedOrder"] as const))),
        quorum: fc.oneof(fc.constant(NO_FRACTION), fc.constantFrom(...SHARES)),
        closedBelowQuorum: fc.boolean(),
        electors: small(20, 2 ** 32 - 1),
        electorsSource: fc.constant(ethers.ZeroHash),
        passingShare: kind === "Referendum" ? fc.constantFrom(...SHARES) : fc.constant(NO_FRACTION),
        winners: kind === "Ranking" ? fc.integer({ min: 1, max: optionCount }) : fc.constant(0),
        minimumVotes: kind === "Referendum" ? fc.constant(0) : small(4, MOST),
        budget: greedy ? fc.oneof(small(25, 2 ** 48 - 1), fc.integer({ min: 1, max: 5 })) : fc.constant(0),
        costs: greedy
          ? fc.oneof(
              fc.array(small(9, 2 ** 40 - 1), { minLength: optionCount, maxLength: optionCount }),
              fc.array(fc.integer({ min: 1, max: 2 }), { minLength: optionCount, maxLength: optionCount }),
            )
          : fc.constant([]),
      }),
      counts: fc.array(small(6, MOST), { minLength: ballotSize, maxLength: ballotSize }),
      optionCount: fc.constant(optionCount),
      ballots: small(20, MOST),
      activeMembers: small(20, MOST),
    });
  });

async function onChain(factory: FactoryContract, { rule, counts, optionCount, ballots, activeMembers }: Case) {
  const encoded = outcomeRuleToAbi(rule);
  return outcomeFromAbi(await factory.outcomeOf(encoded, counts, optionCount, ballots, activeMembers));
}

describe("The outcome on chain", () => {
  let factory: FactoryContract;

  before(async () => {
    ({ factory } = await deployFactory("SyntheticVerifier"));
  });

  it("is the sdk's, by every rule, for counts with ties and budgets that just fit", async () => {
    const seen = new Set<string>();
    const ties = new Set<string>();
    await fc.assert(
      fc.asyncProperty(cases, async (one) => {
        const { rule, counts, optionCount, ...turnout } = one;
        const expected = outcomeOf(rule, counts, optionCount, turnout);
        seen.add(`${rule.kind}: ${expected.verdict}, ${expected.selected > 0}`);
        if (expected.tied > 0) ties.add(rule.kind).add(rule.tieBreak);
        expect(await onChain(factory, one)).to.deep.equal(expected);
      }),
      { numRuns: 500 },
    );
    const selections = OUTCOME_KINDS.slice(1).flatMap((kind) => [`${kind}: None, false`, `${kind}: None, true`]);
    const verdicts = ["Accepted", "Rejected", "Neither"].map((verdict) => `Referendum: ${verdict}, false`);
    expect([...seen].toSorted()).to.deep.equal([...selections, ...verdicts].toSorted());
    expect([...ties].toSorted()).to.deep.equal([...OUTCOME_KINDS.slice(1), ...TIE_BREAKS].toSorted());
  }).timeout(300_000);

  for (const one of REFERENDUMS) {
    const { what, electors, quorum, passingShare, counts, ballots, expected } = one;
    it(`is ${expected.verdict} ${expected.quorumReached ? "with" : "without"} the quorum: ${what}`, async () => {
      const rule = referendumOf(quorum, electors, passingShare);
      const found = await onChain(factory, { rule, counts, optionCount: 2, ballots, activeMembers: membersOf(one) });
      expect(found).to.deep.equal({ ...expected, selected: 0, tied: 0 });
    });
  }

  it("is the sdk's at the very edges of the budget, and where nothing or nobody has a vote", async () => {
    const greedy: OutcomeRule = {
      ...referendumOf(NO_FRACTION, 0, NO_FRACTION),
      ...{ kind: "Greedy", budget: 10, costs: [6, 4, 1, 0] },
    };
    const ranking: OutcomeRule = { ...greedy, kind: "Ranking", budget: 0, winners: 2, costs: [] };
    const box = { optionCount: 4, ballots: 9, activeMembers: 9 };
    const edges: readonly Case[] = [
      { rule: greedy, counts: [3, 2, 1, 1], ...box },
      { rule: { ...greedy, budget: 9 }, counts: [3, 2, 1, 1], ...box },
      { rule: { ...greedy, kind: "GreedyNoSkip", budget: 9 }, counts: [3, 2, 1, 1], ...box },
      { rule: greedy, counts: [0, 0, 0, 0], ...box, ballots: 0 },
      { rule: ranking, counts: [0, 0, 0, 0], ...box, ballots: 0 },
      { rule: ranking, counts: [0, 5, 0, 0], ...box },
      { rule: ranking, counts: [5, 4, 4, 0], ...box },
      { rule: { ...ranking, tieBreak: "None" }, counts: [5, 4, 4, 0], ...box },
      { rule: { ...greedy, tieBreak: "None", budget: 9 }, counts: [3, 3, 1, 1], ...box },
      { rule: { ...greedy, tieBreak: "CheaperFirst", costs: [6, 5, 5, 0] }, counts: [1, 3, 3, 2], ...box, ballots: 8 },
      { rule: { ...greedy, tieBreak: "CheaperFirst", costs: [6, 6, 5, 0] }, counts: [3, 3, 1, 2], ...box, ballots: 8 },
    ];
    const outcomes = await Promise.all(edges.map((edge) => onChain(factory, edge)));
    expect(outcomes.map(({ selected, tied }) => [selected, tied])).to.deep.equal([
      [0b1011, 0b1100],
      [0b1101, 0],
      [0b0001, 0],
      [0, 0],
      [0, 0],
      [0b0010, 0],
      [0b0011, 0b0110],
      [0b0001, 0b0110],
      [0b1100, 0b0011],
      [0b1110, 0],
      [0b1001, 0b0011],
    ]);
    for (const [index, { rule, counts, optionCount, ...turnout }] of edges.entries()) {
      expect(outcomes[index]).to.deep.equal(outcomeOf(rule, counts, optionCount, turnout));
    }
  });
});
