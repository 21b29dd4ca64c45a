import { COUNT_SHIFT } from "../crypto/discreteLog.ts";
import { HanpyoError, told } from "../errors.ts";
import { BALLOT_SIZES } from "./ballotSize.ts";
import { isCompanion } from "./companionRolls.ts";
import type { BallotRules, Constitution, OutcomeRule, Schedule } from "./constitution.ts";
import { isExact, isSame, NO_FRACTION } from "./fraction.ts";

/** What a constitution must fit: its board. */
export type BoardFacts = {
  readonly trustees: number;
  readonly threshold: number;
  /** Unix seconds. */
  readonly termEndsAt: number;
};

/** What an election that is no test must reach, for it would protect nobody; a test may be as small as can be. */
export const FLOORS = {
  /** Residents on the roll. */
  minimumCensus: 30,
  /** Ballots that are counted. */
  minimumBallots: 10,
  /** Seconds from the census, and from creation, to the opening: in them people can object to the roll. */
  objectionPeriod: 86_400,
} as const;

const TEST_FLOORS: Record<keyof typeof FLOORS, number> = { minimumCensus: 1, minimumBallots: 1, objectionPeriod: 0 };
const LEAST_SEAL_DELAY = 60;

export class ConstitutionInvalidError extends HanpyoError {
  /** Name of the field, as the factory's `InvalidConstitution` gives it. */
  readonly field: string;

  constructor(field: string) {
    super(
      "CONSTITUTION_INVALID",
      told`The constitution's ${{ field }} is out of range or contradicts another field`,
      "Compare it with contracts/types/Constitution.sol and change it",
    );
    this.field = field;
  }
}

/**
 * The first field that the factory would refuse, or undefined if there is none (P3.1).
 * Whether the addresses have code only the chain knows.
 */
export function invalidField(constitution: Constitution): string | undefined {
  const { ballotSize, minimumBallots, minimumCensus, masked, rollId, rules, schedule, outcome } = constitution;
  const floors = constitution.isTest ? TEST_FLOORS : FLOORS;
  return (
    unless(BALLOT_SIZES.includes(ballotSize), "ballotSize") ??
    unless(!masked, "masked") ??
    unless(rollId >= 0n && !isCompanion(rollId), "rollId") ??
    invalidRule(rules, ballotSize) ??
    unless(isLeast(minimumCensus, floors.minimumCensus, rules.maxPerOption), "minimumCensus") ??
    unless(isLeast(minimumBallots, floors.minimumBallots, rules.maxPerOption), "minimumBallots") ??
    invalidTime(schedule, floors.objectionPeriod) ??
    invalidOutcome(outcome, rules.optionCount) ??
    unless(BigInt(constitution.jointHash) === 0n || !outcome.closedBelowQuorum, "jointHash")
  );
}

/** The first field that contradicts the board, or undefined (P3.1). */
export function fieldAgainstBoard(constitution: Constitution, board: BoardFacts): string | undefined {
  const { consentsRequired, schedule } = constitution;
  const least = Math.min(board.threshold + 1, board.trustees);
  return (
    unless(board.termEndsAt > schedule.sharesDueAt, "schedule.sharesDueAt") ??
    unless(consentsRequired >= least && consentsRequired <= board.trustees, "consentsRequired")
  );
}

/** The field that contradicts the time of creation (Unix seconds), or undefined (P3.1, P3.4). */
export function fieldAgainstTime({ isTest, schedule }: Constitution, created: number): string | undefined {
  const { objectionPeriod } = isTest ? TEST_FLOORS : FLOORS;
  const ahead = schedule.opensAt > created && schedule.opensAt >= created + objectionPeriod;
  return unless(ahead, "schedule.opensAt");
}

/** Throws `ConstitutionInvalidError` for the first field that the factory would refuse. */
export function checkConstitution(constitution: Constitution, board?: BoardFacts): void {
  const field = invalidField(constitution) ?? (board && fieldAgainstBoard(constitution, board));
  if (field !== undefined) throw new ConstitutionInvalidError(field);
}

function invalidRule(rules: BallotRules, ballotSize: number): string | undefined {
  const mostPoints = rules.optionCount * rules.maxPerOption;
  return (
    unless(isUint(rules.optionCount, 8) && rules.optionCount > 0, "rules.optionCount") ??
    unless(rules.optionCount <= ballotSize, "rules.optionCount") ??
    unless(isUint(rules.maxPerOption, 8) && rules.maxPerOption > 0, "rules.maxPerOption") ??
    unless(isUint(rules.maxTotal, 16) && rules.maxTotal > 0, "rules.maxTotal") ??
    unless(isUint(rules.minTotal, 16), "rules.minTotal") ??
    unless(rules.minTotal <= rules.maxTotal && rules.minTotal <= mostPoints, "rules.minTotal") ??
    unless(isUint(rules.credits, 24) && rules.credits >= rules.minTotal, "rules.credits") ??
    unless(areCosts(rules.costs, rules.optionCount), "rules.costs") ??
    unless(isUint(rules.budget, 48), "rules.budget")
  );
}

function invalidTime(schedule: Schedule, objectionPeriod: number): string | undefined {
  const { censusTime, opensAt, openGrace, closesAt, closeGrace, sharesDueAt, sealDelay } = schedule;
  const wrong = Object.entries(schedule).find(([, value]) => !isUint(value, 48));
  return (
    (wrong && `schedule.${wrong[0]}`) ??
    unless(censusTime + objectionPeriod <= opensAt, "schedule.censusTime") ??
    unless(openGrace > 0, "schedule.openGrace") ??
    unless(closesAt > opensAt + openGrace, "schedule.closesAt") ??
    unless(sealDelay >= LEAST_SEAL_DELAY, "schedule.sealDelay") ??
    unless(sharesDueAt > closesAt + closeGrace + sealDelay, "schedule.sharesDueAt")
  );
}

function invalidOutcome(rule: OutcomeRule, optionCount: number): string | undefined {
  const { kind, winners, passingShare, tieBreak } = rule;
  const greedy = kind === "Greedy" || kind === "GreedyNoSkip";
  const tie = greedy || tieBreak === "ListedOrder" || (kind === "Ranking" && tieBreak === "None");
  const share = isExact(passingShare) && isSame(passingShare, NO_FRACTION) === (kind !== "Referendum");
  const seats = kind === "Ranking" ? isUint(winners, 8) && winners > 0 && winners <= optionCount : winners === 0;
  return (
    unless(kind !== "Referendum" || optionCount >= 2, "outcome.kind") ??
    unless(tie, "outcome.tieBreak") ??
    unless(isExact(rule.quorum), "outcome.quorum") ??
    unless(!rule.closedBelowQuorum || !isSame(rule.quorum, NO_FRACTION), "outcome.closedBelowQuorum") ??
    unless(isUint(rule.electors, 32), "outcome.electors") ??
    unless((rule.electors === 0) === (BigInt(rule.electorsSource) === 0n), "outcome.electorsSource") ??
    unless(share, "outcome.passingShare") ??
    unless(seats, "outcome.winners") ??
    unless(isUint(rule.minimumVotes, 24), "outcome.minimumVotes") ??
    unless(kind !== "Referendum" || rule.minimumVotes === 0, "outcome.minimumVotes") ??
    unless(isUint(rule.budget, 48) && (greedy || rule.budget === 0), "outcome.budget") ??
    unless(areCosts(rule.costs, greedy ? optionCount : 0), "outcome.costs")
  );
}

/** Whether a number of people is enough to hide in, and not more than any census can have. */
function isLeast(given: number, floor: number, maxPerOption: number): boolean {
  return isUint(given, 32) && given >= floor && given * maxPerOption < Number(COUNT_SHIFT);
}

function areCosts(costs: readonly number[], length: number): boolean {
  return costs.length === length && costs.every((cost) => isUint(cost, 40));
}

/** Whether a number fits the unsigned integer type that the contract holds it in. */
function isUint(value: number, bits: number): boolean {
  return Number.isSafeInteger(value) && value >= 0 && value < 2 ** bits;
}

function unless(holds: boolean, field: string): string | undefined {
  return holds ? undefined : field;
}
