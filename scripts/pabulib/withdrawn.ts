import type { RuledBallots } from "./approvalBallots.ts";
import { ballotsAt } from "./limits.ts";
import type { Pabulib, PabulibProject } from "./parsePabulib.ts";

/** Pabulib marks a project that was withdrawn after the vote by a cost of nines: 999999999. */
const MARK = /^9{9,}$/;
const FREE = { digits: 0n, decimals: 0 };

/** Positions of the projects that the rule can fund. */
export function offeredProjects(projects: readonly PabulibProject[]): readonly number[] {
  return projects.flatMap((project, position) => (isWithdrawn(project) ? [] : [position]));
}

/** Projects with costs that mean money: a withdrawn one has none. */
export function pricedProjects(projects: readonly PabulibProject[]): readonly PabulibProject[] {
  return projects.map((project) => (isWithdrawn(project) ? { ...project, cost: FREE } : project));
}

/** Ballots and rules of the projects that are offered; what a ballot gives to others is left out. */
export function ballotsOnOffer({ rules, ballots, ...ruled }: RuledBallots, offered: readonly number[]): RuledBallots {
  if (offered.length === rules.optionCount) return { rules, ballots, ...ruled };
  const taken = ballots.map((choices) => offered.map((position) => choices[position] as number));
  const least = taken.reduce((lowest, choices) => Math.min(lowest, sumOf(choices)), rules.minTotal);
  const mostPoints = offered.length * rules.maxPerOption;
  return {
    ...ruled,
    ballots: taken,
    rules: {
      ...rules,
      optionCount: offered.length,
      minTotal: least,
      maxTotal: rules.distinct ? rules.maxTotal : Math.min(rules.maxTotal, mostPoints),
      costs: offered.map((position) => rules.costs[position] as number),
    },
  };
}

/** Which projects are left out, and how many ballots that concerns. */
export function withdrawnDeviations({ projects, votes }: Pabulib): readonly string[] {
  return projects.flatMap((project, position) => {
    if (!isWithdrawn(project)) return [];
    const naming = votes.filter((vote) => vote.projects.includes(position));
    const named = naming.length === 0 ? "no ballot names it" : `it is named by ${ballotsAt(naming)}`;
    return [`project ${project.id} is marked as withdrawn and left out before the rule; ${named}`];
  });
}

function isWithdrawn({ cost }: PabulibProject): boolean {
  return cost.decimals === 0 && MARK.test(String(cost.digits));
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
