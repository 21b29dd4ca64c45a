import { formatEther, type Wallet } from "ethers";
import { HanpyoError, told } from "../../sdk/errors.ts";

/** Of a plain transfer. */
const GAS = 21_000n;

export class EtherMissingError extends HanpyoError {
  constructor(account: string, has: bigint, needs: bigint) {
    super(
      "ETHER_MISSING",
      told`${{ account }} has ${{ has: formatEther(has) }} of the chain's coin, and ${{ needs: formatEther(needs) }} are needed, gas included`,
      "Send that account the difference, or send on less",
    );
  }
}

/** Whether an account can send `value` wei to each of `count` accounts. Throws `EtherMissingError` before anything is sent. */
export async function requireEther(sender: Wallet, value: bigint, count: number): Promise<void> {
  const provider = sender.provider as NonNullable<Wallet["provider"]>;
  const { maxFeePerGas, gasPrice } = await provider.getFeeData();
  const needs = BigInt(count) * (value + GAS * (maxFeePerGas ?? gasPrice ?? 0n));
  const has = await provider.getBalance(sender.address);
  if (has < needs) throw new EtherMissingError(sender.address, has, needs);
}

/** Sends ether to accounts, one after the other, and waits for each. @returns The transactions' hashes. */
export async function sendEther(
  sender: Wallet,
  value: bigint,
  accounts: readonly string[],
): Promise<readonly string[]> {
  const hashes: string[] = [];
  for (const to of accounts) {
    const response = await sender.sendTransaction({ to, value });
    await response.wait();
    hashes.push(response.hash);
  }
  return hashes;
}
