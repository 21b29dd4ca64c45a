import type { Rpc } from "../../../sdk/chain/agreement.ts";
import { WrongChainError } from "../../../sdk/chain/connectNode.ts";
import { type OfficeState, readOfficeState } from "../../../sdk/chain/officeState.ts";
import { isSilence } from "../../../sdk/chain/silence.ts";
import { connectRpcs, disconnect, NothingThereError } from "../../terminal/rpc.ts";

/** A registry with a connection to its chain, and what it says of its offices. */
export type ReachedRegistry = Rpc & { readonly registry: string; readonly state: OfficeState };

/**
 * Runs `work` with a registry's offices as of the latest block.
 * @param chainId Of the paper, where there is one.
 * Throws `RpcUnreachableError`, `WrongChainError`, or `NothingThereError` if no registry is there.
 */
export async function withRegistry<T>(
  rpc: string,
  { registry, chainId }: { readonly registry: string; readonly chainId?: bigint },
  work: (reached: ReachedRegistry) => Promise<T>,
): Promise<T> {
  const rpcs = await connectRpcs([rpc]);
  try {
    const [connected] = rpcs;
    if (chainId !== undefined && connected.chainId !== chainId) {
      throw new WrongChainError(connected.name, connected.chainId, chainId);
    }
    const state = await readOfficeState(registry, connected.provider).catch((error: unknown) => {
      if (isSilence(error)) throw error;
      throw new NothingThereError("registry", registry, connected.name);
    });
    return await work({ ...connected, registry, state });
  } finally {
    disconnect(rpcs);
  }
}
