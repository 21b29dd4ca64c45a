import { nodesError, nodesWords } from "../../sdk/chain/nodesError.ts";
import { isSilence } from "../../sdk/chain/silence.ts";
import type { Chain } from "./chain.ts";

/** What a node said to a signed transaction. */
export type Answer =
  /** It has it. */
  | "taken"
  /** Another transaction used the nonce. */
  | "nonce used"
  /** Another transaction waits with this nonce, or the fee is below what the node or the block asks. */
  | "underpriced"
  /** The account cannot pay. */
  | "unfunded"
  /** It will not take it, for another reason. */
  | "refused"
  /** Nothing that tells whether it has it. */
  | "unknown";

const ANSWERS: readonly (readonly [RegExp, Answer])[] = [
  [/already known|known transaction|already imported|already exists/i, "taken"],
  [/nonce.*(too low|already|used|expired|lower)|(lower|expected).*nonce|NONCE_EXPIRED/i, "nonce used"],
  // What a node's operator allows, and sizes, whatever else they speak of: no other fee would help.
  [/configured cap|allow-?list|whitelist|not (authorized|permitted)|oversized|gas limit/i, "refused"],
  [/insufficient funds|doesn't have enough funds|INSUFFICIENT_FUNDS/i, "unfunded"],
  [/underpriced|replacement|REPLACEMENT|fee.*(less|low)|base ?fee|(less|low).*(fee|price)/i, "underpriced"],
];

/**
 * Hands a signed transaction to the node. Never throws: whatever fails has an `Answer`.
 * @param heard Told what the node said in its own words, unless it took the transaction.
 */
export async function broadcast(
  { provider }: Chain,
  raw: string,
  heard: (words: string) => void = () => {},
): Promise<Answer> {
  try {
    await provider.send("eth_sendRawTransaction", [raw]);
    return "taken";
  } catch (error) {
    const own = nodesError(error);
    heard(nodesWords(error));
    const text = [own?.message, (error as Error).message].join(" ");
    const known = ANSWERS.find(([pattern]) => pattern.test(text))?.[1];
    // A node that is asked too often has not said what it thinks of the transaction.
    return known ?? (own === undefined || isSilence(error) ? "unknown" : "refused");
  }
}
