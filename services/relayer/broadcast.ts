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
  /** Nothing that tells whether it has it. */
  | "unknown";

const ANSWERS: readonly (readonly [RegExp, Answer])[] = [
  [/already known|known transaction|already imported|already exists/i, "taken"],
  [/nonce.*(too low|already|used|expired|lower)|(lower|expected).*nonce|NONCE_EXPIRED/i, "nonce used"],
  [/insufficient funds|doesn't have enough funds|INSUFFICIENT_FUNDS/i, "unfunded"],
  [/underpriced|replacement|REPLACEMENT|fee.*(less|low)|base ?fee|(less|low).*(fee|price)/i, "underpriced"],
];

/** Hands a signed transaction to the node. Never throws: whatever fails has an `Answer`. */
export async function broadcast({ provider }: Chain, raw: string): Promise<Answer> {
  try {
    await provider.send("eth_sendRawTransaction", [raw]);
    return "taken";
  } catch (error) {
    const text = messageOf(error);
    return ANSWERS.find(([pattern]) => pattern.test(text))?.[1] ?? "unknown";
  }
}

/** The node's own words, which ethers keeps in an inner error. */
function messageOf(error: unknown): string {
  const {
    error: inner,
    info,
    code,
    message,
  } = error as Record<string, unknown> & {
    readonly error?: { readonly message?: string };
    readonly info?: { readonly error?: { readonly message?: string } };
  };
  return [inner?.message, info?.error?.message, code, message].filter((part) => part !== undefined).join(" ");
}
