import type { TransactionType } from "../../sdk/chain/gasPrice.ts";
import { broadcast } from "./broadcast.ts";
import type { Fees } from "./fees.ts";
import type { Call } from "./gas.ts";
import type { Intent } from "./intents.ts";
import { noteRefusal } from "./refusing.ts";
import type { Sending } from "./sending.ts";
import { tryToWrite } from "./tryToWrite.ts";

export type Transaction = Fees &
  Call & {
    readonly type: TransactionType;
    readonly nonce: number;
    readonly gasLimit: bigint;
  };

/** The transaction that is under way, if there is one. */
export function intentOf({ store, memory }: Sending): Intent | undefined {
  return memory.intent ?? store.intent();
}

/** Signs a transaction, and writes it down before anything else is done with it. */
export async function signed(sending: Sending, transaction: Transaction): Promise<Intent> {
  const { maxFee, priorityFee, ...rest } = transaction;
  const { nonce, type } = rest;
  const { account, chain } = sending;
  const fees = type === 0 ? { gasPrice: maxFee } : { maxFeePerGas: maxFee, maxPriorityFeePerGas: priorityFee };
  const raw = await account.signTransaction({ ...rest, ...fees, chainId: chain.chainId });
  sending.reached("send.signed");
  const intent: Intent = { nonce, raw, maxFee, priorityFee, sentAt: null };
  note(sending, intent);
  sending.reached("send.stored");
  return intent;
}

/**
 * Hands an intent to the node and notes what it said.
 * @param items How many it brings; nothing if that was forgotten.
 */
export async function hand(sending: Sending, intent: Intent, items?: number): Promise<void> {
  let words = "";
  const answer = await broadcast(sending.chain, intent.raw, (heard) => {
    words = heard;
  });
  sending.memory.unanswered = answer === "unknown" ? sending.memory.unanswered + 1 : 0;
  noteRefusal(sending, answer, words, items);
  sending.reached("send.broadcast");
  if (answer === "nonce used" || answer === "unfunded" || answer === "refused") forget(sending);
  // At the beginning of time, so that the next round sends it again with a higher fee.
  else if (answer === "underpriced") note(sending, { ...intent, sentAt: Number.MIN_SAFE_INTEGER });
  else if (answer === "taken") note(sending, { ...intent, sentAt: sending.clock() });
  sending.reached("send.noted");
}

/** Forgets the intent: its nonce is used, or the node will not take it. */
export function forget(sending: Sending): void {
  sending.memory.intent = undefined;
  tryToWrite(sending.memory, () => sending.store.clearIntent());
  sending.reached("send.intentCleared");
}

function note({ memory, store }: Sending, intent: Intent): void {
  memory.intent = intent;
  tryToWrite(memory, () => store.putIntent(intent));
}
