import { NO_FRACTION } from "../../sdk/election/fraction.ts";
import { error, type Found, warning } from "./finding.ts";
import { fractionOf, isSlipOfPercent } from "./fractionText.ts";
import type { ElectionFile } from "./schema.ts";
import { consentsRequiredBy, optionsOf } from "./toElection.ts";

/** What the factory would take and what can never work, as far as the file alone says so (P3.6). */
export function impossibleFindings(file: ElectionFile): readonly Found[] {
  return [
    ...fundingFindings(file),
    ...boardFindings(file),
    ...shareFindings(file),
    ...turnoutFindings(file),
    ...undecidedFindings(file),
  ];
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

/** Per cents that were meant as fractions; shares that accept what more people reject, or what one person stops. */
function shareFindings({ outcome }: ElectionFile): readonly Found[] {
  const shares: readonly (readonly [path: string, text: string])[] = [
    ["outcome.quorum", outcome.quorum],
    ...(outcome.rule === "referendum" ? [["outcome.passingShare", outcome.passingShare] as const] : []),
  ];
  const slips = shares.filter(([, text]) => isSlipOfPercent(text));
  return [
    ...slips.map(([path, text]) => error(path, "underOnePercent", { share: text })),
    ...(outcome.rule === "referendum" && slips.length === 0 ? passingFindings(outcome.passingShare) : []),
  ];
}

function passingFindings(share: string): readonly Found[] {
  const path = "outcome.passingShare";
  const { numerator, denominator, moreThan } = fractionOf(share) ?? NO_FRACTION;
  // A share of nothing is refused by the factory's own rule.
  if (numerator === 0 && !moreThan) return [];
  if (2 * numerator < denominator || (2 * numerator === denominator && !moreThan)) {
    return [warning(path, "passesWithFewer", { share })];
  }
  return numerator === denominator ? [warning(path, "oneNoRejects", { share })] : [];
}

/** Figures that no turnout is ever measured by, and quorums that are none, or nearly everybody. */
function turnoutFindings({ outcome, roll, minimumBallots }: ElectionFile): readonly Found[] {
  const { quorum, electors } = outcome;
  const { numerator, denominator, moreThan } = fractionOf(quorum) ?? NO_FRACTION;
  const { minimumCensus } = roll;
  return [
    ...(quorum !== "none" && numerator === 0 && !moreThan ? [error("outcome.quorum", "quorumOfNothing")] : []),
    ...(10 * numerator >= 9 * denominator ? [warning("outcome.quorum", "quorumOfAll", { share: quorum })] : []),
    ...(electors !== undefined && electors < minimumCensus
      ? [error("outcome.electors", "electorsBelowCensus", { electors, least: minimumCensus })]
      : []),
    ...(minimumBallots > minimumCensus
      ? [warning("minimumBallots", "ballotsAboveCensus", { ballots: minimumBallots, least: minimumCensus })]
      : []),
  ];
}

/** Outcomes that the counts hardly decide, and costs that were perhaps forgotten. */
function undecidedFindings(file: ElectionFile): readonly Found[] {
  const { outcome, ballot } = file;
  const options = optionsOf(file);
  const count = options.length;
  const ranks =
    ballot.kind === "positional" && ballot.ranks > count ? [warning("ballot.ranks", "ranksMany", { count })] : [];
  if (outcome.rule === "ranking") {
    return [...ranks, ...(outcome.winners === count ? [warning("outcome.winners", "allWin", { count })] : [])];
  }
  if (outcome.rule === "referendum") return ranks;
  const sum = options.reduce((total, { cost = 0 }) => total + cost, 0);
  return [
    ...ranks,
    ...(sum <= outcome.budget ? [warning("outcome.budget", "budgetHoldsAll", { budget: outcome.budget, sum })] : []),
    ...options.flatMap(({ cost }, i) => (cost === 0 ? [warning(`options.${i}.cost`, "costsNothing")] : [])),
  ];
}
