import { NO_BUDGET, NO_CREDITS } from "../../sdk/election/constitution.ts";
import type { RuledBallots } from "./approvalBallots.ts";
import { atLeast, ballotsAt, statedWhole } from "./limits.ts";
import type { Pabulib } from "./parsePabulib.ts";
import { NotExpressibleError } from "./refusals.ts";

const MOST_POINTS = 255;

/**
 * Ordinal ballots: K - k + 1 points for the project at rank k, K = max_length or else the number of projects; later
 * ranks give nothing. The rules ask for different points that sum up to those of min_length to K ranks; they do not
 * ask that no rank is left out.
 * Throws `NotExpressibleError` for another scoring function.
 */
export function rankedBallots({ meta, projects, votes }: Pabulib): RuledBallots {
  const scoring = meta.get("scoring_fn")?.value ?? "Borda";
  if (scoring.toLowerCase() !== "borda") throw new NotExpressibleError(`its scoring function is ${scoring}`);
  const ranks = Math.max(statedWhole(meta, "max_length") ?? projects.length, 1);
  if (ranks > MOST_POINTS) throw new NotExpressibleError(`it has ${ranks} ranks, more than ${MOST_POINTS} points`);
  const points = (rank: number) => Math.max(ranks - rank, 0);
  const best = (count: number) =>
    Array.from({ length: Math.min(count, projects.length) }, (_, rank) => points(rank)).reduce(
      (sum, value) => sum + value,
      0,
    );

  const ballots = votes.map((vote) =>
    projects.map((_, project) => (vote.projects.includes(project) ? points(vote.projects.indexOf(project)) : 0)),
  );
  const least = statedWhole(meta, "min_length") ?? 1;
  const totals = votes.map((vote) => best(vote.projects.length));
  const shortest = atLeast(`the points of min_length ${least}`, best(least), totals, votes);
  const long = votes.filter((vote) => vote.projects.length > ranks);
  const otherwise = votes.filter(
    (vote) => vote.points.length > 0 && vote.points.some((given, rank) => Number(given) !== points(rank)),
  );
  return {
    rules: {
      optionCount: projects.length,
      maxPerOption: ranks,
      minTotal: shortest.value,
      maxTotal: best(projects.length),
      budget: NO_BUDGET,
      credits: NO_CREDITS,
      distinct: true,
      costs: projects.map(() => 0),
    },
    ballots,
    deviations: [
      ...shortest.deviations,
      ...(long.length > 0 ? [`above max_length ${ranks}: ${ballotsAt(long)}; ranks beyond it give no points`] : []),
      ...(otherwise.length > 0 ? [`other points than the ranks give: ${ballotsAt(otherwise)}; the ranks count`] : []),
    ],
    regarded: ["min_length", "max_length"],
  };
}
