import type { BallotRules, Constitution, OutcomeRule, Schedule } from "../../../sdk/election/constitution.ts";
import { type Fraction, MAJORITY, NO_FRACTION } from "../../../sdk/election/fraction.ts";

/** A field, and for its boundary the last legal and the first illegal constitution. */
export type Boundary = readonly [field: string, legal: Constitution, illegal: Constitution];

export const RANKING: Partial<OutcomeRule> = { kind: "Ranking", passingShare: NO_FRACTION, winners: 2 };
export const GREEDY: Partial<OutcomeRule> = { kind: "Greedy", passingShare: NO_FRACTION, budget: 10, costs: [1, 2, 3] };

const MOST = 2 ** 32 - 1;
/** From here on rolls are companions of others (P1.9). */
const COMPANIONS = 2n ** 255n;
const NOTHING = `0x${"00".repeat(32)}`;
const SOURCE = `0x${"22".repeat(32)}`;

/** The sample as an election that counts, at its floors; and as a test, at what is left of them. */
export function realAndTest(sample: Constitution): readonly [real: Constitution, test: Constitution] {
  const { opensAt } = sample.schedule;
  const least = (minimumCensus: number, minimumBallots: number, objection: number) => ({
    ...{ minimumCensus, minimumBallots },
    schedule: { ...sample.schedule, censusTime: opensAt - objection },
  });
  return [
    { ...sample, isTest: false, ...least(30, 10, 86_400) },
    { ...sample, isTest: true, ...least(1, 1, 0) },
  ];
}

/**
 * Every boundary that needs neither chain nor board, around a legal referendum with three options: of an election that
 * counts and, the same but for the floors, of a test.
 */
export function constitutionBoundaries(sample: Constitution): readonly Boundary[] {
  const [real, test] = realAndTest(sample);
  return [...floors(real, test), ...[real, test].flatMap(boundariesAround)];
}

/** Below, at and above each floor; below those of others only a test may go. */
function floors(real: Constitution, test: Constitution): readonly Boundary[] {
  const { opensAt } = real.schedule;
  const people = ["minimumCensus", "minimumBallots"] as const;
  const objection = (of: Constitution, seconds: number): Constitution => ({
    ...of,
    schedule: { ...of.schedule, censusTime: opensAt - seconds },
  });
  return [
    ...people.flatMap((field): Boundary[] => [
      [field, { ...real, [field]: real[field] + 1 }, { ...real, [field]: 0 }],
      [field, test, { ...test, [field]: 0 }],
      // Where only the mark differs.
      [field, { ...real, isTest: true, [field]: real[field] - 1 }, { ...real, [field]: real[field] - 1 }],
      [field, { ...real, [field]: 2 ** 24 - 1 }, { ...real, [field]: 2 ** 24 }],
      [field, { ...test, [field]: 2 ** 24 - 1 }, { ...test, [field]: 2 ** 24 }],
      [field, { ...test, [field]: 2 ** 24 - 1 }, { ...test, [field]: 2 ** 32 }],
    ]),
    ["schedule.censusTime", objection(real, 86_400), objection(real, 86_399)],
    ["schedule.censusTime", objection(real, 86_401), objection(real, 0)],
    ["schedule.censusTime", objection(test, 0), objection(test, -1)],
    ["schedule.censusTime", { ...objection(real, 86_399), isTest: true }, objection(real, 86_399)],
  ];
}

function boundariesAround(sample: Constitution): readonly Boundary[] {
  const rules = (change: Partial<BallotRules>): Constitution => ({ ...sample, rules: { ...sample.rules, ...change } });
  const schedule = (change: Partial<Schedule>): Constitution => ({
    ...sample,
    schedule: { ...sample.schedule, ...change },
  });
  const outcome = (change: Partial<OutcomeRule>): Constitution => ({
    ...sample,
    outcome: { ...sample.outcome, ...change },
  });
  const of = (numerator: number, denominator: number, moreThan: boolean): Fraction => ({
    numerator,
    denominator,
    moreThan,
  });
  const quorum = (part: number, whole: number, moreThan = false) => outcome({ quorum: of(part, whole, moreThan) });
  const closed = (part: number, whole: number, moreThan = false) =>
    outcome({ closedBelowQuorum: true, quorum: of(part, whole, moreThan) });
  const share = (part: number, whole: number, moreThan = false) => outcome({ passingShare: of(part, whole, moreThan) });
  const certified = (electors: number) => outcome({ electors, electorsSource: SOURCE });
  const { opensAt, openGrace, closesAt, closeGrace, sealDelay, sharesDueAt } = sample.schedule;
  const longest = sharesDueAt - closesAt - closeGrace - 1;
  return [
    ["ballotSize", sample, { ...sample, ballotSize: 7 }],
    ["masked", sample, { ...sample, masked: true }],
    ["rollId", { ...sample, rollId: COMPANIONS - 1n }, { ...sample, rollId: COMPANIONS }],
    ["rollId", { ...sample, rollId: 0n }, { ...sample, rollId: 2n * COMPANIONS - 1n }],
    ["rollId", { ...sample, rollId: 0n }, { ...sample, rollId: -1n }],
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
    ["rules.budget", rules({ budget: 0 }), rules({ budget: -1 })],
    ["rules.costs", rules({ costs: [0, 0, 0] }), rules({ costs: [0, 0, 0, 0] })],
    ["rules.costs", rules({ costs: [0, 0, 0] }), rules({ costs: [0, 0, -1] })],
    ["rules.maxPerOption", rules({ maxPerOption: 1 }), rules({ maxPerOption: -1 })],
    ["rules.minTotal", rules({ minTotal: 0 }), rules({ minTotal: -1 })],
    ["schedule.opensAt", schedule({}), schedule({ opensAt: 2 ** 48 })],
    ["schedule.censusTime", schedule({ censusTime: 0 }), schedule({ censusTime: -1 })],
    ["schedule.openGrace", schedule({ openGrace: closesAt - opensAt - 1 }), schedule({ openGrace: -1 })],
    ["schedule.closesAt", schedule({ openGrace: closesAt - opensAt - 1 }), schedule({ openGrace: closesAt - opensAt })],
    ["schedule.openGrace", schedule({ openGrace: 1 }), schedule({ openGrace: 0 })],
    ["schedule.closesAt", schedule({ closesAt: opensAt + openGrace + 1 }), schedule({ closesAt: opensAt + openGrace })],
    ["schedule.closeGrace", schedule({ closeGrace: 0 }), schedule({ closeGrace: -1 })],
    [
      "schedule.sharesDueAt",
      schedule({ sharesDueAt: closesAt + closeGrace + sealDelay + 1 }),
      schedule({ sharesDueAt: closesAt + closeGrace + sealDelay }),
    ],
    ["schedule.sealDelay", schedule({ sealDelay: 60 }), schedule({ sealDelay: 59 })],
    ["schedule.sealDelay", schedule({ sealDelay: 60 }), schedule({ sealDelay: 2 ** 48 })],
    ["schedule.sharesDueAt", schedule({ sealDelay: longest }), schedule({ sealDelay: longest + 1 })],
    ["outcome.kind", rules({ optionCount: 2, costs: [0, 0] }), rules({ optionCount: 1, costs: [0] })],
    ["outcome.tieBreak", outcome({ ...GREEDY, tieBreak: "CheaperFirst" }), outcome({ tieBreak: "CheaperFirst" })],
    ["outcome.tieBreak", outcome(RANKING), outcome({ ...RANKING, tieBreak: "CheaperFirst" })],
    ["outcome.tieBreak", outcome({ ...RANKING, tieBreak: "None" }), outcome({ tieBreak: "None" })],
    ["outcome.tieBreak", outcome({ ...GREEDY, tieBreak: "None" }), outcome({ tieBreak: "None" })],
    ["outcome.quorum", quorum(1, 1), quorum(2, 1)],
    ["outcome.quorum", quorum(0, 1), quorum(0, 0)],
    ["outcome.quorum", quorum(1, 2), quorum(2, 4)],
    ["outcome.quorum", quorum(0, 1), quorum(0, 2)],
    ["outcome.quorum", quorum(0, 1, true), quorum(1, 1, true)],
    ["outcome.quorum", quorum(MOST - 1, MOST), quorum(MOST, MOST)],
    ["outcome.quorum", quorum(1, MOST), quorum(1, MOST + 1)],
    ["outcome.closedBelowQuorum", closed(1, 4), closed(0, 1)],
    ["outcome.closedBelowQuorum", closed(0, 1, true), closed(0, 1)],
    ["jointHash", { ...closed(1, 4), jointHash: NOTHING }, { ...closed(1, 4), jointHash: SOURCE }],
    ["jointHash", { ...sample, jointHash: SOURCE }, { ...closed(1, 4), jointHash: SOURCE }],
    ["outcome.electors", certified(MOST), certified(MOST + 1)],
    ["outcome.electorsSource", certified(1), outcome({ electors: 1 })],
    ["outcome.electorsSource", outcome({}), outcome({ electorsSource: SOURCE })],
    ["outcome.passingShare", share(1, 1), share(1, 1, true)],
    ["outcome.passingShare", share(0, 1, true), share(0, 1)],
    ["outcome.passingShare", share(2, 3, true), share(4, 6, true)],
    ["outcome.passingShare", share(2, 3), share(3, 2)],
    ["outcome.passingShare", share(1, MOST), share(1, 0)],
    ["outcome.passingShare", outcome(RANKING), outcome({ ...RANKING, passingShare: MAJORITY })],
    ["outcome.passingShare", outcome(GREEDY), outcome({ ...GREEDY, passingShare: { ...NO_FRACTION, moreThan: true } })],
    ["outcome.passingShare", outcome(GREEDY), outcome({ ...GREEDY, passingShare: { ...NO_FRACTION, denominator: 2 } })],
    ["outcome.winners", outcome({ ...RANKING, winners: 3 }), outcome({ ...RANKING, winners: 4 })],
    ["outcome.winners", outcome({ ...RANKING, winners: 1 }), outcome({ ...RANKING, winners: 0 })],
    ["outcome.winners", outcome(GREEDY), outcome({ ...GREEDY, winners: 1 })],
    [
      "outcome.minimumVotes",
      outcome({ ...GREEDY, minimumVotes: 2 ** 24 - 1 }),
      outcome({ ...GREEDY, minimumVotes: 2 ** 24 }),
    ],
    ["outcome.minimumVotes", outcome({ ...RANKING, minimumVotes: 1 }), outcome({ minimumVotes: 1 })],
    ["outcome.budget", outcome({ ...GREEDY, budget: 2 ** 48 - 1 }), outcome({ ...GREEDY, budget: 2 ** 48 })],
    ["outcome.budget", outcome(RANKING), outcome({ ...RANKING, budget: 1 })],
    ["outcome.costs", outcome(GREEDY), outcome({ ...GREEDY, costs: [1, 2] })],
    ["outcome.costs", outcome(RANKING), outcome({ ...RANKING, costs: [1, 2, 3] })],
  ];
}
