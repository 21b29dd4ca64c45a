import { NO_BUDGET, NO_CREDITS } from "../../sdk/election/constitution.ts";
import type { RuledBallots } from "./approvalBallots.ts";
import { decimalOf, numberOf } from "./decimal.ts";
import { atLeast, atMost, highest, type Limit, notHeld, statedDecimal, statedWhole } from "./limits.ts";
import type { Pabulib, PabulibVote } from "./parsePabulib.ts";
import { NotExpressibleError, PabulibMalformedError } from "./refusals.ts";

/** Most points for one option of a ballot. */
const MOST_POINTS = 255;

const REGARDED = [
  ...["min_length", "max_length", "min_points", "max_points"],
  ...["min_sum_points", "max_sum_points", "default_score"],
];

/**
 * Cumulative ballots: points for some projects, at most max_sum_points altogether.
 * Throws `NotExpressibleError` for points that are negative, not whole or above 255, and `PabulibMalformedError`
 * where points and projects do not fit together.
 */
export function cumulativeBallots(file: Pabulib): RuledBallots {
  const ballots = file.votes.map((vote) => choicesOf(vote, file.projects.length, 0));
  return pointBallots(file, ballots, statedWhole(file.meta, "max_sum_points"), 1);
}

/** Scoring ballots: points for every project, `default_score` for those not named. Throws as `cumulativeBallots`. */
export function scoringBallots(file: Pabulib): RuledBallots {
  const stated = statedDecimal(file.meta, "default_score");
  const unnamed = stated === undefined ? 0 : wholePoints(numberOf(stated), "default_score is");
  const ballots = file.votes.map((vote) => choicesOf(vote, file.projects.length, unnamed));
  return pointBallots(file, ballots, undefined, 0);
}

/**
 * @param most Most points for one project unless max_points says it, undefined for what the ballots have.
 * @param each Least points for each of min_length projects unless min_points says it.
 */
function pointBallots(
  { meta, projects, votes }: Pabulib,
  ballots: readonly (readonly number[])[],
  most: number | undefined,
  each: number,
): RuledBallots {
  const totals = ballots.map((choices) => choices.reduce((sum, points) => sum + points, 0));
  const tops = ballots.map(highest);
  const perOption = mostPerOption(statedWhole(meta, "max_points") ?? most, tops, votes);
  const leastEach = Math.max(each, numberOf(statedDecimal(meta, "min_points") ?? { digits: 0n, decimals: 0 }));
  const leastTotal = Math.max(
    statedWhole(meta, "min_sum_points") ?? 0,
    Math.ceil((statedWhole(meta, "min_length") ?? 1) * leastEach),
  );
  const mostPossible = perOption.value * projects.length;
  const stated = statedWhole(meta, "max_sum_points") ?? mostPossible;
  const highestTotal = atMost(`max_sum_points ${stated}`, Math.min(stated, mostPossible), totals, votes);
  const lowestTotal = atLeast(`the total ${leastTotal} of min_length and min_sum_points`, leastTotal, totals, votes);
  return {
    rules: {
      optionCount: projects.length,
      maxPerOption: perOption.value,
      minTotal: lowestTotal.value,
      maxTotal: Math.max(highestTotal.value, 1),
      budget: NO_BUDGET,
      credits: NO_CREDITS,
      distinct: false,
      costs: projects.map(() => 0),
    },
    ballots,
    deviations: [
      ...perOption.deviations,
      ...lowestTotal.deviations,
      ...highestTotal.deviations,
      ...lengthsNotHeld({ meta, projects, votes }, perOption.value, highestTotal.value),
      ...leastPointsNotHeld({ meta, votes }),
    ],
    regarded: REGARDED,
  };
}

function mostPerOption(stated: number | undefined, tops: readonly number[], votes: readonly PabulibVote[]): Limit {
  const limit = atMost(`max_points ${stated}`, Math.min(stated ?? highest(tops), MOST_POINTS), tops, votes);
  const lowered = stated !== undefined && stated > MOST_POINTS;
  return {
    value: Math.max(limit.value, 1),
    deviations: lowered ? [`max_points ${stated} is lowered to ${MOST_POINTS}, the most here`] : limit.deviations,
  };
}

/** Rules limit points, not the number of projects that get some. */
function lengthsNotHeld(
  { meta, projects, votes }: Pick<Pabulib, "meta" | "projects" | "votes">,
  perOption: number,
  total: number,
): string[] {
  const [least, most] = [statedWhole(meta, "min_length") ?? 1, statedWhole(meta, "max_length") ?? projects.length];
  const short = votes.filter((vote) => vote.projects.length < least);
  const long = votes.filter((vote) => vote.projects.length > most);
  return [
    ...(least > 1 && perOption > 1 ? [notHeld(`min_length ${least}`, short)] : []),
    ...(most < Math.min(projects.length, total) ? [notHeld(`max_length ${most}`, long)] : []),
  ];
}

/** Rules let every option have 0 points. */
function leastPointsNotHeld({ meta, votes }: Pick<Pabulib, "meta" | "votes">): string[] {
  const least = numberOf(statedDecimal(meta, "min_points") ?? { digits: 0n, decimals: 0 });
  const below = votes.filter(({ points }) => points.some((given) => Number(given) < least));
  return least > 1 || least < 0 ? [notHeld(`min_points ${least}`, below)] : [];
}

function choicesOf({ line, projects, points }: PabulibVote, count: number, unnamed: number): number[] {
  if (points.length !== projects.length) {
    throw new PabulibMalformedError(
      line,
      `the ballot names ${projects.length} projects and gives ${points.length} points`,
    );
  }
  const given = points.map((text) => {
    const value = decimalOf(text);
    if (value === undefined) throw new PabulibMalformedError(line, `"${text}" is not a number of points`);
    return wholePoints(numberOf(value), `line ${line} gives`);
  });
  return Array.from({ length: count }, (_, project) => given[projects.indexOf(project)] ?? unnamed);
}

function wholePoints(value: number, where: string): number {
  if (value < 0) throw new NotExpressibleError(`${where} ${value} points, and points cannot be negative`);
  if (!Number.isInteger(value)) throw new NotExpressibleError(`${where} ${value} points, and points must be whole`);
  if (value > MOST_POINTS) throw new NotExpressibleError(`${where} ${value} points, more than ${MOST_POINTS}`);
  return value;
}
