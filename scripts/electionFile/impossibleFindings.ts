import { error, type Found, warning } from "./finding.ts";
import { isSlipOfPercent } from "./fractionText.ts";
import type { ElectionFile } from "./schema.ts";
import { consentsRequiredBy, optionsOf } from "./toElection.ts";

/** What the factory would take and what can never work, as far as the file alone says so (P3.6). */
export function impossibleFindings(file: ElectionFile): readonly Found[] {
  return [...fundingFindings(file), ...boardFindings(file), ...shareFindings(file)];
}

/** Options that no count can fund, and those that no ballot can choose. */
function fundingFindings(file: ElectionFile): readonly Found[] {
  const { outcome, ballot } = file;
  const costs = optionsOf(file).map(({ cost }) => cost);
  const least = Math.min(...costs.map((cost) => cost ?? 0));
  if (outcome.rule !== "greedy" && outcome.rule !== "greedy-no-skip") return [];
  if (least > outcome.budget) return [error("outcome.budget", "budgetBelowAll", { budget: outcome.budget, least })];
  if (ballot.kind === "knapsack" && least > ballot.budget) {
    return [error("ballot.budget", "ballotBelowAll", { budget: ballot.budget, least })];
  }
  return costs.flatMap((cost = 0, i) => {
    const path = `options.${i}.cost`;
    if (cost > outcome.budget) return [error(path, "costOverBudget", { budget: outcome.budget })];
    if (ballot.kind === "knapsack" && cost > ballot.budget)
      return [error(path, "costOverBallot", { budget: ballot.budget })];
    return [];
  });
}

/**
 * Boards that lose the election with one trustee: by its consent, or by its key. Legal, so whoever means it writes the
 * consents down; a test may be so.
 */
function boardFindings(file: ElectionFile): readonly Found[] {
  const { trustees, threshold, consentsRequired } = file.board;
  const count = trustees.length;
  if (threshold < 2 || threshold > count) return [];
  const level = file.test || consentsRequired !== undefined ? warning : error;
  if (threshold === count) return [level("board.threshold", "everyKeyNeeded", { count })];
  if (level === warning || consentsRequiredBy(file) < count) return [];
  return [error("board.threshold", "everyConsentNeeded", { threshold, count })];
}

/** Per cents that were meant as fractions. */
function shareFindings({ outcome }: ElectionFile): readonly Found[] {
  const shares: readonly (readonly [path: string, text: string])[] = [
    ["outcome.quorum", outcome.quorum],
    ...(outcome.rule === "referendum" ? [["outcome.passingShare", outcome.passingShare] as const] : []),
  ];
  return shares
    .filter(([, text]) => isSlipOfPercent(text))
    .map(([path, text]) => error(path, "underOnePercent", { share: text }));
}
