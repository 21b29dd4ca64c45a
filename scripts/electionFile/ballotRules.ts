import { type BallotRules, NO_BUDGET, NO_CREDITS } from "../../sdk/election/constitution.ts";
import type { ElectionFile } from "./schema.ts";

/** A kind of ballot as settings of the one rule set (docs/protocol.md, section 5, "Kinds of ballots"). */
export function ballotRulesOf(ballot: ElectionFile["ballot"], costs: readonly number[]): BallotRules {
  const optionCount = costs.length;
  const limits = { optionCount, maxPerOption: 1, minTotal: 0, maxTotal: optionCount };
  const unlimited = { budget: NO_BUDGET, credits: NO_CREDITS, distinct: false, costs: costs.map(() => 0) };
  const plain: BallotRules = { ...limits, ...unlimited };
  switch (ballot.kind) {
    case "yes-no-abstain":
    case "single-choice":
      return { ...plain, minTotal: 1, maxTotal: 1 };
    case "approval":
      return { ...plain, minTotal: ballot.atLeast ?? 0, maxTotal: ballot.atMost };
    case "score":
      return { ...plain, maxPerOption: ballot.top, maxTotal: optionCount * ballot.top };
    case "cumulative":
      return { ...plain, maxPerOption: ballot.points, minTotal: ballot.atLeast ?? 0, maxTotal: ballot.points };
    case "quadratic": {
      const most = Math.floor(Math.sqrt(ballot.credits));
      return { ...plain, maxPerOption: most, maxTotal: optionCount * most, credits: ballot.credits };
    }
    case "positional": {
      const { ranks, atLeast = 0 } = ballot;
      return { ...plain, maxPerOption: ranks, minTotal: atLeast, maxTotal: (ranks * (ranks + 1)) / 2, distinct: true };
    }
    case "knapsack":
      return { ...plain, budget: ballot.budget, costs };
  }
}
