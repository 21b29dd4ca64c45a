import { useQueries, useQuery } from "@tanstack/react-query";
import type { JsonRpcProvider } from "ethers";
import type { ProposalTown } from "../../../../sdk/chain/proposalTown.ts";
import type { ShownText } from "../../../../sdk/proposals/proposalText.ts";
import type { ChainClock } from "../../shared/elections/queries.ts";
import { type Session, useSession } from "../../shared/session.tsx";
import { manifestsRule } from "../../shared/trust/manifestsRule.ts";
import type { ProposalListing, ShownProposal } from "./reading.ts";
import type { ReadText } from "./textReading.ts";

/** Milliseconds between two looks at the chain while a page is open. */
export const LOOK = 15_000;
/** Milliseconds that a mirror may take to answer. */
const MIRROR_TIMEOUT = 8_000;

/** Where the municipality's proposals are, with the node that says so. */
export type TownNow = { readonly town: ProposalTown; readonly provider: JsonRpcProvider };

/** The contracts of proposals that the accepted manifest names. Throws what `proposalTown` and the trust file do. */
export async function readTown({ chain, trust }: Session): Promise<TownNow> {
  const [provider, accepted] = await Promise.all([chain(), trust()]);
  const { proposalTown } = await import("../../../../sdk/chain/proposalTown.ts");
  return { town: await proposalTown(accepted.anchored, provider), provider };
}

/** The municipality's proposals, newest first, with the chain's clock. */
export function useProposals() {
  const session = useSession();
  return useQuery({
    queryKey: ["proposals", session.config.chainId],
    refetchInterval: LOOK,
    queryFn: async (): Promise<ProposalListing & { readonly clock: ChainClock }> => {
      const { town, provider } = await readTown(session);
      const { readListing } = await import("./reading.ts");
      const listing = await readListing(town, provider);
      return { ...listing, clock: { time: listing.time, readAt: Date.now() } };
    },
  });
}

/** What a proposal's page stands on. */
export type ProposalNow = TownNow & { readonly proposal: ShownProposal; readonly clock: ChainClock };

/** One proposal as the chain has it now. */
export function useProposal(id: bigint) {
  const session = useSession();
  return useQuery({
    queryKey: ["proposal", session.config.chainId, String(id)],
    refetchInterval: LOOK,
    // A provider is no value to be compared.
    structuralSharing: false,
    queryFn: async (): Promise<ProposalNow> => {
      const { town, provider } = await readTown(session);
      const { readOne } = await import("./reading.ts");
      const { proposal, time } = await readOne(town, id, provider, await manifestsRule(session.trust));
      return { town, provider, proposal, clock: { time, readAt: Date.now() } };
    },
  });
}

/** A proposal's text from the mirrors, without what measures hide at a time; it is asked for anew where they changed. */
export function useText({ id, kept, notices }: ShownProposal, now: number) {
  const { mirrors = [] } = useSession().config;
  return useQuery({
    queryKey: ["proposal text", String(id), notices.length, Math.floor(now / 600)],
    // What was read stays until the next answer.
    placeholderData: (earlier: ReadText | undefined) => earlier,
    queryFn: async () => {
      const { readTextOf } = await import("./textReading.ts");
      const { offerTextOf, ownLeavesOf } = await import("./ownText.ts");
      const reach = { timeout: MIRROR_TIMEOUT, fetch: ask };
      const own = await ownLeavesOf(id, kept.digest);
      const read = await readTextOf(mirrors, { digest: kept.digest, notices, time: now }, reach, own);
      // What is public anyway, and from every reader: who has more of it is nobody's business (P24.8).
      const { fromMirrors: leaves, lacking } = read;
      if (leaves !== undefined) void offerTextOf(lacking, { id, digest: kept.digest, leaves }, reach);
      return read;
    },
  });
}

/** Texts of a list, in its order; undefined while one is looked for, null where no mirror has it. */
export function useListedTexts(
  proposals: readonly Pick<ShownProposal, "id" | "kept" | "notices">[],
  now: number,
): readonly (ShownText | null | undefined)[] {
  const { mirrors = [] } = useSession().config;
  const found = useQueries({
    queries: proposals.map(({ id, kept, notices }) => ({
      queryKey: ["listed text", String(id), notices.length, Math.floor(now / 600)],
      staleTime: Number.POSITIVE_INFINITY,
      queryFn: async () => {
        const { readListedText } = await import("./textReading.ts");
        const wanted = { digest: kept.digest, notices, time: now };
        return (await readListedText(mirrors, wanted, { timeout: MIRROR_TIMEOUT, fetch: ask })) ?? null;
      },
    })),
  });
  return found.map(({ data }) => data);
}

/** A browser's fetch must be called as its own. */
export const ask: typeof fetch = (input, init) => fetch(input, init);
