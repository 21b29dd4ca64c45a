import type { JsonRpcProvider } from "ethers";
import { transactionType } from "../../sdk/chain/gasPrice.ts";
import { fitting, gasLimitFor, type TransactionLimits } from "../../sdk/chain/transactionLimits.ts";
import { bisect } from "./bisect.ts";
import { answeringNodes, type Head } from "./chain.ts";
import { feeAbove, feesFor, replacing } from "./fees.ts";
import { fromAll, majority } from "./finality.ts";
import { type Call, gasOf } from "./gas.ts";
import { forget, hand, intentOf, signed } from "./handing.ts";
import { isHeldBack } from "./refusing.ts";
import type { Sending, SendingLimits, SendingMemory } from "./sending.ts";
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
  /** Gas that an item costs at the least; an estimate below it is false. */
  leastGasOf(item: Item): bigint;
  /** Told that the contract refuses an item by itself: its error's code, nothing where the node names none. */
  refused?(item: Item, code: string | undefined): void;
};

/** Times that one transaction is handed over without an answer, before a smaller one replaces it. */
const PATIENCE = 3;

/**
 * Sends what is due, one transaction at a time. The nonce is the chain's, as two nodes say it; the intent stored before sending tells what
 * fee a replacement must exceed. A batch is as large as the chain's limits let it be (bytes, gas, the floor of its call
 * data); it is tried without gas, and divided until only what the contract refuses is left out. Where the chain asks
 * more than the service may pay, or the node has just refused, nothing is sent.
 * Throws ethers' errors where the node fails.
 */
export async function sendDue<Item>(sending: Sending, cargo: Cargo<Item>, head: Head): Promise<void> {
  const { limits, memory, clock } = sending;
  const nonce = await readNonce(sending);
  sending.reached("send.nonceRead");
  memory.feeAbove = feeAbove(head, limits);
  const intent = intentOf(sending);
  if (intent !== undefined && nonce > intent.nonce) forget(sending);
  const outstanding = intent !== undefined && nonce === intent.nonce ? intent : undefined;
  const waiting = cargo.waiting();
  if (waiting.length === 0) memory.refusal = undefined;
  if (memory.feeAbove !== undefined || isHeldBack(memory, clock())) return;
  if (outstanding?.sentAt === null && !givesUp(memory)) return hand(sending, outstanding);
  if (outstanding?.sentAt != null && clock() - outstanding.sentAt < limits.resubmitAfter) return;

  const due = dueItems(sending, cargo, waiting, outstanding !== undefined);
  const ready = due.length === 0 ? [] : await cargo.ready(due, batchSize(sending));
  if (ready.length === 0) return;
  const most = transactionLimits(limits, head);
  const batch = fitting(ready, (items) => cargo.callOf(items).data, most);
  const { accepted, gas } = await accepting(sending, cargo, batch, most);
  if (gas === undefined || gas < accepted.reduce((sum, item) => sum + cargo.leastGasOf(item), 0n)) return;
  memory.gasPerItem = gas / BigInt(accepted.length);

  const latest = feesFor(head, limits);
  const fees = outstanding === undefined ? latest : replacing(outstanding, latest, limits.maxFee);
  const call = cargo.callOf(accepted);
  // One item whose estimate is above the limit is handed over as it is: the node then says which limit it has.
  const gasLimit = gasLimitFor(gas, call.data, most) ?? gas;
  if ((memory.balance ?? 0n) < gasLimit * fees.maxFee) return;
  const transaction = { type: transactionType(head), ...fees, nonce, ...call, gasLimit };
  await hand(sending, await signed(sending, transaction), accepted.length);
}

/** A transaction may name no more gas than a block holds either. */
function transactionLimits({ transaction }: SendingLimits, { gasLimit }: Head): TransactionLimits {
  const { bytes, gas } = transaction;
  return { bytes, gas: gasLimit !== undefined && gasLimit < gas ? gasLimit : gas };
}

/** Items that are not set aside, once there are enough of them or they have waited long enough. */
function dueItems<Item>(
  { memory, limits, clock }: Sending,
  cargo: Cargo<Item>,
  all: readonly Item[],
  atOnce: boolean,
): readonly Item[] {
  const now = clock();
  const waiting = all.filter((item) => !isSetAside(memory, cargo.keyOf(item), now));
  if (waiting.length === 0) memory.waitingSince = undefined;
  else memory.waitingSince ??= now;
  const delayed = memory.waitingSince !== undefined && now - memory.waitingSince >= limits.batchDelay;
  return atOnce || delayed || waiting.length >= limits.batchSize ? waiting : [];
}

/** A node or a gateway may not take what is too large, and say so or not. */
function batchSize({ memory: { unanswered, mostItems }, limits }: Sending): number {
  const most = Math.min(limits.batchSize, mostItems ?? limits.batchSize);
  return Math.max(1, most >> Math.min(30, Math.floor(unanswered / PATIENCE)));
}

/**
 * What of a batch the contract accepts together, and its gas. Where the node in use says that it refuses something, the
 * others are asked as well, and whoever accepts the most is followed. What nobody accepts is set aside.
 */
async function accepting<Item>(sending: Sending, cargo: Cargo<Item>, batch: readonly Item[], most: TransactionLimits) {
  const { chain } = sending;
  const own = await acceptedBy(sending, cargo, batch, chain.provider);
  sending.reached("send.estimated");
  const others = own.refused.length === 0 ? [] : answeringNodes(chain).filter((node) => node !== chain.inUse);
  const asked = await Promise.allSettled(others.map(({ provider }) => acceptedBy(sending, cargo, batch, provider)));
  const said = [own, ...asked.flatMap((answer) => (answer.status === "fulfilled" ? [answer.value] : []))];
  const best = said.reduce((a, b) => (b.accepted.length > a.accepted.length ? b : a));
  for (const item of best.refused) {
    setAside(sending, cargo.keyOf(item));
    cargo.refused?.(item, best.codes.get(item));
  }
  return withinGas(sending, cargo, best, most);
}

/** What a node says of a batch. */
async function acceptedBy<Item>(
  sending: Sending,
  cargo: Cargo<Item>,
  batch: readonly Item[],
  provider: JsonRpcProvider,
): Promise<Estimated<Item> & { readonly refused: readonly Item[]; readonly codes: Map<Item, string | undefined> }> {
  const codes = new Map<Item, string | undefined>();
  const note = (part: readonly Item[], code: string | undefined) => {
    for (const item of part.length === 1 ? part : []) codes.set(item, code);
  };
  const { accepted, found, refused } = await bisect(batch, (part) =>
    gasOf(sending, cargo.callOf(part), (code) => note(part, code), provider),
  );
  return { accepted, refused, gas: found, codes, provider };
}

/**
 * The account's next nonce: as two nodes say it, else as the node in use does, so that none alone keeps it from sending.
 * Throws ethers' errors where none answers.
 */
async function readNonce({ chain, account }: Sending): Promise<number> {
  const ask = async ({ provider }: Pick<Sending["chain"], "provider">) =>
    String(Number(await provider.send("eth_getTransactionCount", [account.address, "latest"])));
  const nodes = answeringNodes(chain);
  const said = nodes.length > 1 ? await fromAll(nodes, ask) : [];
  const own = said.find(({ node }) => node === chain.inUse)?.value;
  return Number(majority(said, 2)?.value ?? own ?? (await ask(chain)));
}

type Estimated<Item> = {
  readonly accepted: readonly Item[];
  readonly gas: bigint | undefined;
  /** Who said so. */
  readonly provider: JsonRpcProvider;
};

/** Leaves out what a transaction's gas does not suffice for; the rest is estimated anew. */
async function withinGas<Item>(
  sending: Sending,
  cargo: Cargo<Item>,
  { accepted, gas, provider }: Estimated<Item>,
  most: TransactionLimits,
): Promise<Estimated<Item>> {
  if (gas === undefined || accepted.length <= 1) return { accepted, gas, provider };
  if (gasLimitFor(gas, cargo.callOf(accepted).data, most) !== undefined) return { accepted, gas, provider };
  const share = Number((BigInt(accepted.length) * most.gas) / gas);
  const fewer = accepted.slice(0, Math.max(1, Math.min(share, accepted.length - 1)));
  const fewersGas = await gasOf(sending, cargo.callOf(fewer), () => {}, provider);
  const estimated = { accepted: fewer, gas: fewersGas, provider };
  return withinGas(sending, cargo, estimated, most);
}

function givesUp({ unanswered }: SendingMemory): boolean {
  return unanswered > 0 && unanswered % PATIENCE === 0;
}
