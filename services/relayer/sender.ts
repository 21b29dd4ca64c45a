import { isCallException } from "ethers";
import { ContractRefusedError, electionInterface, refusing } from "../../sdk/chain/contracts.ts";
import { follows, readSlotHead } from "../../sdk/chain/slots.ts";
import { parseBallotPackage } from "../../sdk/election/ballotPackage.ts";
import { broadcast } from "../sending/broadcast.ts";
import type { Head } from "../sending/chain.ts";
import { type Fees, feesFor, replacing } from "../sending/fees.ts";
import { bisect, chooseBatch } from "./batches.ts";
import type { Intent, StoredBallot } from "./store.ts";
import { keyOf, lookUp, place } from "./watcher.ts";
import { tryToWrite, type Works } from "./works.ts";

/** What an estimate gives, with room for a slot that another transaction moves meanwhile. */
const GAS_ROOM = 125n;
/** Every ballot costs more: proof, curve additions, call data. Less is a false answer. */
const LEAST_GAS = 60_000n;
/** Times that one transaction is handed over without an answer, before a smaller one replaces it. */
const PATIENCE = 3;
const PERCENT = 100n;

/**
 * Sends what is due, one transaction at a time. The nonce is the chain's; the intent stored before sending tells what
 * fee a replacement must exceed. Every ballot is looked up first, and the whole is tried without gas.
 * Throws ethers' errors where the node fails.
 */
export async function sendDue(works: Works, head: Head): Promise<void> {
  const { account, chain, limits, clock } = works;
  const nonce = Number(await chain.provider.send("eth_getTransactionCount", [account.address, "latest"]));
  works.reached("send.nonceRead");
  const intent = intentOf(works);
  if (intent !== undefined && nonce > intent.nonce) forget(works);
  const outstanding = intent !== undefined && nonce === intent.nonce ? intent : undefined;
  if (outstanding?.sentAt === null && !givesUp(works)) return hand(works, outstanding);
  if (outstanding?.sentAt != null && clock() - outstanding.sentAt < limits.resubmitAfter) return;

  const batch = await readyBatch(works, head, outstanding !== undefined);
  if (batch.length === 0) return;
  const election = batch[0]?.acknowledgement.election as string;
  const { accepted, found: gas, refused } = await bisect(batch, (part) => estimate(works, election, part));
  works.reached("send.estimated");
  for (const ballot of refused) setAside(works, ballot);
  if (gas === undefined || gas < LEAST_GAS * BigInt(accepted.length)) return;
  works.memory.gasPerBallot = gas / BigInt(accepted.length);

  const latest = feesFor(head, limits);
  const fees = outstanding === undefined ? latest : replacing(outstanding, latest, limits.maxFee);
  if ((works.memory.balance ?? 0n) < gas * fees.maxFee) return;
  const transaction = { ...fees, nonce, to: election, data: callData(accepted), gasLimit: (gas * GAS_ROOM) / PERCENT };
  await hand(works, await signed(works, transaction));
}

/** The relayer's balance, for /health and before spending. */
export async function readBalance({ account, chain, memory, reached }: Works): Promise<void> {
  memory.balance = BigInt(await chain.provider.send("eth_getBalance", [account.address, "latest"]));
  reached("send.balanceRead");
}

/** Ballots that are due and castable now; those found in a block are placed there. */
async function readyBatch(works: Works, head: Head, atOnce: boolean): Promise<StoredBallot[]> {
  const { store, memory, limits, clock, random, chain } = works;
  const now = clock();
  const waiting = store
    .unsettled()
    .filter(({ placement }) => placement === "waiting")
    .filter(({ acknowledgement }) => (memory.setAside.get(keyOf(acknowledgement))?.until ?? 0) <= now);
  if (waiting.length === 0) memory.waitingSince = undefined;
  else memory.waitingSince ??= now;
  if (waiting.length === 0) return [];
  const due = waiting.length >= limits.batchSize || now - (memory.waitingSince as number) >= limits.batchDelay;
  if (!due && !atOnce) return [];

  // A node or a gateway may not take what is too large, and not say so.
  const size = Math.max(1, limits.batchSize >> Math.min(30, Math.floor(memory.unanswered / PATIENCE)));
  const chosen = chooseBatch(waiting, size, random);
  const slots = await Promise.all(
    chosen.map(({ acknowledgement: { election, nullifier } }) => readSlotHead(election, nullifier, chain.provider)),
  );
  works.reached("send.slotsRead");
  const ready: StoredBallot[] = [];
  for (const [i, ballot] of chosen.entries()) {
    const slot = slots[i] as (typeof slots)[number];
    const { version } = ballot.acknowledgement;
    if (follows({ version, held: heldOf(ballot) }, slot)) ready.push(ballot);
    else if (slot.version > version) await place(works, ballot, await lookUp(works, ballot, head), head);
    else setAside(works, ballot);
  }
  return ready;
}

/**
 * Gas of a batch, tried on the latest block; nothing if the contract refuses it. Some nodes would otherwise try it after
 * the pending transaction that it shall replace, where every ballot is skipped and costs next to nothing.
 */
async function estimate({ chain, account }: Works, election: string, ballots: readonly StoredBallot[]) {
  const transaction = { from: account.address, to: election, data: callData(ballots) };
  try {
    return await refusing(async () => BigInt(await chain.provider.send("eth_estimateGas", [transaction, "latest"])));
  } catch (error) {
    if (error instanceof ContractRefusedError || isCallException(error)) return undefined;
    throw error;
  }
}

function callData(ballots: readonly StoredBallot[]): string {
  return electionInterface.encodeFunctionData("castBallots", [
    ballots.map((ballot) => parseBallotPackage(ballot.package).ballot),
  ]);
}

function heldOf(ballot: StoredBallot): readonly bigint[] {
  return parseBallotPackage(ballot.package).ballot.held;
}

/** A refusal now need not be one later: the node may err, or a reorganisation may come. */
function setAside({ memory, limits, clock }: Works, { acknowledgement }: StoredBallot): void {
  const times = memory.setAside.get(keyOf(acknowledgement))?.times ?? 0;
  const until = clock() + limits.setAsideDelay * 2 ** Math.min(times, 6);
  memory.setAside.set(keyOf(acknowledgement), { times: times + 1, until });
}

async function signed(works: Works, transaction: Fees & Transaction): Promise<Intent> {
  const { maxFee, priorityFee, nonce, ...call } = transaction;
  const { account, chain } = works;
  const fees = { type: 2, maxFeePerGas: maxFee, maxPriorityFeePerGas: priorityFee };
  const raw = await account.signTransaction({ ...call, ...fees, chainId: chain.chainId, nonce });
  works.reached("send.signed");
  const intent: Intent = { nonce, raw, maxFee, priorityFee, sentAt: null };
  note(works, intent);
  works.reached("send.stored");
  return intent;
}

type Transaction = {
  readonly nonce: number;
  readonly to: string;
  readonly data: string;
  readonly gasLimit: bigint;
};

function givesUp({ memory: { unanswered } }: Works): boolean {
  return unanswered > 0 && unanswered % PATIENCE === 0;
}

/** Hands an intent to the node and notes what it said. */
async function hand(works: Works, intent: Intent): Promise<void> {
  const answer = await broadcast(works.chain, intent.raw);
  works.memory.unanswered = answer === "unknown" ? works.memory.unanswered + 1 : 0;
  works.reached("send.broadcast");
  if (answer === "nonce used" || answer === "unfunded" || answer === "refused") forget(works);
  // At the beginning of time, so that the next round sends it again with a higher fee.
  else if (answer === "underpriced") note(works, { ...intent, sentAt: Number.MIN_SAFE_INTEGER });
  else if (answer === "taken") note(works, { ...intent, sentAt: works.clock() });
  works.reached("send.noted");
}

function note(works: Works, intent: Intent): void {
  works.memory.intent = intent;
  tryToWrite(works, () => works.store.putIntent(intent));
}

function forget(works: Works): void {
  works.memory.intent = undefined;
  tryToWrite(works, () => works.store.clearIntent());
  works.reached("send.intentCleared");
}

function intentOf({ store, memory }: Works): Intent | undefined {
  return memory.intent ?? store.intent();
}
