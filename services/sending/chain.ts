import { FetchRequest, JsonRpcProvider, Network } from "ethers";
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
  /** Wei per gas. */
  readonly baseFee: bigint;
};

export class ChainIdUnsteadyError extends HanpyoError {
  constructor(first: bigint, second: bigint) {
    super("CHAIN_ID_UNSTEADY", `The node named chain ${first}, then chain ${second}`, "Use another RPC");
  }
}

/**
 * Connects to a node whose every answer must come within `timeout` milliseconds; nothing is repeated here.
 * Throws ethers' errors, or `ChainIdUnsteadyError`.
 */
export async function connectChain(url: string, timeout: number): Promise<Chain> {
  const request = () => {
    const made = new FetchRequest(url);
    made.timeout = timeout;
    made.setThrottleParams({ maxAttempts: 1 });
    return made;
  };
  const asking = new JsonRpcProvider(request(), Network.from(1), { staticNetwork: true, batchMaxCount: 1 });
  try {
    const first = BigInt(await asking.send("eth_chainId", []));
    const second = BigInt(await asking.send("eth_chainId", []));
    if (first !== second) throw new ChainIdUnsteadyError(first, second);
    const network = Network.from(first);
    const options = { staticNetwork: network, batchMaxCount: 1, cacheTimeout: -1 };
    return { provider: new JsonRpcProvider(request(), network, options), chainId: first };
  } finally {
    asking.destroy();
  }
}

/** Reads the latest block. Throws ethers' errors. */
export async function readHead({ provider }: Chain): Promise<Head> {
  const block = (await provider.send("eth_getBlockByNumber", ["latest", false])) as Record<string, string>;
  return {
    number: Number(block.number),
    timestamp: Number(block.timestamp),
    baseFee: BigInt(block.baseFeePerGas ?? 0),
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
