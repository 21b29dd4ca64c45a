import { useQuery } from "@tanstack/react-query";
import { useSession } from "../../shared/session.tsx";

/** How many residents a roll has now; changes until the election's census is frozen. */
export function useRollNow(registry: string, rollId: bigint) {
  const { config, chain } = useSession();
  return useQuery({
    queryKey: ["roll", config.chainId, registry.toLowerCase(), String(rollId)],
    queryFn: async () => {
      const provider = await chain();
      const { read } = await import("../../../../sdk/chain/contracts.ts");
      const { registryAt } = await import("../../../../sdk/chain/townContracts.ts");
      return Number(await read<bigint>(registryAt(registry, provider), "activeMembers", rollId));
    },
  });
}
