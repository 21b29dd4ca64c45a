import type { JsonRpcProvider } from "ethers";
import { readGasPrice } from "../../sdk/chain/gasPrice.ts";
import { askNode, RpcProvider } from "../../sdk/chain/rpcProvider.ts";
import { HanpyoError } from "../../sdk/errors.ts";

/** A service's node. */
export type Chain = {
  readonly provider: JsonRpcProvider;
  readonly chainId: bigint;
};

/** The latest block as a node gives it. */
export type Head = {
  readonly number: number;
  /** Unix seconds. */
  readonly timestamp: number;
  /** Wei per gas; nothing on a chain from before EIP-1559. */
  readonly baseFee: bigint | undefined;
  /** What the node advises to pay, where there is no base fee, or none to pay; wei per gas. */
  readonly advised?: bigint | undefined;
  /** Gas that a block holds. */
  readonly gasLimit?: bigint;
};

export class ChainIdUnsteadyError extends HanpyoError {
  constructor(first: bigint, second: bigint) {
    super("CHAIN_ID_UNSTEADY", `The node named chain ${first}, then chain ${second}`, "Use another RPC");
  }
}

/** Times that a service asks a node which says that it is asked too often; the next round asks again. */
const TRIES = 3;

/**
 * Connects to a node whose every answer must be whole within `deadline` milliseconds.
 * Throws errors that `isSilence` knows, ethers' errors, or `ChainIdUnsteadyError`.
 */
export async function connectChain(url: string, deadline: number): Promise<Chain> {
  const reach = { deadline, tries: TRIES };
  const first = BigInt(await askNode<string>(url, reach, "eth_chainId", []));
  const second = BigInt(await askNode<string>(url, reach, "eth_chainId", []));
  if (first !== second) throw new ChainIdUnsteadyError(first, second);
  return { provider: new RpcProvider(url, first, reach), chainId: first };
}

/** Reads the latest block, and what the chain asks for gas. Throws ethers' errors. */
export async function readHead({ provider }: Chain): Promise<Head> {
  const block = (await provider.send("eth_getBlockByNumber", ["latest", false])) as Record<string, string>;
  return {
    number: Number(block.number),
    timestamp: Number(block.timestamp),
    ...(await readGasPrice(block, provider)),
    ...(block.gasLimit === undefined ? {} : { gasLimit: BigInt(block.gasLimit) }),
  };
}

/** The hash of a block; nothing if the node has no block of this number. */
export async function readBlockHash({ provider }: Chain, number: number): Promise<string | undefined> {
  const block = (await provider.send("eth_getBlockByNumber", [`0x${number.toString(16)}`, false])) as {
    hash: string;
    number: string;
  } | null;
  return block !== null && Number(block.number) === number ? block.hash : undefined;
}
