import { expect } from "chai";
import type { BallotRules, Constitution, OutcomeRule, Schedule } from "../../../sdk/election/constitution.ts";
import {
  ConstitutionInvalidError,
  checkConstitution,
  fieldAgainstBoard,
  invalidField,
} from "../../../sdk/election/constitutionRules.ts";
import { SAMPLE_CONSTITUTION as sample } from "./sampleConstitution.ts";

const rules = (change: Partial<BallotRules>): Constitution => ({ ...sample, rules: { ...sample.rules, ...change } });
const schedule = (change: Partial<Schedule>): Constitution => ({
  ...sample,
  schedule: { ...sample.schedule, ...change },
});
const outcome = (change: Partial<OutcomeRule>): Constitution => ({
  ...sample,
  outcome: { ...sample.outcome, ...change },
});
const ranking: Partial<OutcomeRule> = { kind: "Ranking", passingShare: 0, winners: 2 };
const greedy: Partial<OutcomeRule> = { kind: "Greedy", passingShare: 0, budget: 10, costs: [1, 2, 3] };
const { opensAt, openGrace, closesAt, closeGrace } = sample.schedule;

/** A field, and for its boundary the last legal and the first illegal constitution. */
const boundaries: readonly (readonly [string, Constitution, Constitution])[] = [
  ["ballotSize", sample, { ...sample, ballotSize: 7 }],
  ["minimumBallots", { ...sample, minimumBallots: 1 }, { ...sample, minimumBallots: 0 }],
  ["minimumBallots", { ...sample, minimumBallots: 2 ** 32 - 1 }, { ...sample, minimumBallots: 2 ** 32 }],
  ["minimumCensus", { ...sample, minimumCensus: 1 }, { ...sample, minimumCensus: 0 }],
  ["minimumCensus", { ...sample, minimumCensus: 2 ** 24 - 1 }, { ...sample, minimumCensus: 2 ** 24 }],
  ["masked", sample, { ...sample, masked: true }],
  [
    "rules.optionCount",
    rules({ optionCount: 8, costs: Array(8).fill(0) }),
    rules({ optionCount: 9, costs: Array(9).fill(0) }),
  ],
  ["rules.optionCount", sample, rules({ optionCount: 0, costs: [] })],
  ["rules.maxPerOption", rules({ maxPerOption: 255 }), rules({ maxPerOption: 256 })],
  ["rules.maxPerOption", sample, rules({ maxPerOption: 0 })],
  ["rules.maxTotal", rules({ maxTotal: 2 ** 16 - 1 }), rules({ maxTotal: 2 ** 16 })],
  ["rules.maxTotal", rules({ minTotal: 0, maxTotal: 1 }), rules({ minTotal: 0, maxTotal: 0 })],
  ["rules.minTotal", rules({ minTotal: 1, maxTotal: 1 }), rules({ minTotal: 2, maxTotal: 1 })],
  ["rules.minTotal", rules({ minTotal: 3, maxTotal: 9 }), rules({ minTotal: 4, maxTotal: 9 })],
  ["rules.credits", rules({ credits: 1 }), rules({ credits: 0 })],
  ["rules.credits", rules({ credits: 2 ** 24 - 1 }), rules({ credits: 2 ** 24 })],
  ["rules.budget", rules({ budget: 2 ** 48 - 1 }), rules({ budget: 2 ** 48 })],
  ["rules.costs", rules({ costs: [0, 0, 2 ** 40 - 1] }), rules({ costs: [0, 0, 2 ** 40] })],
  ["rules.costs", sample, rules({ costs: [0, 0] })],
  ["schedule.censusTime", schedule({ censusTime: opensAt - 86_400 }), schedule({ censusTime: opensAt - 86_399 })],
  ["schedule.openGrace", schedule({ openGrace: 1 }), schedule({ openGrace: 0 })],
  ["schedule.closesAt", schedule({ closesAt: opensAt + openGrace + 1 }), schedule({ closesAt: opensAt + openGrace })],
  ["schedule.closeGrace", schedule({ closeGrace: 0 }), schedule({ closeGrace: -1 })],
  [
    "schedule.sharesDueAt",
    schedule({ sharesDueAt: closesAt + closeGrace + 1 }),
    schedule({ sharesDueAt: closesAt + closeGrace }),
  ],
  ["schedule.sealDelayBlocks", schedule({ sealDelayBlocks: 1 }), schedule({ sealDelayBlocks: 0 })],
  ["schedule.sealDelayBlocks", schedule({ sealDelayBlocks: 2 ** 16 - 1 }), schedule({ sealDelayBlocks: 2 ** 16 })],
  ["outcome.kind", rules({ optionCount: 2, costs: [0, 0] }), rules({ optionCount: 1, costs: [0] })],
  ["outcome.tieBreak", outcome({ ...greedy, tieBreak: "CheaperFirst" }), outcome({ tieBreak: "CheaperFirst" })],
  ["outcome.tieBreak", outcome(ranking), outcome({ ...ranking, tieBreak: "CheaperFirst" })],
  ["outcome.quorum", outcome({ quorum: 10_000 }), outcome({ quorum: 10_001 })],
  ["outcome.passingShare", outcome({ passingShare: 9_999 }), outcome({ passingShare: 10_000 })],
  ["outcome.passingShare", outcome(ranking), outcome({ ...ranking, passingShare: 1 })],
  ["outcome.winners", outcome({ ...ranking, winners: 3 }), outcome({ ...ranking, winners: 4 })],
  ["outcome.winners", outcome({ ...ranking, winners: 1 }), outcome({ ...ranking, winners: 0 })],
  ["outcome.winners", outcome(greedy), outcome({ ...greedy, winners: 1 })],
  [
    "outcome.minimumVotes",
    outcome({ ...greedy, minimumVotes: 2 ** 24 - 1 }),
    outcome({ ...greedy, minimumVotes: 2 ** 24 }),
  ],
  ["outcome.minimumVotes", outcome({ ...ranking, minimumVotes: 1 }), outcome({ minimumVotes: 1 })],
  ["outcome.budget", outcome({ ...greedy, budget: 2 ** 48 - 1 }), outcome({ ...greedy, budget: 2 ** 48 })],
  ["outcome.budget", outcome(ranking), outcome({ ...ranking, budget: 1 })],
  ["outcome.costs", outcome(greedy), outcome({ ...greedy, costs: [1, 2] })],
  ["outcome.costs", outcome(ranking), outcome({ ...ranking, costs: [1, 2, 3] })],
];

describe("constitution rules", () => {
  for (const [field, legal, illegal] of boundaries) {
    it(`${field} has its boundary where the factory's is`, () => {
      expect(invalidField(legal)).to.equal(undefined);
      expect(invalidField(illegal)).to.equal(field);
      expect(() => checkConstitution(illegal)).to.throw(ConstitutionInvalidError, field);
    });
  }

  const board = { trustees: 5, threshold: 3, termEndsAt: sample.schedule.sharesDueAt + 1 };

  it("need a consent more than the threshold, or all trustees' where the threshold is all of them", () => {
    expect(fieldAgainstBoard(sample, board)).to.equal(undefined);
    expect(fieldAgainstBoard({ ...sample, consentsRequired: 3 }, board)).to.equal("consentsRequired");
    expect(fieldAgainstBoard({ ...sample, consentsRequired: 6 }, board)).to.equal("consentsRequired");
    expect(fieldAgainstBoard({ ...sample, consentsRequired: 5 }, { ...board, threshold: 5 })).to.equal(undefined);
    expect(fieldAgainstBoard(sample, { ...board, threshold: 5 })).to.equal("consentsRequired");
  });

  it("need a board whose term reaches beyond the shares' due date", () => {
    expect(() => checkConstitution(sample, board)).to.not.throw();
    expect(() => checkConstitution(sample, { ...board, termEndsAt: sample.schedule.sharesDueAt })).to.throw(
      ConstitutionInvalidError,
      "schedule.sharesDueAt",
    );
  });
});
