import type { Rpc, Rpcs } from "../../../../sdk/chain/agreement.ts";
import { checkChainId, connectChain } from "../../shared/chain.ts";
import type { TrusteeConfig } from "./messages.ts";

/** Every node of the configuration, each of which speaks for its chain. Throws `WrongChainError`. */
export async function connectNodes({ rpc, nodes = [], chainId, firstBlock }: TrusteeConfig): Promise<Rpcs> {
  const connect = async (url: string, index: number): Promise<Rpc> => {
    const provider = connectChain({ rpc: url, chainId, firstBlock });
    await checkChainId(provider, chainId);
    return { name: `${new URL(url).host} (RPC ${index + 1})`, provider, chainId: BigInt(chainId) };
  };
  return (await Promise.all([rpc, ...nodes].map(connect))) as unknown as Rpcs;
}

export function disconnect(rpcs: readonly Rpc[]): void {
  for (const { provider } of rpcs) provider.destroy();
}
