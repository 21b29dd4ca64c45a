import type { Context } from "hono";
import { z } from "zod";

/** What a visitor may ask of the node: to read, and to send what is already signed. */
const METHODS = [
  ...["eth_blockNumber", "eth_call", "eth_chainId", "eth_estimateGas", "eth_feeHistory", "eth_gasPrice"],
  ...["eth_getBalance", "eth_getBlockByHash", "eth_getBlockByNumber", "eth_getCode", "eth_getLogs"],
  ...["eth_getTransactionByHash", "eth_getTransactionCount", "eth_getTransactionReceipt", "eth_maxPriorityFeePerGas"],
  ...["eth_sendRawTransaction", "net_version", "web3_clientVersion"],
];

/** Milliseconds that the node may take. */
const TIMEOUT = 30_000;

const call = z.looseObject({ method: z.enum(METHODS) });
const request = z.union([call, z.array(call).max(100)]);

/**
 * Passes a JSON-RPC request on to a node, so that a visitor's browser talks to the page's own origin alone and the
 * node sees the server's address. Anything beyond reading and sending signed transactions is refused.
 */
export async function passToNode(context: Context, node: string): Promise<Response> {
  const parsed = request.safeParse(await context.req.json().catch(() => undefined));
  if (!parsed.success) {
    return context.json({ jsonrpc: "2.0", id: null, error: { code: -32601, message: "Not offered here" } }, 403);
  }
  try {
    const answer = await fetch(node, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(parsed.data),
      signal: AbortSignal.timeout(TIMEOUT),
    });
    return context.json((await answer.json()) as object);
  } catch {
    return context.json({ jsonrpc: "2.0", id: null, error: { code: -32000, message: "The node is silent" } }, 502);
  }
}
