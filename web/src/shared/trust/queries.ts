import { useQuery } from "@tanstack/react-query";
import type { JudgedElection } from "../../../../sdk/chain/judgedElection.ts";
import type { Role } from "../../../../sdk/trust/line.ts";
import type { SeatName } from "../../../../sdk/trust/names.ts";
import { type Session, useSession } from "../session.tsx";

/** The accepted trust file; an error where there is none that can be accepted. */
export function useTrust() {
  const { config, trust } = useSession();
  return useQuery({
    queryKey: ["trust", config.trust],
    staleTime: Number.POSITIVE_INFINITY,
    structuralSharing: false,
    queryFn: trust,
  });
}

/** Who an account is said to be in a role: undefined while that is loaded, null for nobody. */
export function useSeatName(account: string, role: Role): SeatName | null | undefined {
  const { trust } = useSession();
  const { data, error } = useQuery({
    queryKey: ["seat", account.toLowerCase(), role],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async () => {
      const accepted = await trust();
      return (await import("../../../../sdk/trust/names.ts")).nameOf(accepted, account, role) ?? null;
    },
  });
  return error ? null : data;
}

/** What the trust file makes of an election, by the page's node (P15.7); it never changes once the roll is frozen. */
export function useJudgement(election: string) {
  return useQuery(judgementQuery(useSession(), election));
}

/** The same for whoever waits for it outside a component. */
export function judgementQuery({ config, chain, trust }: Session, election: string) {
  return {
    queryKey: ["judgement", config.chainId, election.toLowerCase()],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async (): Promise<JudgedElection> => {
      const [accepted, provider] = await Promise.all([trust(), chain()]);
      const { readElectionFacts } = await import("../../../../sdk/chain/trustFacts.ts");
      const { judgeElection } = await import("../../../../sdk/trust/judgeElection.ts");
      const block = await provider.getBlockNumber();
      const facts = await readElectionFacts(election, accepted.latest, provider, block);
      return { ...judgeElection(accepted, facts), facts };
    },
  };
}
