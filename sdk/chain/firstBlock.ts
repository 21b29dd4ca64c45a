import { type Provider, zeroPadValue } from "ethers";
import { RANGE, readLogs } from "./logPages.ts";
import { RpcProvider } from "./rpcProvider.ts";
import { isSilence } from "./silence.ts";

/**
 * The block to read a contract's events from: that which was said of it when the provider was made; else on a chain that one
 * question covers the first of all, on a longer one the contract's own.
 */
export async function readFrom(address: string, lastBlock: number, provider: Provider): Promise<number> {
  const told = provider instanceof RpcProvider ? provider.firstBlockOf(address) : undefined;
  if (told !== undefined) return told;
  return lastBlock < RANGE ? 0 : firstBlockOf(address, lastBlock, provider);
}

/**
 * The first block from which a contract can have events: that of its creation, found by halving with `eth_getCode` (a
 * contract of ours never loses its code), and only believed where that block really creates it: nodes without old
 * states answer with an error, or say that there was no code. 0 in all these cases; a silent node is an error.
 */
export async function firstBlockOf(address: string, lastBlock: number, provider: Provider): Promise<number> {
  const exists = async (block: number) => (await provider.getCode(address, block)) !== "0x";
  try {
    let [before, after] = [-1, lastBlock];
    while (after - before > 1) {
      const middle = Math.floor((before + after) / 2);
      if (await exists(middle)) after = middle;
      else before = middle;
    }
    return (await creates(after, address, provider)) ? after : 0;
  } catch (error) {
    if (isSilence(error)) throw error;
    return 0;
  }
}

/** Whether a block has a transaction that deploys the contract, or a factory's event that it created it. */
async function creates(blockNumber: number, address: string, provider: Provider): Promise<boolean> {
  // Of every factory's event the first topic names what it made.
  const topics = [null, zeroPadValue(address, 32)];
  if ((await readLogs({ topics }, { first: blockNumber, last: blockNumber }, provider)).length > 0) return true;
  const block = await provider.getBlock(blockNumber, true);
  for (const { to, hash } of block?.prefetchedTransactions ?? []) {
    if (to !== null) continue;
    const receipt = await provider.getTransactionReceipt(hash);
    if (receipt?.contractAddress?.toLowerCase() === address.toLowerCase()) return true;
  }
  return false;
}
