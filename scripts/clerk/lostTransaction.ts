import { setTimeout as sleep } from "node:timers/promises";
import type { Provider, Wallet } from "ethers";
import { HanpyoError, told } from "../../sdk/errors.ts";

/** Time between two looks at the chain. */
const POLL_MS = 500;

export class TransactionNotFoundError extends HanpyoError {
  constructor(account: string, nonce: number) {
    super(
      "TRANSACTION_NOT_FOUND",
      told`The node does not say which transaction ${{ nonce }} of ${{ account }} was`,
      "Give --rpc of a node that keeps the states of past blocks (an archive node), and run the same command again",
    );
  }
}

/**
 * Hash of the transaction that used a nonce of which nobody knows whether it was used: a program was killed between
 * signing and noting. Waits for one that is on its way; a nonce that nothing uses is spent on an empty transaction to
 * the account itself, after which whatever was signed for it can never be mined.
 * Throws `TransactionNotFoundError`.
 */
export async function settledNonce(account: Wallet, nonce: number): Promise<string> {
  const provider = account.provider as Provider;
  while ((await account.getNonce("latest")) <= nonce) {
    if ((await account.getNonce("pending")) <= nonce) {
      // Should the lost one be mined first, this one is refused, and the loop sees that.
      await account.sendTransaction({ to: account.address, value: 0n, nonce }).catch(() => undefined);
    }
    await sleep(POLL_MS);
  }
  return transactionOf(account.address, nonce, provider);
}

/** The mined transaction of an account with a nonce, by halving the blocks in which it can be. */
async function transactionOf(address: string, nonce: number, provider: Provider): Promise<string> {
  const usedBy = async (block: number) => (await provider.getTransactionCount(address, block)) > nonce;
  let last = await provider.getBlockNumber();
  let step = 1;
  while (last - step > 0 && (await usedBy(last - step))) {
    last -= step;
    step *= 2;
  }
  let before = Math.max(0, last - step);
  while (last - before > 1) {
    const middle = Math.floor((before + last) / 2);
    if (await usedBy(middle)) last = middle;
    else before = middle;
  }
  const block = await provider.getBlock(last, true);
  const found = block?.prefetchedTransactions.find((sent) => sent.from === address && sent.nonce === nonce);
  if (found === undefined) throw new TransactionNotFoundError(address, nonce);
  return found.hash;
}
