import type { RehearsalPlan } from "./plan.ts";

/** The same plan on ballots of `ballotSize` options: those that it does not offer get 0. */
export function resized(plan: RehearsalPlan, ballotSize: number): RehearsalPlan {
  const sized = (choices: readonly number[]) => Array.from({ length: ballotSize }, (_, option) => choices[option] ?? 0);
  const { ballots, change } = plan;
  return {
    ...plan,
    ballotSize,
    ballots: ballots.map(sized),
    ...(change && { change: { ...change, choices: sized(change.choices) } }),
  };
}
