import { independenceFlags, type Rpc, type Rpcs } from "../../../../sdk/chain/agreement.ts";
import type { JournalFlag } from "../../../../sdk/chain/trusteeJournal.ts";
import { checkChainId, connectChain } from "../../shared/chain.ts";
import type { TrusteeConfig } from "./messages.ts";

/** The nodes of the configuration and the trustee's own, each of which speaks for its chain. Throws `WrongChainError`. */
export async function connectNodes({ rpc, nodes = [], chainId, firstBlock, choices }: TrusteeConfig): Promise<Rpcs> {
  const connect = async (url: string, index: number): Promise<Rpc> => {
    // A node that lets another answer for it is no second one.
    const provider = connectChain({ rpc: url, chainId, firstBlock }, "error");
    await checkChainId(provider, chainId);
    return { name: `${new URL(url).host} (RPC ${index + 1})`, provider, chainId: BigInt(chainId) };
  };
  return (await Promise.all([rpc, ...nodes, ...typed(choices)].map(connect))) as unknown as Rpcs;
}

export function disconnect(rpcs: readonly Rpc[]): void {
  for (const { provider } of rpcs) provider.destroy();
}

/** What the journal keeps of the nodes that were asked, and of a trust file that was gone without. Throws `NodesNotIndependentError`. */
export function nodeFlags({ rpc, nodes = [], choices }: TrusteeConfig): readonly JournalFlag[] {
  const ofNodes = independenceFlags(choices.oneNode, typed(choices), [rpc, ...nodes]);
  return choices.withoutTrust ? [...ofNodes, "no-trust"] : ofNodes;
}

function typed({ ownNode }: TrusteeConfig["choices"]): readonly string[] {
  return ownNode === "" ? [] : [ownNode];
}
