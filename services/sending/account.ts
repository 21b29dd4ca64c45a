import type { Head } from "./chain.ts";
import { feesFor } from "./fees.ts";
import type { Sending, SendingLimits, SendingMemory } from "./sending.ts";

/** Reads the account's balance, for the service's health and before spending. Throws ethers' errors. */
export async function readBalance({ account, chain, memory, clock, reached }: Sending): Promise<void> {
  memory.balance = BigInt(await chain.provider.send("eth_getBalance", [account.address, "latest"]));
  memory.balanceAt = clock();
  reached("send.balanceRead");
}

/** How many items the balance pays for at the latest fee; nothing while unknown, and where gas costs nothing. */
export function runwayOf(
  { balance, gasPerItem }: Pick<SendingMemory, "balance" | "gasPerItem">,
  head: Head | undefined,
  limits: SendingLimits,
): number | undefined {
  if (balance === undefined || head === undefined) return undefined;
  const price = gasPerItem * feesFor(head, limits).maxFee;
  return price === 0n ? undefined : Number(balance / price);
}
