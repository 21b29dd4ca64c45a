import { WrongChainError } from "../../sdk/chain/connectNode.ts";
import type { Town } from "./townOfProposals.ts";

/** Throws `WrongChainError` unless a file is for the chain that a node serves. @param node As it was named. */
export function requireRpcOfChain(wanted: number, { chainId }: Pick<Town, "chainId">, node: string): void {
  if (chainId !== BigInt(wanted)) throw new WrongChainError(new URL(node).host, chainId, BigInt(wanted));
}
