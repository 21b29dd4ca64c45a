import { expect } from "chai";
import fc from "fast-check";
import {
  type BallotRules,
  type Constitution,
  type OutcomeRule,
  type Schedule,
  TIE_BREAKS,
} from "../../../sdk/election/constitution.ts";
import { fieldAgainstBoard, fieldAgainstTime, invalidField } from "../../../sdk/election/constitutionRules.ts";
import { exampleBallot } from "../../../sdk/election/exampleBallot.ts";
import type { Fraction } from "../../../sdk/election/fraction.ts";
import { GREEDY, RANKING, realAndTest } from "../../sdk/election/constitutionBoundaries.ts";
import {
  addressesOf,
  constitutionFor,
  DAY,
  deployFactory,
  networkHelpers,
  realBoardAndRolls,
} from "../electionFixture.ts";
import { NO_EXAMPLE, refusedField } from "../elections/refusal.ts";
import { THRESHOLD, TRUSTEES } from "../trusteeKeys.ts";

describe("The sdk's check of a constitution", () => {
  const rules =
    (change: Partial<BallotRules>) =>
    (c: Constitution): Constitution => ({ ...c, rules: { ...c.rules, ...change } });
  const outcome =
    (change: Partial<OutcomeRule>) =>
    (c: Constitution): Constitution => ({ ...c, outcome: { ...c.outcome, ...change } });
  /** Moves a time by seconds against the sample's. */
  const moved =
    (field: keyof Schedule, seconds: number) =>
    (c: Constitution): Constitution => ({
      ...c,
      schedule: { ...c.schedule, [field]: Math.max(0, c.schedule[field] + seconds) },
    });

  const kinds = fc.constantFrom<Partial<OutcomeRule>>({}, RANKING, GREEDY, { ...GREEDY, kind: "GreedyNoSkip" });
  /** Of all relations of two numbers, small ones and the largest. */
  const fractions: fc.Arbitrary<Fraction> = fc.record({
    numerator: fc.constantFrom(0, 1, 2, 3, 4, 2 ** 32 - 1),
    denominator: fc.constantFrom(0, 1, 2, 3, 4, 2 ** 32 - 2, 2 ** 32 - 1),
    moreThan: fc.boolean(),
  });
  const zeros = (length: number): number[] => Array(length).fill(0);
  const alteration = fc.oneof(
    fc
      .constantFrom(0, 1, 9, 10, 11, 2 ** 24, 2 ** 32 - 1)
      .map((minimumBallots) => (c: Constitution) => ({ ...c, minimumBallots })),
    fc
      .constantFrom(0, 1, 29, 30, 31, 65_793, 65_794, 2 ** 24 - 1, 2 ** 24, 2 ** 32 - 1)
      .map((minimumCensus) => (c: Constitution) => ({ ...c, minimumCensus })),
    fc.boolean().map((isTest) => (c: Constitution) => ({ ...c, isTest })),
    fc.boolean().map((masked) => (c: Constitution) => ({ ...c, masked })),
    fc.constantFrom(7, 8, 9).map((ballotSize) => (c: Constitution) => ({ ...c, ballotSize })),
    fc.nat(6).map((consentsRequired) => (c: Constitution) => ({ ...c, consentsRequired })),
    fc.nat(9).map((optionCount) => rules({ optionCount, costs: zeros(optionCount) })),
    fc.nat(9).map((optionCount) => rules({ optionCount })),
    fc.constantFrom(0, 1, 2, 255).map((maxPerOption) => rules({ maxPerOption })),
    fc.constantFrom(0, 1, 2, 3, 4, 2 ** 16 - 1).map((minTotal) => rules({ minTotal })),
    fc.constantFrom(0, 1, 2, 3, 4, 2 ** 16 - 1).map((maxTotal) => rules({ maxTotal })),
    fc.constantFrom(0, 1, 2, 3, 2 ** 24 - 1).map((credits) => rules({ credits })),
    fc.constantFrom(0, 3, 2 ** 48 - 1).map((budget) => rules({ budget })),
    fc.constantFrom([1, 2, 4], [4, 2, 1]).map((costs) => rules({ costs })),
    fc.boolean().map((distinct) => rules({ distinct })),
    // No ballot: two and one point are 5 credits, and a third option takes one more.
    fc.constantFrom(5, 6).map((credits) => rules({ maxPerOption: 2, minTotal: 4, maxTotal: 4, credits })),
    fc.nat(9).map((length) => rules({ costs: zeros(length) })),
    fc
      .tuple(
        fc.constantFrom("censusTime", "openGrace", "closesAt", "closeGrace", "sharesDueAt", "opensAt"),
        fc.constantFrom(-5 * DAY, -3 * DAY, -2 * DAY, -DAY, -3600, -3599, -1, 1, DAY, 2 * DAY, 2 * DAY + 1, 100 * DAY),
      )
      .map(([field, seconds]) => moved(field, seconds)),
    fc.constantFrom(0, 1, 59, 60, 61, DAY, 2 * DAY, 2 ** 48 - 1).map((sealDelay) => (c: Constitution) => ({
      ...c,
      schedule: { ...c.schedule, sealDelay },
    })),
    fc.constantFrom("Referendum", "Ranking", "Greedy", "GreedyNoSkip").map((kind) => outcome({ kind })),
    fc.constantFrom(...TIE_BREAKS).map((tieBreak) => outcome({ tieBreak })),
    fractions.map((quorum) => outcome({ quorum })),
    fractions.map((passingShare) => outcome({ passingShare })),
    fc.constantFrom(0, 1, 2 ** 32 - 1).map((electors) => outcome({ electors })),
    fc.constantFrom("00", "01", "ff").map((byte) => outcome({ electorsSource: `0x${byte.repeat(32)}` })),
    fc.boolean().map((closedBelowQuorum) => outcome({ closedBelowQuorum })),
    fc.constantFrom("00", "01").map(
      (byte) =>
        (c: Constitution): Constitution => ({ ...c, jointHash: `0x${byte.repeat(32)}` }),
    ),
    fc.constantFrom(0, 1, 3, 4, 255).map((winners) => outcome({ winners })),
    fc.constantFrom(0, 1, 2 ** 24 - 1).map((minimumVotes) => outcome({ minimumVotes })),
    fc.constantFrom(0, 1, 2 ** 48 - 1).map((budget) => outcome({ budget })),
    fc.nat(9).map((length) => outcome({ costs: zeros(length) })),
  );

  it("finds the same field as the factory, for constitutions altered at random", async () => {
    const deployed = await deployFactory("SyntheticVerifier");
    const real = await addressesOf(await realBoardAndRolls(deployed));
    const samples = fc.constantFrom(...realAndTest(await constitutionFor(deployed)));
    const board = { trustees: TRUSTEES, threshold: THRESHOLD, termEndsAt: deployed.start + 100 * DAY };
    const now = await networkHelpers.time.latest();
    const found = new Set<string | undefined>();
    await fc.assert(
      fc.asyncProperty(samples, kinds, fc.array(alteration, { maxLength: 3 }), async (start, kind, alterations) => {
        const constitution = alterations.reduce<Constitution>((c, alter) => alter(c), outcome(kind)(start));
        // What stands before the opening in the contract's order may be wrong too; see constitutionRules.test.ts.
        fc.pre(fieldAgainstTime(constitution, now) === undefined);
        const field =
          invalidField(constitution) ??
          (exampleBallot(constitution.rules) === undefined ? NO_EXAMPLE : undefined) ??
          fieldAgainstBoard(constitution, board);
        found.add(field);
        const placed = constitution.isTest ? constitution : { ...constitution, ...real };
        expect(await refusedField(deployed.factory, placed)).to.equal(field);
      }),
      { numRuns: 400 },
    );
    expect(found.has(undefined) && found.has(NO_EXAMPLE)).to.equal(true);
    expect(found.size).to.be.greaterThan(10);
  }).timeout(300_000);
});
