import { type Decimal, scaled } from "./decimal.ts";
import { statedAmount } from "./limits.ts";
import type { PabulibProject } from "./parsePabulib.ts";
import { NotExpressibleError, PabulibMalformedError } from "./refusals.ts";
import type { Meta } from "./sections.ts";

/** The amounts of a file as whole numbers of one unit, 10^-decimals of the currency's. */
export type Money = {
  readonly decimals: number;
  /** Below 2^40, one for each project. */
  readonly costs: readonly number[];
  /** Below 2^48, as are the following; a limit beyond that could not bind. */
  readonly budget: number;
  /** Limits on the cost of one ballot, undefined where the file has none. */
  readonly minSumCost: number | undefined;
  readonly maxSumCost: number | undefined;
  readonly deviations: readonly string[];
};

const COST_LIMIT = 2 ** 40;
const MOST_BUDGET = 2 ** 48 - 1;

/**
 * Takes as many decimals as the file's amounts have, or as let every cost stay below 2^40.
 * Throws `NotExpressibleError` if not even whole units fit, `PabulibMalformedError` for an amount that is none.
 */
export function moneyOf(meta: Meta, projects: readonly PabulibProject[]): Money {
  const costs = projects.map(({ cost }) => cost);
  const budget = statedAmount(meta, "budget");
  if (budget === undefined) throw new PabulibMalformedError(1, "META has no budget");
  const [least, most] = [statedAmount(meta, "min_sum_cost"), statedAmount(meta, "max_sum_cost")];
  const wanted = Math.max(...[...costs, budget, least, most].map((amount) => amount?.decimals ?? 0));
  const fits = (decimals: number) => costs.every((cost) => scaled(cost, decimals) < COST_LIMIT);
  const decimals = Array.from({ length: wanted + 1 }, (_, i) => wanted - i).find(fits);
  if (decimals === undefined) throw new NotExpressibleError("a cost is 2^40 or more");
  const capped = (amount: Decimal) => Math.min(Number(scaled(amount, decimals)), MOST_BUDGET);
  return {
    decimals,
    costs: costs.map((cost) => Number(scaled(cost, decimals))),
    budget: capped(budget),
    minSumCost: least && capped(least),
    maxSumCost: most && capped(most),
    deviations: decimals < wanted ? [`amounts are rounded from ${wanted} decimals to ${decimals}`] : [],
  };
}

/** An amount in the currency's unit, for people. */
export function shownAmount(amount: number, { decimals }: Money): string {
  return (amount / 10 ** decimals).toFixed(decimals);
}
