import type { JsonRpcProvider } from "ethers";
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
  [/already ?known|known transaction|already imported|already exists|already in the .*pool/i, "taken"],
  [/nonce.*(too low|already|used|expired|lower)|(lower|expected).*nonce|OldNonce|NONCE_EXPIRED/i, "nonce used"],
  // A node that nobody listens to may have put it into its own next block.
  [/no peers?\b/i, "unknown"],
  // What a node's operator allows, and sizes, whatever else they speak of: no other fee would help.
  [/configured cap|allow-?list|whitelist|not (authorized|permitted)|oversized|gas limit/i, "refused"],
  [
    /insufficient ?(funds|balance)|INSUFFICIENT_FUNDS|(n't|not) have enough (funds|balance)|account balance/i,
    "unfunded",
  ],
  [
    /underpriced|replacement|REPLACEMENT|fee.*(less|low)|base ?fee|(less|low).*(fee|price)|minimum gas price/i,
    "underpriced",
  ],
];

/** Of what several nodes said, what decides: that one has it is enough. */
const DECIDING: readonly Answer[] = ["taken", "nonce used", "underpriced", "unfunded", "refused", "unknown"];

/**
 * Hands a signed transaction to every node, so that none alone can keep it back. Never throws: whatever fails has an
 * `Answer`.
 * @param heard Told what the node whose answer decides said in its own words, unless one took the transaction.
 */
export async function broadcast(
  { nodes }: Pick<Chain, "nodes">,
  raw: string,
  heard: (words: string) => void = () => {},
): Promise<Answer> {
  const asked = nodes.filter(({ isChecked }) => isChecked).map((node) => ({ node, said: handTo(node.provider, raw) }));
  const answering = asked.filter(({ node }) => !node.isSilent);
  // Nobody waits for a node that said nothing the last time; it may take the transaction nevertheless.
  const answers = await Promise.all((answering.length > 0 ? answering : asked).map(({ said }) => said));
  const decides = answers.toSorted((a, b) => DECIDING.indexOf(a.answer) - DECIDING.indexOf(b.answer))[0];
  const { answer, words } = decides ?? { answer: "unknown", words: "no node answers" };
  if (answer !== "taken") heard(words);
  return answer;
}

async function handTo(provider: JsonRpcProvider, raw: string): Promise<{ answer: Answer; words: string }> {
  try {
    await provider.send("eth_sendRawTransaction", [raw]);
    return { answer: "taken", words: "" };
  } catch (error) {
    const own = nodesError(error);
    const text = [own?.message, (error as Error).message].join(" ");
    const known = ANSWERS.find(([pattern]) => pattern.test(text))?.[1];
    // A node that is asked too often has not said what it thinks of the transaction.
    const answer = known ?? (own === undefined || isSilence(error) ? "unknown" : "refused");
    return { answer, words: nodesWords(error) };
  }
}
