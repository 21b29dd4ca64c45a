import type { Constitution } from "../../../../sdk/election/constitution.ts";
import type { Result, Verdict } from "./verdict.ts";

/** Why an option is among the chosen, or not. */
export type Standing = "selected" | "noVotes" | "tooFewVotes" | "tied" | "notAmong" | "budget" | "stopped";

/** An option with what it received; a referendum's options stand for nothing but their counts. */
export type RankedOption = {
  readonly option: number;
  readonly count: number;
  readonly standing: Standing | undefined;
};

/**
 * The options in the order in which the rule went through them (P10.2): most votes first, equals by cost where the rule
 * says so, then as listed. A referendum's stay as listed, and have no standing; nor has any below the quorum.
 */
export function rankedOptions(
  { outcome: rule }: Pick<Constitution, "outcome">,
  { counts }: Pick<Result, "counts">,
  verdict: Verdict,
): readonly RankedOption[] {
  const all = counts.map((count, option) => ({ option, count }));
  if (rule.kind === "Referendum") return all.map((one) => ({ ...one, standing: undefined }));
  const costOf = (option: number) => rule.costs[option] ?? 0;
  const byCost = (a: number, b: number) => (rule.tieBreak === "CheaperFirst" ? costOf(a) - costOf(b) : 0);
  const ranked = all.toSorted((a, b) => b.count - a.count || byCost(a.option, b.option) || a.option - b.option);
  if (verdict.kind === "quorumMissed") return ranked.map((one) => ({ ...one, standing: undefined }));
  let left = rule.budget;
  return ranked.map(({ option, count }) => {
    const standing = standingOf();
    if (standing === "selected") left -= costOf(option);
    return { option, count, standing };

    function standingOf(): Standing {
      if (verdict.selected.includes(option)) return "selected";
      if (count === 0) return "noVotes";
      if (count < rule.minimumVotes) return "tooFewVotes";
      if (verdict.tied.includes(option)) return "tied";
      if (rule.kind === "Ranking") return "notAmong";
      return costOf(option) > left ? "budget" : "stopped";
    }
  });
}
