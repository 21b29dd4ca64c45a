import { isCallException, Transaction, type Wallet } from "ethers";
import { ContractRefusedError, refusing, registryInterface } from "../../sdk/chain/contracts.ts";
import { enrolmentEntries } from "../../sdk/chain/offices.ts";
import { withSiblings } from "../../sdk/chain/removal.ts";
import { entryOf } from "../../sdk/enrolling/submission.ts";
import { bisect } from "../relayer/batches.ts";
import { type Answer, broadcast } from "../sending/broadcast.ts";
import { type Fees, feesFor, replacing } from "../sending/fees.ts";
import { placeEnrolments } from "./enrolments.ts";
import type { StoredEnrolment } from "./officeStore.ts";
import type { RegistryView } from "./registryBook.ts";
import type { OfficeWorks } from "./works.ts";

/** What an estimate gives, with room for a tree that another transaction makes deeper meanwhile. */
const GAS_ROOM = 125n;
const PERCENT = 100n;

type Call = Pick<Transaction, "nonce" | "to" | "data" | "gasLimit">;

/**
 * One round of an office that submits: places what is on the chain, then sends what waits, in one transaction at a time.
 * The whole is tried without gas; a batch that the chain refuses is divided until only the refused ones are left out.
 * Throws ethers' errors where the node fails.
 */
export async function submitDue(works: OfficeWorks, view: RegistryView): Promise<void> {
  const { account, chain, store, limits, clock, memory } = works;
  if (account === undefined) return;
  placeEnrolments(works, view);
  memory.balance = BigInt(await chain.provider.send("eth_getBalance", [account.address, "latest"]));
  const nonce = Number(await chain.provider.send("eth_getTransactionCount", [account.address, "latest"]));
  const sent = store.transaction();
  if (sent !== undefined && nonce <= sent.nonce) {
    if (clock() - sent.sentAt < limits.resubmitAfter) return;
    // The same call under the same nonce: whether the node lost it or it paid too little, it is counted once only.
    const { to, data, gasLimit, maxFeePerGas, maxPriorityFeePerGas } = Transaction.from(sent.raw);
    const before = { maxFee: maxFeePerGas ?? 0n, priorityFee: maxPriorityFeePerGas ?? 0n };
    const fees = replacing(before, feesFor(view.head, limits), limits.maxFee);
    await send(works, { nonce: sent.nonce, to, data, gasLimit }, fees);
    return;
  }
  if (sent !== undefined) store.putTransaction(undefined);
  const waiting = store.unsettled().filter(({ state }) => state === "waiting");
  if (waiting.length === 0) return;
  const batch = waiting.slice(0, limits.batchSize);
  const refusals = new Map<StoredEnrolment, string>();
  const { accepted, found: gas, refused } = await bisect(batch, (part) => estimate(works, view, part, refusals));
  for (const one of refused) store.putEnrolment({ ...one, state: "refused", refusal: refusals.get(one) ?? "REFUSED" });
  if (gas === undefined) return;
  const call = { to: works.registry.registry, data: callData(view, accepted), gasLimit: (gas * GAS_ROOM) / PERCENT };
  const answer = await send(works, { nonce, ...call }, feesFor(view.head, limits));
  if (answer !== "taken" && answer !== "unknown") store.putTransaction(undefined);
}

/** Signs a call, writes it down, and hands it to the node. */
async function send(works: OfficeWorks, call: Call, { maxFee, priorityFee }: Fees): Promise<Answer> {
  const { account, chain, store, clock } = works;
  const fees = { type: 2, maxFeePerGas: maxFee, maxPriorityFeePerGas: priorityFee };
  const raw = await (account as Wallet).signTransaction({ ...call, ...fees, chainId: chain.chainId });
  store.putTransaction({ nonce: call.nonce, raw, sentAt: clock() });
  return broadcast(chain, raw);
}

/** Gas of a batch; nothing if the contract refuses it, whose reason is kept where it concerns one alone. */
async function estimate(
  { chain, account, registry }: OfficeWorks,
  view: RegistryView,
  batch: readonly StoredEnrolment[],
  refusals: Map<StoredEnrolment, string>,
): Promise<bigint | undefined> {
  const transaction = { from: account?.address, to: registry.registry, data: callData(view, batch) };
  try {
    return await refusing(async () => BigInt(await chain.provider.send("eth_estimateGas", [transaction, "latest"])));
  } catch (error) {
    if (!(error instanceof ContractRefusedError) && !isCallException(error)) throw error;
    const [one] = batch;
    if (batch.length === 1 && one !== undefined && error instanceof ContractRefusedError) refusals.set(one, error.code);
    return undefined;
  }
}

function callData(view: RegistryView, batch: readonly StoredEnrolment[]): string {
  const entries = withSiblings(
    view.history(),
    batch.map(({ file }) => entryOf(file)),
  );
  return registryInterface.encodeFunctionData("enrol", [enrolmentEntries(entries)]);
}
