import { isCallException } from "ethers";
import { ContractRefusedError, refusing, registryInterface } from "../../sdk/chain/contracts.ts";
import { enrolmentEntries } from "../../sdk/chain/offices.ts";
import { withSiblings } from "../../sdk/chain/removal.ts";
import { entryOf } from "../../sdk/enrolling/submission.ts";
import { bisect } from "../relayer/batches.ts";
import { broadcast } from "../relayer/broadcast.ts";
import { placeEnrolments } from "./enrolments.ts";
import type { StoredEnrolment } from "./officeStore.ts";
import type { RegistryView } from "./registryBook.ts";
import type { OfficeWorks } from "./works.ts";

/** What an estimate gives, with room for a tree that another transaction makes deeper meanwhile. */
const GAS_ROOM = 125n;
const PERCENT = 100n;

/**
 * One pass of an office that submits: places what is on the chain, then sends what waits, in one transaction at a time.
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
    // The same bytes again: whether the node lost them or they wait for a lower fee, they can be counted once only.
    store.putTransaction({ ...sent, sentAt: clock() });
    await broadcast(chain, sent.raw);
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
  const fee = 2n * view.head.baseFee + limits.priorityFee;
  const raw = await account.signTransaction({
    ...{ type: 2, chainId: chain.chainId, nonce, to: works.registry.registry },
    ...{ data: callData(view, accepted), gasLimit: (gas * GAS_ROOM) / PERCENT },
    ...{ maxFeePerGas: fee < limits.maxFee ? fee : limits.maxFee, maxPriorityFeePerGas: limits.priorityFee },
  });
  store.putTransaction({ nonce, raw, sentAt: clock() });
  const answer = await broadcast(chain, raw);
  if (answer !== "taken" && answer !== "unknown") store.putTransaction(undefined);
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
