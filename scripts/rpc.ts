import { JsonRpcProvider } from "ethers";
import { HanpyoError } from "../sdk/errors.ts";

/** Milliseconds that a node has for its first answer. */
const PATIENCE = 10_000;

export class RpcUnreachableError extends HanpyoError {
  constructor(url: string, reason: string) {
    super("RPC_UNREACHABLE", `There is no chain at ${url} (${reason})`, "Check the address, and that the node runs");
  }
}

/**
 * Connects to a node and asks for its chain id first: ethers itself would wait for ever for a node that is not there.
 * Throws `RpcUnreachableError`.
 * @param url http or https.
 */
export async function connectRpc(url: string): Promise<JsonRpcProvider> {
  const chainId = await askChainId(url);
  return new JsonRpcProvider(url, chainId, { staticNetwork: true });
}

async function askChainId(url: string): Promise<bigint> {
  try {
    const response = await fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ jsonrpc: "2.0", id: 1, method: "eth_chainId", params: [] }),
      signal: AbortSignal.timeout(PATIENCE),
    });
    const { result } = (await response.json()) as { result?: unknown };
    if (typeof result !== "string") throw new Error(`answer ${response.status} without a chain id`);
    return BigInt(result);
  } catch (error) {
    throw new RpcUnreachableError(url, reasonOf(error));
  }
}

/** fetch hides what went wrong in its error's cause. */
function reasonOf(error: unknown): string {
  const { cause } = error as { cause?: unknown };
  const deepest = cause instanceof Error ? cause : error;
  return deepest instanceof Error ? deepest.message || deepest.name : String(deepest);
}
