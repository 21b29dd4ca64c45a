import { type BallotRules, NO_BUDGET, NO_CREDITS } from "../../sdk/election/constitution.ts";
import { atLeast, atMost, notHeld, statedWhole } from "./limits.ts";
import { type Money, shownAmount } from "./money.ts";
import type { Pabulib, PabulibVote } from "./parsePabulib.ts";

/** The ballots of a file as choices, and rules that accept every one of them. */
export type RuledBallots = {
  readonly rules: BallotRules;
  /** Points by project, in the file's order. */
  readonly ballots: readonly (readonly number[])[];
  /** Where rules and file differ, in sentences. */
  readonly deviations: readonly string[];
  /** Limits of META that were regarded. */
  readonly regarded: readonly string[];
};

/**
 * Approval ballots: a set of projects, between min_length (1 by default) and max_length of them, that cost no more
 * than max_sum_cost. Ballots of a knapsack vote are recorded as such, too.
 */
export function approvalBallots({ meta, projects, votes }: Pabulib, money: Money): RuledBallots {
  const least = statedWhole(meta, "min_length") ?? 1;
  const most = statedWhole(meta, "max_length") ?? projects.length;
  return setsOfProjects({ projects, votes }, { least, most }, money);
}

/** Ballots for exactly one project. */
export function singleChoiceBallots(file: Pabulib, money: Money): RuledBallots {
  return setsOfProjects(file, { least: 1, most: 1 }, money);
}

function setsOfProjects(
  { projects, votes }: Pick<Pabulib, "projects" | "votes">,
  { least, most }: { readonly least: number; readonly most: number },
  money: Money,
): RuledBallots {
  const lengths = votes.map((vote) => vote.projects.length);
  const expenses = votes.map((vote) => sumOf(vote.projects.map((project) => money.costs[project] as number)));
  const shortest = atLeast(`min_length ${least}`, least, lengths, votes);
  const longest = atMost(`max_length ${most}`, Math.min(most, projects.length), lengths, votes);
  const { maxSumCost } = money;
  const shown = (amount: number) => shownAmount(amount, money);
  const dearest =
    maxSumCost === undefined
      ? undefined
      : atMost(`max_sum_cost ${shown(maxSumCost)}`, maxSumCost, expenses, votes, shown);
  return {
    rules: {
      optionCount: projects.length,
      maxPerOption: 1,
      credits: NO_CREDITS,
      distinct: false,
      minTotal: shortest.value,
      maxTotal: Math.max(longest.value, 1),
      budget: dearest?.value ?? NO_BUDGET,
      costs: dearest ? money.costs : money.costs.map(() => 0),
    },
    ballots: votes.map((vote) => projects.map((_, project) => Number(vote.projects.includes(project)))),
    deviations: [
      ...shortest.deviations,
      ...longest.deviations,
      ...(dearest?.deviations ?? []),
      ...cheapest(money, expenses, votes, least > 0),
    ],
    regarded: ["min_length", "max_length", "min_sum_cost", "max_sum_cost"],
  };
}

/** A ballot's rules have no least cost; where every project costs as much, a least length is one. */
function cheapest(
  money: Money,
  expenses: readonly number[],
  votes: readonly PabulibVote[],
  isNamed: boolean,
): readonly string[] {
  const least = money.minSumCost ?? 0;
  if (least === 0 || (isNamed && money.costs.every((cost) => cost >= least))) return [];
  const below = votes.filter((_, i) => (expenses[i] as number) < least);
  return [notHeld(`min_sum_cost ${shownAmount(least, money)}`, below)];
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
