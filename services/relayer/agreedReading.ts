import type { JsonRpcProvider } from "ethers";
import { ChainUnreachableError } from "../hosting/refusals.ts";
import { answeringNodes, type Chain } from "../sending/chain.ts";
import { fromAll, majority } from "../sending/finality.ts";

/**
 * What two nodes say; where one answers alone, what it says twice.
 * @param wordsOf In which of two values nodes must agree.
 * Throws `ChainUnreachableError` where they contradict one another and none is outvoted, or what the nodes fail with.
 */
export async function agreedReading<T>(
  chain: Chain,
  ask: (provider: JsonRpcProvider) => Promise<T>,
  wordsOf: (value: T) => string,
): Promise<T> {
  const nodes = answeringNodes(chain);
  const shown = nodes.length > 1 ? await fromAll(nodes, ({ provider }) => ask(provider)) : [];
  const [first, second] = shown.length > 1 ? [] : [await ask(chain.provider), await ask(chain.provider)];
  if (first !== undefined && second !== undefined) {
    if (wordsOf(first) !== wordsOf(second)) throw new ChainUnreachableError();
    return first;
  }
  const agreed = majority(
    shown.map(({ node, value }) => ({ node, value: wordsOf(value) })),
    2,
  );
  const found = shown.find(({ node }) => node === agreed?.nodes[0]);
  if (found === undefined) throw new ChainUnreachableError();
  return found.value;
}
