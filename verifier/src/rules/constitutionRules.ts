import type { Constitution, OutcomeRule } from "../record/constitutionShape.ts";
import { isFraction, isNone } from "./fractions.ts";

/** A field of a constitution by its path, and whether it is as P3.1 and P3.4 ask. */
type Rule = readonly [field: string, holds: boolean];

const DAY = 86_400;
const SIZES: readonly number[] = [4, 8, 32];
const COUNT_LIMIT = 2 ** 24;

const below = (value: number, bits: number): boolean => value < 2 ** bits;

const ballotRules = ({ rules, ballotSize }: Constitution): readonly Rule[] => {
  const { optionCount, maxPerOption, minTotal, maxTotal, budget, credits, costs } = rules;
  return [
    ["rules.optionCount", below(optionCount, 8) && optionCount >= 1 && optionCount <= ballotSize],
    ["rules.maxPerOption", below(maxPerOption, 8) && maxPerOption >= 1],
    ["rules.maxTotal", below(maxTotal, 16) && maxTotal >= 1],
    ["rules.minTotal", minTotal <= maxTotal && minTotal <= optionCount * maxPerOption],
    ["rules.credits", below(credits, 24) && credits >= minTotal],
    ["rules.costs", costs.length === optionCount && costs.every((cost) => below(cost, 40))],
    ["rules.budget", below(budget, 48)],
  ];
};

const floors = ({ isTest, minimumCensus, minimumBallots, rules }: Constitution): readonly Rule[] => {
  const countable = (members: number): boolean => below(members, 32) && members * rules.maxPerOption < COUNT_LIMIT;
  return [
    ["minimumCensus", minimumCensus >= (isTest ? 1 : 30) && countable(minimumCensus)],
    ["minimumBallots", minimumBallots >= (isTest ? 1 : 10) && countable(minimumBallots)],
  ];
};

const dates = ({ schedule, isTest }: Constitution): readonly Rule[] => {
  const { censusTime, opensAt, openGrace, closesAt, closeGrace, sharesDueAt, sealDelay } = schedule;
  const fields = { censusTime, opensAt, openGrace, closesAt, closeGrace, sharesDueAt, sealDelay };
  return [
    ...Object.entries(fields).map(([field, value]): Rule => [`schedule.${field}`, below(value, 48)]),
    ["schedule.censusTime", censusTime + (isTest ? 0 : DAY) <= opensAt],
    ["schedule.openGrace", openGrace > 0],
    ["schedule.closesAt", closesAt > opensAt + openGrace],
    ["schedule.sealDelay", sealDelay >= 60],
    ["schedule.sharesDueAt", sharesDueAt > closesAt + closeGrace + sealDelay],
  ];
};

const tieBreakSuits = ({ kind, tieBreak }: OutcomeRule): boolean => {
  if (kind === "Referendum") return tieBreak === "ListedOrder";
  return kind === "Ranking" ? tieBreak !== "CheaperFirst" : true;
};

const outcomeRules = ({ outcome, rules, jointHash }: Constitution): readonly Rule[] => {
  const { kind, quorum, closedBelowQuorum, electors, electorsSource, passingShare } = outcome;
  const { winners, minimumVotes, budget, costs } = outcome;
  const referendum = kind === "Referendum";
  const ranking = kind === "Ranking";
  const greedy = !referendum && !ranking;
  const priced = costs.length === rules.optionCount && costs.every((cost) => below(cost, 40));

  return [
    ["outcome.kind", !referendum || rules.optionCount >= 2],
    ["outcome.tieBreak", tieBreakSuits(outcome)],
    ["outcome.quorum", isFraction(quorum)],
    ["outcome.closedBelowQuorum", !closedBelowQuorum || !isNone(quorum)],
    ["outcome.electors", below(electors, 32)],
    ["outcome.electorsSource", (electors === 0) === (electorsSource === 0n)],
    ["outcome.passingShare", isFraction(passingShare) && isNone(passingShare) !== referendum],
    ["outcome.winners", ranking ? winners >= 1 && winners <= rules.optionCount : winners === 0],
    ["outcome.minimumVotes", referendum ? minimumVotes === 0 : below(minimumVotes, 24)],
    ["outcome.budget", greedy ? below(budget, 48) : budget === 0],
    ["outcome.costs", greedy ? priced : costs.length === 0],
    ["jointHash", jointHash === 0n || !closedBelowQuorum],
  ];
};

/** The first field of a constitution that is out of range or contradicts another (P3.1, P3.4). */
export const invalidField = (constitution: Constitution): string | undefined => {
  const { ballotSize, masked, rollId } = constitution;
  const all: readonly Rule[] = [
    ["ballotSize", SIZES.includes(ballotSize)],
    ["masked", !masked],
    ["rollId", rollId < 1n << 255n],
    ...ballotRules(constitution),
    ...floors(constitution),
    ...dates(constitution),
    ...outcomeRules(constitution),
  ];
  return all.find(([, holds]) => !holds)?.[0];
};

/** What a constitution needs of its board. */
export interface BoardTerms {
  readonly trustees: number;
  readonly threshold: number;
  readonly termEndsAt: number;
}

/** The first field of a constitution that its board contradicts (P3.1). */
export const fieldAgainstBoard = (constitution: Constitution, board: BoardTerms): string | undefined => {
  const { consentsRequired, schedule } = constitution;
  if (board.termEndsAt <= schedule.sharesDueAt) return "schedule.sharesDueAt";
  const least = Math.min(board.threshold + 1, board.trustees);
  return consentsRequired >= least && consentsRequired <= board.trustees ? undefined : "consentsRequired";
};

/** The field of a constitution that the time of its creation contradicts (P3.4). */
export const fieldAgainstTime = ({ schedule, isTest }: Constitution, created: number): string | undefined => {
  const early = isTest ? created < schedule.opensAt : created + DAY <= schedule.opensAt;
  return early ? undefined : "schedule.opensAt";
};
