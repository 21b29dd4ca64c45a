import { type Outcome, optionsOfBits } from "../../../../sdk/election/outcome.ts";
import type { ListedElection } from "../../shared/elections/queries.ts";

/** Counts of the offered options, and what the contract made of them. */
export type Result = { readonly counts: readonly number[]; readonly outcome: Outcome };

/** What an outcome is in one word, and which options it selects. */
export type Verdict = {
  readonly kind:
    | "accepted"
    | "rejected"
    | "equalHalves"
    | "neitherVoted"
    | "quorumMissed"
    | "selected"
    | "nothingSelected";
  readonly selected: readonly number[];
  /** Options with equal votes of which not all fitted. */
  readonly tied: readonly number[];
};

export function verdictOf(
  { constitution }: Pick<ListedElection, "constitution">,
  { counts, outcome }: Result,
): Verdict {
  const options = { selected: optionsOfBits(outcome.selected), tied: optionsOfBits(outcome.tied) };
  if (!outcome.quorumReached) return { kind: "quorumMissed", ...options };
  if (constitution.outcome.kind !== "Referendum") {
    return { kind: options.selected.length > 0 ? "selected" : "nothingSelected", ...options };
  }
  if (outcome.verdict === "Accepted") return { kind: "accepted", ...options };
  if (outcome.verdict === "Rejected") return { kind: "rejected", ...options };
  return { kind: (counts[0] ?? 0) > 0 ? "equalHalves" : "neitherVoted", ...options };
}
