import type { JsonRpcProvider } from "ethers";
import { isSilence } from "./silence.ts";

/** What a chain asks for a unit of gas now, in wei. */
export type GasPrice = {
  /** Nothing on a chain from before EIP-1559, which takes no transactions of its type either. */
  readonly baseFee: bigint | undefined;
  /** The tip that the node advises, or the whole price where there is no base fee; nothing where neither is needed. */
  readonly advised: bigint | undefined;
};

/** Of a transaction: before EIP-1559, or as it has them. */
export type TransactionType = 0 | 2;

/**
 * What a chain asks, by a block of it. The node's advice is asked for only where the block names no base fee or none to
 * pay: there it tells whether gas costs anything at all.
 * Throws ethers' errors where the node is silent.
 */
export async function readGasPrice(
  block: { readonly baseFeePerGas?: string | null },
  provider: JsonRpcProvider,
): Promise<GasPrice> {
  const baseFee = block.baseFeePerGas == null ? undefined : BigInt(block.baseFeePerGas);
  if (baseFee === undefined) return { baseFee, advised: await advice(provider, "eth_gasPrice") };
  if (baseFee > 0n) return { baseFee, advised: undefined };
  return {
    baseFee,
    advised: (await advice(provider, "eth_maxPriorityFeePerGas")) ?? (await advice(provider, "eth_gasPrice")),
  };
}

/** The type that a chain takes. */
export function transactionType({ baseFee }: Pick<GasPrice, "baseFee">): TransactionType {
  return baseFee === undefined ? 0 : 2;
}

/** Nothing where the node does not know the method. */
async function advice(provider: JsonRpcProvider, method: string): Promise<bigint | undefined> {
  try {
    return BigInt((await provider.send(method, [])) as string);
  } catch (error) {
    if (isSilence(error)) throw error;
    return undefined;
  }
}
