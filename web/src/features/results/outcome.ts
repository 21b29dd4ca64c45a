import { useQuery } from "@tanstack/react-query";
import { type DecodedOutcome, outcomeFromAbi } from "../../../../sdk/election/outcome.ts";
import type { ListedElection } from "../../shared/elections/queries.ts";
import { useSession } from "../../shared/session.tsx";
import type { Result } from "./verdict.ts";

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
      return {
        counts: counts.slice(0, constitution.rules.optionCount).map(Number),
        outcome: outcomeFromAbi(await read<DecodedOutcome>(contract, "outcome")),
      };
    },
  });
}
