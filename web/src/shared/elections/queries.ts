import { useQuery } from "@tanstack/react-query";
import type { ElectionState } from "../../../../sdk/chain/electionState.ts";
import type { Listing as Listed, ShownElection } from "../../../../sdk/chain/ownElections.ts";
import { type Session, useSession } from "../session.tsx";
import { type Kept, keepPublic, readKept } from "./kept.ts";

/** An election with how far it is. */
export type ListedElection = ShownElection & { readonly state: ElectionState };

/** Milliseconds between two looks at the chain while a page is open. */
const LOOK = 15_000;

/** The chain's clock: Unix seconds of the latest block, moved on by the time since. */
export type ChainClock = { readonly time: number; readonly readAt: number };

type Listing = { readonly elections: readonly ListedElection[]; readonly clock: ChainClock };

/** Whose elections a page lists: templates are those of the manifest that the gazette has. */
function listingOf({ config, trust }: Session): Listed {
  const templates = async () => {
    const { ownTemplates } = await import("../../../../sdk/trust/ownTemplate.ts");
    return ownTemplates((await trust()).anchored);
  };
  return { ...config, templates };
}

/** The municipality's elections; where the node is silent, what was read last, with when. */
export function useElections() {
  const session = useSession();
  const { config, chain } = session;
  const key = `${config.chainId}/${config.factory}`;
  return useQuery({
    queryKey: ["elections", key],
    refetchInterval: LOOK,
    queryFn: async (): Promise<Kept<Listing>> => {
      try {
        const provider = await chain();
        const { readElections } = await import("../../../../sdk/chain/ownElections.ts");
        const { readState, readHead } = await import("../../../../sdk/chain/electionState.ts");
        const [found, head] = await Promise.all([readElections(listingOf(session), provider), readHead(provider)]);
        const elections = await Promise.all(
          found.map(async (election) => ({ ...election, state: await readState(election.election, provider) })),
        );
        const listing: Listing = { elections, clock: { time: head.time, readAt: Date.now() } };
        await keepPublic(key, listing);
        return { value: listing, at: Date.now(), stale: false };
      } catch (error) {
        const kept = await readKept<Listing>(key, error);
        if (kept === undefined) throw error;
        return kept;
      }
    },
  });
}

/** One election with its state, and the chain's clock. */
export function useElection(address: string) {
  const session = useSession();
  const { config, chain } = session;
  return useQuery({
    queryKey: ["election", config.chainId, address.toLowerCase()],
    refetchInterval: LOOK,
    queryFn: async (): Promise<{ readonly election: ListedElection; readonly clock: ChainClock }> => {
      const provider = await chain();
      const { readElection } = await import("../../../../sdk/chain/ownElections.ts");
      const { readState, readHead } = await import("../../../../sdk/chain/electionState.ts");
      const { whoseElection } = await import("../../../../sdk/chain/whoseElection.ts");
      const election = await readElection(config, address, provider);
      const [whose, state, head] = await Promise.all([
        whoseElection(election, listingOf(session), provider),
        readState(election.election, provider),
        readHead(provider),
      ]);
      return { election: { ...election, ...whose, state }, clock: { time: head.time, readAt: Date.now() } };
    },
  });
}
