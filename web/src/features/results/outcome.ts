import { useQuery } from "@tanstack/react-query";
import { type Outcome, selectedOptions } from "../../../../sdk/election/outcome.ts";
import type { ListedElection } from "../../shared/elections/queries.ts";
import { useSession } from "../../shared/session.tsx";

/** Counts of the offered options, and what the contract made of them. */
export type Result = { readonly counts: readonly number[]; readonly outcome: Outcome };

/** The result of a decided election; it never changes. */
export function useResult({ election, constitution, state }: ListedElection) {
  const { config, chain } = useSession();
  return useQuery({
    queryKey: ["result", config.chainId, election],
    enabled: state.phase === "decided",
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async (): Promise<Result> => {
      const provider = await chain();
      const { electionAt, read } = await import("../../../../sdk/chain/contracts.ts");
      const contract = electionAt(election, provider);
      const counts = await read<readonly bigint[]>(contract, "counts");
      const { quorumReached, accepted, selected } = await read<{
        readonly quorumReached: boolean;
        readonly accepted: boolean;
        readonly selected: bigint;
      }>(contract, "outcome");
      return {
        counts: counts.slice(0, constitution.rules.optionCount).map(Number),
        outcome: { quorumReached, accepted, selected: Number(selected) },
      };
    },
  });
}

/** What an outcome is in one word, and which options it selects. */
export type Verdict = {
  readonly kind: "accepted" | "rejected" | "quorumMissed" | "selected" | "nothingSelected";
  readonly selected: readonly number[];
};

export function verdictOf({ constitution }: Pick<ListedElection, "constitution">, { outcome }: Result): Verdict {
  const selected = selectedOptions(outcome.selected);
  if (!outcome.quorumReached) return { kind: "quorumMissed", selected: [] };
  if (constitution.outcome.kind === "Referendum") return { kind: outcome.accepted ? "accepted" : "rejected", selected };
  return { kind: selected.length > 0 ? "selected" : "nothingSelected", selected };
}
