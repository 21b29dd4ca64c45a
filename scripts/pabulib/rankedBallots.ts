import { NO_BUDGET, NO_CREDITS } from "../../sdk/election/constitution.ts";
import type { RuledBallots } from "./approvalBallots.ts";
import { atLeast, ballotsAt, highest, statedWhole } from "./limits.ts";
import { namingBallots, type Pabulib, type PabulibVote } from "./parsePabulib.ts";
import { NotExpressibleError } from "./refusals.ts";

const MOST_POINTS = 255;

/** How many ranks of a ballot give points: the first gives as many, the last one. */
type Scale = (vote: PabulibVote) => number;

/**
 * Ordinal ballots: K - k + 1 points for the project at rank k; later ranks give nothing. K is max_length or else the
 * number of projects; or, where the file's recorded totals agree with that for more projects, each ballot's own length.
 * The rules ask for different points that sum up to those of min_length to K ranks; they do not ask that no rank is left
 * out. Throws `NotExpressibleError` for another scoring function.
 */
export function rankedBallots(file: Pabulib): RuledBallots {
  const { meta, projects, votes } = file;
  const scoring = meta.get("scoring_fn")?.value ?? "Borda";
  if (scoring.toLowerCase() !== "borda") throw new NotExpressibleError(`its scoring function is ${scoring}`);
  const stated = Math.max(statedWhole(meta, "max_length") ?? projects.length, 1);
  const byFile: Scale = () => stated;
  const byLength: Scale = (vote) => vote.projects.length;
  const isOwn = agreement(file, byLength) > agreement(file, byFile);
  const scale = isOwn ? byLength : byFile;
  const ranks = isOwn ? Math.max(highest(votes.map(byLength)), 1) : stated;
  if (ranks > MOST_POINTS) throw new NotExpressibleError(`it has ${ranks} ranks, more than ${MOST_POINTS} points`);

  const best = (count: number, most: number) => {
    const given = Array.from({ length: Math.min(count, projects.length) }, (_, rank) => Math.max(most - rank, 0));
    return given.reduce((sum, value) => sum + value, 0);
  };
  const least = statedWhole(meta, "min_length") ?? 1;
  const totals = votes.map((vote) => best(vote.projects.length, scale(vote)));
  const leastTotal = best(least, isOwn ? least : ranks);
  const shortest = atLeast(`the points of min_length ${least}`, leastTotal, totals, votes);
  const long = isOwn ? [] : votes.filter((vote) => vote.projects.length > ranks);
  const otherwise = votes.filter(
    (vote) => vote.points.length > 0 && vote.points.some((given, rank) => Number(given) !== points(vote, rank, scale)),
  );
  return {
    rules: {
      optionCount: projects.length,
      maxPerOption: ranks,
      minTotal: shortest.value,
      maxTotal: best(projects.length, ranks),
      budget: NO_BUDGET,
      credits: NO_CREDITS,
      distinct: true,
      costs: projects.map(() => 0),
    },
    ballots: votes.map((vote) => choicesOf(vote, projects.length, scale)),
    deviations: [
      ...(isOwn
        ? ["the recorded totals are those of ranks that count from each ballot's own length; so do they here"]
        : []),
      ...shortest.deviations,
      ...(long.length > 0 ? [`above max_length ${ranks}: ${ballotsAt(long)}; ranks beyond it give no points`] : []),
      ...(otherwise.length > 0 ? [`other points than the ranks give: ${ballotsAt(otherwise)}; the ranks count`] : []),
    ],
    regarded: ["min_length", "max_length"],
  };
}

/** Points of the project at a rank, from 0. */
function points(vote: PabulibVote, rank: number, scale: Scale): number {
  return Math.max(scale(vote) - rank, 0);
}

function choicesOf(vote: PabulibVote, count: number, scale: Scale): number[] {
  const choices = Array.from({ length: count }, () => 0);
  for (const [rank, project] of vote.projects.entries()) choices[project] = points(vote, rank, scale);
  return choices;
}

/** For how many projects the recorded totals are those of a scale: scores, or votes where they are no counts of ballots. */
function agreement(file: Pabulib, scale: Scale): number {
  const { projects, votes } = file;
  const totals = projects.map(() => 0);
  for (const vote of votes) {
    for (const [rank, project] of vote.projects.entries()) {
      totals[project] = (totals[project] as number) + points(vote, rank, scale);
    }
  }
  const hasScores = projects.some(({ score }) => score !== null);
  const naming = namingBallots(file);
  const recorded = projects.map((project, i) => {
    if (hasScores) return project.score;
    return project.votes === naming[i] ? null : project.votes;
  });
  return recorded.filter((total, i) => total !== null && total === totals[i]).length;
}
