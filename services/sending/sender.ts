import { bisect } from "./bisect.ts";
import type { Head } from "./chain.ts";
import { feesFor, replacing } from "./fees.ts";
import { type Call, gasLimitOf, gasOf } from "./gas.ts";
import { forget, hand, intentOf, signed } from "./handing.ts";
import type { Sending, SendingMemory } from "./sending.ts";
import { isSetAside, setAside } from "./setAside.ts";

/** What a service brings to the chain, several items in a transaction. */
export type Cargo<Item> = {
  /** Items that no block holds. */
  waiting(): readonly Item[];
  /** Names an item as long as it waits. */
  keyOf(item: Item): string;
  /** Of those that wait, what one transaction shall bring, at most `size`. Throws what the node's failure gives. */
  ready(waiting: readonly Item[], size: number): Promise<readonly Item[]>;
  /** The call that brings all of these, of which there is at least one. */
  callOf(items: readonly Item[]): Call;
  /** Gas that every item costs at the least; an estimate below it is false. */
  readonly leastGas: bigint;
  /** Told that the contract refuses an item by itself: its error's code, nothing where the node names none. */
  refused?(item: Item, code: string | undefined): void;
};

/** Times that one transaction is handed over without an answer, before a smaller one replaces it. */
const PATIENCE = 3;

/**
 * Sends what is due, one transaction at a time. The nonce is the chain's; the intent stored before sending tells what
 * fee a replacement must exceed. The whole is tried without gas, and divided until only what the contract refuses is
 * left out.
 * Throws ethers' errors where the node fails.
 */
export async function sendDue<Item>(sending: Sending, cargo: Cargo<Item>, head: Head): Promise<void> {
  const { account, chain, limits, memory, clock } = sending;
  const nonce = Number(await chain.provider.send("eth_getTransactionCount", [account.address, "latest"]));
  sending.reached("send.nonceRead");
  const intent = intentOf(sending);
  if (intent !== undefined && nonce > intent.nonce) forget(sending);
  const outstanding = intent !== undefined && nonce === intent.nonce ? intent : undefined;
  if (outstanding?.sentAt === null && !givesUp(memory)) return hand(sending, outstanding);
  if (outstanding?.sentAt != null && clock() - outstanding.sentAt < limits.resubmitAfter) return;

  const due = dueItems(sending, cargo, outstanding !== undefined);
  const batch = due.length === 0 ? [] : await cargo.ready(due, batchSize(sending));
  if (batch.length === 0) return;
  const { accepted, gas } = await accepting(sending, cargo, batch);
  if (gas === undefined || gas < cargo.leastGas * BigInt(accepted.length)) return;
  memory.gasPerItem = gas / BigInt(accepted.length);

  const latest = feesFor(head, limits);
  const fees = outstanding === undefined ? latest : replacing(outstanding, latest, limits.maxFee);
  if ((memory.balance ?? 0n) < gas * fees.maxFee) return;
  const transaction = { ...fees, nonce, ...cargo.callOf(accepted), gasLimit: gasLimitOf(gas) };
  await hand(sending, await signed(sending, transaction));
}

/** Items that are not set aside, once there are enough of them or they have waited long enough. */
function dueItems<Item>({ memory, limits, clock }: Sending, cargo: Cargo<Item>, atOnce: boolean): readonly Item[] {
  const now = clock();
  const waiting = cargo.waiting().filter((item) => !isSetAside(memory, cargo.keyOf(item), now));
  if (waiting.length === 0) memory.waitingSince = undefined;
  else memory.waitingSince ??= now;
  const delayed = memory.waitingSince !== undefined && now - memory.waitingSince >= limits.batchDelay;
  return atOnce || delayed || waiting.length >= limits.batchSize ? waiting : [];
}

/** A node or a gateway may not take what is too large, and not say so. */
function batchSize({ memory: { unanswered }, limits }: Sending): number {
  return Math.max(1, limits.batchSize >> Math.min(30, Math.floor(unanswered / PATIENCE)));
}

/** What of a batch the contract accepts together, and its gas. What it refuses is set aside. */
async function accepting<Item>(sending: Sending, cargo: Cargo<Item>, batch: readonly Item[]) {
  const codes = new Map<Item, string | undefined>();
  const { accepted, found, refused } = await bisect(batch, (part) =>
    gasOf(sending, cargo.callOf(part), (code) => {
      for (const item of part.length === 1 ? part : []) codes.set(item, code);
    }),
  );
  sending.reached("send.estimated");
  for (const item of refused) {
    setAside(sending, cargo.keyOf(item));
    cargo.refused?.(item, codes.get(item));
  }
  return { accepted, gas: found };
}

function givesUp({ unanswered }: SendingMemory): boolean {
  return unanswered > 0 && unanswered % PATIENCE === 0;
}
