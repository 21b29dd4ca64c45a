import { ZeroHash } from "ethers";
import type { OutcomeKind, OutcomeRule } from "../../sdk/election/constitution.ts";
import { NO_FRACTION } from "../../sdk/election/fraction.ts";
import { numberOf } from "./decimal.ts";
import { statedAmount } from "./limits.ts";
import type { Money } from "./money.ts";
import { NotExpressibleError } from "./refusals.ts";
import type { Meta } from "./sections.ts";

/** How projects are funded, and in sentences where that differs from what the file says. */
export type Allocation = {
  /** As Pabulib names it. */
  readonly rule: string;
  readonly outcome: OutcomeRule;
  readonly deviations: readonly string[];
};

const KINDS: ReadonlyMap<string, OutcomeKind> = new Map([
  ["greedy", "Greedy"],
  ["greedy-threshold", "Greedy"],
  ["greedy-no-skip", "GreedyNoSkip"],
]);
const VOTES_LIMIT = 2 ** 24;

/**
 * The allocation rule; an unknown one is taken as greedy. Throws `NotExpressibleError` for any other.
 * @param offered Positions of the projects that it can fund.
 */
export function allocationOf(meta: Meta, money: Money, offered: readonly number[]): Allocation {
  const rule = meta.get("rule")?.value.toLowerCase() ?? "unknown";
  const kind = rule === "unknown" ? "Greedy" : KINDS.get(rule);
  if (kind === undefined) throw new NotExpressibleError(`its rule is ${rule}`);
  const threshold = statedAmount(meta, "min_project_score_threshold");
  const minimumVotes = threshold === undefined ? 0 : Math.ceil(numberOf(threshold));
  if (minimumVotes >= VOTES_LIMIT) throw new NotExpressibleError("min_project_score_threshold is 2^24 or more");
  return {
    rule: rule === "unknown" ? "greedy" : rule,
    outcome: {
      kind,
      tieBreak: "ListedOrder",
      quorum: NO_FRACTION,
      closedBelowQuorum: false,
      electors: 0,
      electorsSource: ZeroHash,
      passingShare: NO_FRACTION,
      winners: 0,
      minimumVotes,
      budget: money.budget,
      costs: offered.map((position) => money.costs[position] as number),
    },
    deviations: [
      ...(rule === "unknown" ? ["the file states no rule; greedy is assumed"] : []),
      ...(rule === "greedy-threshold" && threshold === undefined
        ? ["the rule is greedy-threshold, but min_project_score_threshold is missing; there is none here"]
        : []),
      ...leftover(meta),
    ],
  };
}

/** What the file says of money left over; greedy already goes on with every project that fits. */
function leftover(meta: Meta): string[] {
  const stated = meta.get("leftover_budget")?.value;
  return stated === undefined ? [] : [`leftover_budget says "${stated}"; here the rule alone decides`];
}
