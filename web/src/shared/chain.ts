import type { JsonRpcProvider } from "ethers";
import { RpcProvider } from "../../../sdk/chain/rpcProvider.ts";
import { HanpyoError } from "../../../sdk/errors.ts";
import type { PageConfig } from "./config.ts";

/** Milliseconds that the node may take to answer. */
const DEADLINE = 15_000;
/** Times that a node is asked which says that it is asked too often: somebody waits for the answer. */
const TRIES = 4;
/** Questions that are asked in one request. */
const BATCH = 20;

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

/**
 * Connects to the configured node. Nothing is asked yet.
 * @param redirect What becomes of a node that sends the question on to another host.
 */
export function connectChain(
  { rpc, chainId, firstBlock }: Pick<PageConfig, "rpc" | "chainId" | "firstBlock">,
  redirect: RequestRedirect = "follow",
): JsonRpcProvider {
  return new RpcProvider(rpc, chainId, { deadline: DEADLINE, tries: TRIES, batch: BATCH, firstBlock, redirect });
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
