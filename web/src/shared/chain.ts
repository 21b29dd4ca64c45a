import { FetchRequest, JsonRpcProvider, type Log, Network } from "ethers";
import { HanpyoError } from "../../../sdk/errors.ts";
import type { PageConfig } from "./config.ts";

/** Milliseconds that the node may take to answer. */
const TIMEOUT = 15_000;
const ATTEMPTS = 2;

export class WrongChainError extends HanpyoError {
  constructor(expected: number, found: string) {
    super(
      "WRONG_CHAIN",
      `The node speaks for chain ${found}, this page for chain ${expected}`,
      "Do not vote here; tell the office that runs this page",
    );
  }
}

export class NothingDeployedError extends HanpyoError {
  constructor(factory: string) {
    super(
      "NOTHING_DEPLOYED",
      `There is no contract at ${factory} on this chain`,
      "Do not vote here; tell the office that runs this page",
    );
  }
}

/** A provider that does not ask for events from before the first deployment. */
class PageProvider extends JsonRpcProvider {
  readonly #firstBlock: number;

  constructor(
    { rpc, chainId, firstBlock }: Pick<PageConfig, "rpc" | "chainId" | "firstBlock">,
    redirect: RequestRedirect,
  ) {
    const request = new FetchRequest(rpc);
    request.getUrlFunc = FetchRequest.createGetUrlFunc({ redirect });
    request.timeout = TIMEOUT;
    request.setThrottleParams({ maxAttempts: ATTEMPTS });
    super(request, chainId, { staticNetwork: Network.from(chainId), batchMaxCount: 20, cacheTimeout: -1 });
    this.#firstBlock = firstBlock;
  }

  override async getLogs(filter: Parameters<JsonRpcProvider["getLogs"]>[0]): Promise<Log[]> {
    if ("toBlock" in filter && typeof filter.toBlock === "number" && filter.toBlock < this.#firstBlock) return [];
    return super.getLogs(filter);
  }
}

/**
 * Connects to the configured node. Nothing is asked yet.
 * @param redirect What becomes of a node that sends the question on to another host.
 */
export function connectChain(
  config: Pick<PageConfig, "rpc" | "chainId" | "firstBlock">,
  redirect: RequestRedirect = "follow",
): JsonRpcProvider {
  return new PageProvider(config, redirect);
}

/** Makes sure that the node speaks for a chain. Throws `WrongChainError`. */
export async function checkChainId(provider: JsonRpcProvider, expected: number): Promise<void> {
  const found = BigInt((await provider.send("eth_chainId", [])) as string);
  if (found !== BigInt(expected)) throw new WrongChainError(expected, String(found));
}

/**
 * Makes sure that the node speaks for the configured chain and that the factory is there.
 * Throws `WrongChainError` or `NothingDeployedError`: with either, nothing on this page may be trusted.
 */
export async function checkChain(provider: JsonRpcProvider, { chainId, factory }: PageConfig): Promise<void> {
  await checkChainId(provider, chainId);
  if ((await provider.getCode(factory)) === "0x") throw new NothingDeployedError(factory);
}
