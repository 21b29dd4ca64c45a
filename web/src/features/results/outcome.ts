import { useQuery } from "@tanstack/react-query";
import type { DecidedResult } from "../../../../sdk/chain/decidedResult.ts";
import type { ListedElection } from "../../shared/elections/queries.ts";
import { useSession } from "../../shared/session.tsx";

/** The result of a decided election; it never changes. */
export function useResult({ election, constitution, state }: ListedElection) {
  const { config, chain } = useSession();
  return useQuery({
    queryKey: ["result", config.chainId, election],
    enabled: state.phase === "decided",
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async (): Promise<DecidedResult> => {
      const { readDecidedResult } = await import("../../../../sdk/chain/decidedResult.ts");
      return readDecidedResult(election, constitution.rules.optionCount, await chain());
    },
  });
}
