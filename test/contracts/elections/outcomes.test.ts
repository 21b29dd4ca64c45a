import { expect } from "chai";
import fc from "fast-check";
import { OUTCOME_KINDS, type OutcomeRule, TIE_BREAKS } from "../../../sdk/election/constitution.ts";
import { type Outcome, outcomeOf } from "../../../sdk/election/outcome.ts";
import { deployFactory, type FactoryContract } from "../electionFixture.ts";

type Case = {
  readonly rule: OutcomeRule;
  readonly counts: readonly number[];
  readonly optionCount: number;
  readonly ballots: number;
  readonly activeMembers: number;
};

const MOST = 2 ** 24 - 1;

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
        tieBreak: greedy ? fc.constantFrom(...TIE_BREAKS) : fc.constant<"ListedOrder">("ListedOrder"),
        quorum: fc.constantFrom(0, 1, 2_500, 5_000, 9_999, 10_000),
        passingShare: kind === "Referendum" ? fc.constantFrom(0, 3_333, 5_000, 6_667, 9_999) : fc.constant(0),
        winners: kind === "Ranking" ? fc.integer({ min: 1, max: optionCount }) : fc.constant(0),
        minimumVotes: kind === "Referendum" ? fc.constant(0) : small(4, MOST),
        budget: greedy ? small(25, 2 ** 48 - 1) : fc.constant(0),
        costs: greedy
          ? fc.array(small(9, 2 ** 40 - 1), { minLength: optionCount, maxLength: optionCount })
          : fc.constant([]),
      }),
      counts: fc.array(small(6, MOST), { minLength: ballotSize, maxLength: ballotSize }),
      optionCount: fc.constant(optionCount),
      ballots: small(20, MOST),
      activeMembers: small(20, MOST),
    });
  });

async function onChain(factory: FactoryContract, { rule, counts, optionCount, ballots, activeMembers }: Case) {
  const encoded = {
    ...rule,
    kind: OUTCOME_KINDS.indexOf(rule.kind),
    tieBreak: TIE_BREAKS.indexOf(rule.tieBreak),
    costs: [...rule.costs],
  };
  const outcome = await factory.outcomeOf(encoded, counts, optionCount, ballots, activeMembers);
  return {
    quorumReached: outcome.quorumReached,
    accepted: outcome.accepted,
    selected: Number(outcome.selected),
  } satisfies Outcome;
}

describe("The outcome on chain", () => {
  let factory: FactoryContract;

  before(async () => {
    ({ factory } = await deployFactory("SyntheticVerifier"));
  });

  it("is the sdk's, by every rule, for counts with ties and budgets that just fit", async () => {
    const seen = new Set<string>();
    await fc.assert(
      fc.asyncProperty(cases, async (one) => {
        const { rule, counts, optionCount, ...turnout } = one;
        const expected = outcomeOf(rule, counts, optionCount, turnout);
        seen.add(`${rule.kind}: ${expected.accepted || expected.selected > 0}`);
        expect(await onChain(factory, one)).to.deep.equal(expected);
      }),
      { numRuns: 250 },
    );
    expect([...seen].toSorted()).to.deep.equal(
      OUTCOME_KINDS.flatMap((kind) => [`${kind}: false`, `${kind}: true`]).toSorted(),
    );
  }).timeout(300_000);

  it("is the sdk's at the very edges of quorum, passing share and budget", async () => {
    const referendum: OutcomeRule = {
      kind: "Referendum",
      tieBreak: "ListedOrder",
      quorum: 3_333,
      passingShare: 6_666,
      winners: 0,
      minimumVotes: 0,
      budget: 0,
      costs: [],
    };
    const greedy: OutcomeRule = { ...referendum, kind: "Greedy", passingShare: 0, budget: 10, costs: [6, 4, 1, 0] };
    const edges: readonly Case[] = [
      { rule: referendum, counts: [2, 1], optionCount: 2, ballots: 3_333, activeMembers: 10_000 },
      { rule: referendum, counts: [2, 1], optionCount: 2, ballots: 3_332, activeMembers: 10_000 },
      { rule: referendum, counts: [3_333, 1_667], optionCount: 2, ballots: 5_000, activeMembers: 10_000 },
      { rule: referendum, counts: [3_334, 1_666], optionCount: 2, ballots: 5_000, activeMembers: 10_000 },
      { rule: greedy, counts: [3, 2, 1, 0], optionCount: 4, ballots: 9, activeMembers: 9 },
      { rule: { ...greedy, budget: 9 }, counts: [3, 2, 1, 0], optionCount: 4, ballots: 9, activeMembers: 9 },
      {
        rule: { ...greedy, kind: "GreedyNoSkip", budget: 9 },
        counts: [3, 2, 1, 0],
        optionCount: 4,
        ballots: 9,
        activeMembers: 9,
      },
    ];
    const outcomes = await Promise.all(edges.map((edge) => onChain(factory, edge)));
    expect(outcomes.map(({ quorumReached }) => quorumReached)).to.deep.equal([true, false, ...Array(5).fill(true)]);
    expect(outcomes.map(({ accepted }) => accepted)).to.deep.equal([true, false, false, true, false, false, false]);
    expect(outcomes.map(({ selected }) => selected)).to.deep.equal([0, 0, 0, 0, 0b1011, 0b1101, 0b0001]);
    for (const [index, { rule, counts, optionCount, ...turnout }] of edges.entries()) {
      expect(outcomes[index]).to.deep.equal(outcomeOf(rule, counts, optionCount, turnout));
    }
  });
});
