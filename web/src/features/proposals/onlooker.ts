import { useQuery } from "@tanstack/react-query";
import { proposalPath } from "../../shared/paths.ts";
import { useSession } from "../../shared/session.tsx";
import { actsOf, type KeptAct } from "../../shared/vault/acts.ts";
import { listIdentities } from "../../shared/vault/identityEntries.ts";
import { noteOf } from "../../shared/vault/notes.ts";
import type { Onlooker } from "./standing.ts";

/** What this device knows of its person, for one proposal; nothing until it was read. No identity is opened for it. */
export function useOnlooker(id: bigint) {
  const { chainId } = useSession().config;
  return useQuery({
    queryKey: ["own acts", chainId, String(id)],
    staleTime: 0,
    retry: false,
    queryFn: async (): Promise<Onlooker> => {
      const [entries, acts] = await Promise.all([listIdentities(), actsOf(chainId)]);
      const identities = await Promise.all(entries.map(async (entry) => ({ note: await noteOf(entry.id) })));
      return { identities, own: lastOf(acts, proposalPath(id)) };
    },
  });
}

/** The support or withdrawal of the highest version. */
export function lastOf(acts: readonly KeptAct[], proposal: string): KeptAct | undefined {
  return acts
    .filter((act) => act.proposal === proposal && act.kind !== "posting")
    .toSorted((a, b) => a.version - b.version)
    .at(-1);
}
