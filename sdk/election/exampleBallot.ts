import { HanpyoError } from "../errors.ts";
import type { BallotRules } from "./constitution.ts";

export class NoLegalBallotError extends HanpyoError {
  constructor() {
    super(
      "NO_LEGAL_BALLOT",
      "No ballot at all can keep all of these rules",
      "Lower the least total, or raise the limits of points, costs or credits",
    );
  }
}

/** What is left for the options from one on, which stand in the order of their costs. */
type Rest = {
  readonly option: number;
  /** Most points for one of them. */
  readonly most: number;
  readonly total: number;
  readonly credits: number;
  readonly budget: number;
};

type Search = {
  /** Of a point for each option, the cheapest first. */
  readonly costs: readonly number[];
  readonly distinct: boolean;
  /** What a credit is worth in the unit of costs, such that both limits together exclude most. */
  readonly worth: number;
  /** Least expense and worth of credits of a total, by option and total. */
  readonly least: readonly Float64Array[];
  /** Credits and budget with which an option, most points and total came to nothing. */
  readonly failed: Map<string, { readonly credits: number; readonly budget: number }[]>;
};

/** Above the rounding of sums that reach 2^65. */
const SLACK = 1 + 2 ** -32;

/**
 * The points for each option of a legal ballot, or undefined if there is none (P3.1, P5.1); exact, for rules whose
 * fields are in range. Points are moved to cheaper options and taken away above the least total without breaking a
 * rule, so it looks among the ballots of exactly that total that give a cheaper option at least as many points.
 */
export function exampleBallot(rules: BallotRules): readonly number[] | undefined {
  const { optionCount, maxPerOption, minTotal, maxTotal, credits, budget, distinct } = rules;
  if (minTotal > maxTotal) return undefined;
  const order = Array.from({ length: optionCount }, (_, option) => option).sort(
    (a, b) => (rules.costs[a] ?? 0) - (rules.costs[b] ?? 0),
  );
  const costs = order.map((option) => rules.costs[option] ?? 0);
  const rest = { option: 0, most: maxPerOption, total: minTotal, credits, budget };
  const found = atTheEnds(rest, costs, distinct);
  if (found === "none") return undefined;
  const sorted = found === "unknown" ? pointsOf(rest, searchOf(rest, costs, distinct)) : found;
  return sorted && Array.from({ length: optionCount }, (_, option) => sorted[order.indexOf(option)] ?? 0);
}

/** The same for an election that is to be created. Throws `NoLegalBallotError`. */
export function requireExampleBallot(rules: BallotRules): readonly number[] {
  const example = exampleBallot(rules);
  if (example === undefined) throw new NoLegalBallotError();
  return example;
}

/** Of all ways to give the total, the steepest costs least and the flattest takes the fewest credits. */
function atTheEnds(rest: Rest, costs: readonly number[], distinct: boolean): readonly number[] | "none" | "unknown" {
  const count = costs.length - rest.option;
  const [steep, flat] = [steepest(rest, count, distinct), flattest(rest, count, distinct)];
  if (sum(steep) < rest.total) return "none";
  const expense = (points: readonly number[]) => sum(points.map((value, i) => value * (costs[rest.option + i] ?? 0)));
  if (expense(steep) > rest.budget || sum(flat.map(squared)) > rest.credits) return "none";
  if (sum(steep.map(squared)) <= rest.credits) return steep;
  return expense(flat) <= rest.budget ? flat : "unknown";
}

function steepest({ most, total }: Rest, count: number, distinct: boolean): readonly number[] {
  const points: number[] = [];
  let [next, left] = [most, total];
  while (points.length < count && left > 0 && next > 0) {
    const value = Math.min(next, left);
    points.push(value);
    left -= value;
    next = distinct ? value - 1 : most;
  }
  return points;
}

/** As level as it can be; where points must differ, over a stair from as many options as it has room for. */
function flattest({ most, total }: Rest, count: number, distinct: boolean): readonly number[] {
  const stairs = Math.floor((Math.sqrt(8 * total + 1) - 1) / 2);
  const used = distinct ? Math.min(count, most, stairs) : count;
  const step = (i: number) => (distinct ? used - i : 0);
  const level = total - sum(Array.from({ length: used }, (_, i) => step(i)));
  return Array.from({ length: used }, (_, i) => step(i) + Math.floor(level / used) + (i < level % used ? 1 : 0));
}

function searchOf(rest: Rest, costs: readonly number[], distinct: boolean): Search {
  const excess = (worth: number) =>
    (leastWorths(costs, rest.most, worth)[rest.total] as number) - worth * Math.min(rest.credits, 2 ** 24);
  let [low, high] = [0, (costs.at(-1) ?? 0) + 1];
  for (let round = 0; round < 64; round++) {
    const third = (high - low) / 3;
    if (excess(low + third) < excess(high - third)) low += third;
    else high -= third;
  }
  const worth = (low + high) / 2;
  const least = [...costs, 0].map((_, i) => leastWorths(costs.slice(i), rest.most, worth));
  return { costs, distinct, worth, least, failed: new Map() };
}

/** The least expense and worth of credits of each total: a point more always goes where it adds least. */
function leastWorths(costs: readonly number[], most: number, worth: number): Float64Array {
  const added = new Float64Array(costs.length * most);
  for (const [i, cost] of costs.entries())
    for (let value = 0; value < most; value++) added[i * most + value] = cost + worth * (2 * value + 1);
  added.sort();
  const least = new Float64Array(added.length + 1);
  for (const [i, one] of added.entries()) least[i + 1] = (least[i] as number) + one;
  return least;
}

/** Points for the options that are left, the values that promise most first; undefined if there are none. */
function pointsOf(rest: Rest, search: Search): readonly number[] | undefined {
  const { option, most, total, credits, budget } = rest;
  const { costs, distinct, worth, least } = search;
  const found = atTheEnds(rest, costs, distinct);
  if (found !== "unknown") return found === "none" ? undefined : found;
  const key = `${option} ${most} ${total}`;
  const failed = search.failed.get(key) ?? [];
  if (failed.some((earlier) => earlier.credits >= credits && earlier.budget >= budget)) return undefined;
  const cost = costs[option] as number;
  const left = least[option + 1] as Float64Array;
  const limit = (budget + worth * credits) * SLACK;
  const values = Array.from({ length: Math.min(most, total) }, (_, i) => i + 1)
    .map((value) => ({ value, promise: value * cost + worth * squared(value) + (left[total - value] ?? Infinity) }))
    .filter(({ promise }) => promise <= limit)
    .sort((a, b) => a.promise - b.promise);
  for (const { value } of values) {
    const points = pointsOf(
      {
        option: option + 1,
        most: distinct ? value - 1 : value,
        total: total - value,
        credits: credits - squared(value),
        budget: budget - value * cost,
      },
      search,
    );
    if (points !== undefined) return [value, ...points];
  }
  search.failed.set(key, [...failed, { credits, budget }]);
  return undefined;
}

function squared(value: number): number {
  return value * value;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
