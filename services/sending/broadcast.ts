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
  [/insufficient funds|doesn't have enough funds|INSUFFICIENT_FUNDS/i, "unfunded"],
  [/underpriced|replacement|REPLACEMENT|fee.*(less|low)|base ?fee|(less|low).*(fee|price)/i, "underpriced"],
];

/** Hands a signed transaction to the node. Never throws: whatever fails has an `Answer`. */
export async function broadcast({ provider }: Chain, raw: string): Promise<Answer> {
  try {
    await provider.send("eth_sendRawTransaction", [raw]);
    return "taken";
  } catch (error) {
    const own = nodesError(error);
    const text = [own?.message, (error as Error).message].join(" ");
    const known = ANSWERS.find(([pattern]) => pattern.test(text))?.[1];
    return known ?? (own === undefined ? "unknown" : "refused");
  }
}

type NodesError = { readonly code: number; readonly message?: string };

/** The error that the node answered with, which ethers keeps inside its own; nothing if no answer came. */
function nodesError(error: unknown): NodesError | undefined {
  const { error: inner, info } = error as {
    readonly error?: NodesError;
    readonly info?: { readonly error?: NodesError };
  };
  return [inner, info?.error].find((found) => typeof found?.code === "number");
}
