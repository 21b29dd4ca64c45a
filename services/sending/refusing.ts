import { isTooLarge } from "../../sdk/chain/transactionLimits.ts";
import type { Answer } from "./broadcast.ts";
import type { Sending, SendingMemory } from "./sending.ts";

/** Delays are doubled no more often than this. */
const MOST_DOUBLINGS = 6;

/**
 * Notes what a node's answer says of further transactions. A refused one is followed at once by one of half as many
 * items; one item that is refused by a delay, doubled each time. What was too large stays so until the service stops.
 */
export function noteRefusal(sending: Sending, answer: Answer, words: string, items: number | undefined): void {
  const { memory, limits, clock, say } = sending;
  if (answer === "taken") {
    memory.refusal = undefined;
    if (!memory.isSizeKnown) memory.mostItems = undefined;
  }
  if (answer !== "refused" && answer !== "unfunded") return;
  const before = memory.refusal;
  const times = (before?.times ?? 0) + 1;
  const count = items ?? memory.mostItems ?? limits.batchSize;
  const isSmallest = count <= 1 || answer === "unfunded";
  const delay = isSmallest ? limits.setAsideDelay * 2 ** Math.min(times - 1, MOST_DOUBLINGS) : 0;
  memory.refusal = { words, times, until: clock() + delay };
  if (before?.words !== words) say?.(`The node takes no transaction: ${words}`);
  if (answer === "unfunded") return;
  if (isTooLarge({ code: 0, message: words })) memory.isSizeKnown = true;
  memory.mostItems = Math.max(1, Math.floor(count / 2));
}

/** Whether a refusal keeps the service from handing anything over at this time, milliseconds of its clock. */
export function isHeldBack({ refusal }: Pick<SendingMemory, "refusal">, now: number): boolean {
  return refusal !== undefined && now < refusal.until;
}
