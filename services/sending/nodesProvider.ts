import { JsonRpcProvider, Network } from "ethers";
import { isRateLimit, nodesError } from "../../sdk/chain/nodesError.ts";
import type { RpcProvider } from "../../sdk/chain/rpcProvider.ts";
import { isSilence } from "../../sdk/chain/silence.ts";

type Question = Parameters<JsonRpcProvider["_send"]>[0];
type Order = readonly [RpcProvider, ...RpcProvider[]];
type Answers = Awaited<ReturnType<JsonRpcProvider["_send"]>>;

/**
 * Several nodes as one: every question goes to the first that answers, in the order in which they are to be asked now.
 * One that says nothing, or "not now", is passed over; what one answers is believed here, as of a single node.
 */
export class NodesProvider extends JsonRpcProvider {
  readonly #order: () => Order;
  readonly #silent: (provider: RpcProvider) => void;

  /**
   * @param order The nodes to be asked, the one in use first.
   * @param silent Told which of them did not answer.
   */
  constructor(chainId: bigint, order: () => Order, silent: (provider: RpcProvider) => void) {
    const network = Network.from(chainId);
    super("http://unused.invalid", network, { staticNetwork: network, batchMaxCount: 1, cacheTimeout: -1 });
    this.#order = order;
    this.#silent = silent;
  }

  override _send(question: Question): Promise<Answers> {
    return this.#ask(question, this.#order());
  }

  async #ask(question: Question, [provider, ...others]: Order): Promise<Answers> {
    const [next, ...rest] = others;
    if (next === undefined) return provider._send(question);
    try {
      const answers = await provider._send(question);
      if (!answers.some(isNotNow)) return answers;
    } catch (error) {
      if (!isSilence(error)) throw error;
    }
    this.#silent(provider);
    return this.#ask(question, [next, ...rest]);
  }
}

function isNotNow(answer: Answers[number]): boolean {
  const error = nodesError("error" in answer ? answer.error : undefined);
  return error !== undefined && isRateLimit(error);
}
