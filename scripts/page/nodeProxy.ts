import type { Context } from "hono";
import { z } from "zod";

/** What a visitor may ask of the node: to read, and to send what is already signed. */
const METHODS = [
  ...["eth_blockNumber", "eth_call", "eth_chainId", "eth_estimateGas", "eth_feeHistory", "eth_gasPrice"],
  ...["eth_getBalance", "eth_getBlockByHash", "eth_getBlockByNumber", "eth_getCode", "eth_getLogs"],
  ...["eth_getTransactionByHash", "eth_getTransactionCount", "eth_getTransactionReceipt", "eth_maxPriorityFeePerGas"],
  ...["eth_sendRawTransaction", "net_version", "web3_clientVersion"],
];

const call = z.looseObject({ method: z.enum(METHODS) });
/** As many calls as the page puts into one request. */
const MOST_CALLS = 20;
const request = z.union([call, z.array(call).min(1).max(MOST_CALLS)]);

/** Most bytes of a request (a ballot's transaction is below 300,000), of an answer, and milliseconds for it. */
export const RPC_REQUEST_BYTES = 524_288;
const MOST_ANSWER = 16 * 1024 * 1024;
const PATIENCE = 30_000;
/** Most requests that the node answers at a time. */
const MOST_AT_A_TIME = 64;

/**
 * Passes a JSON-RPC request on to a node, so that a visitor's browser talks to the page's own origin alone and the
 * node sees the server's address. Anything beyond reading and sending signed transactions is refused.
 */
export function nodeProxy(node: string): (context: Context) => Promise<Response> {
  let asked = 0;
  return async (context) => {
    if (asked >= MOST_AT_A_TIME) return refused(context, 503, -32005, "The node answers others");
    asked++;
    try {
      return await passToNode(context, node);
    } finally {
      asked--;
    }
  };
}

async function passToNode(context: Context, node: string): Promise<Response> {
  const parsed = request.safeParse(await context.req.json().catch(() => undefined));
  if (!parsed.success) {
    return refused(context, 403, -32601, "Not offered here");
  }
  try {
    const answer = await fetch(node, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(parsed.data),
      signal: AbortSignal.timeout(PATIENCE),
    });
    const bytes = await bytesOf(answer);
    if (bytes === undefined) return refused(context, 502, -32005, "The answer is too large: ask for less");
    return context.body(bytes, 200, { "Content-Type": "application/json" });
  } catch {
    return refused(context, 502, -32000, "The node is silent");
  }
}

/** The answer as it came; nothing where it is too large, of which the rest is not read. */
async function bytesOf({ body }: globalThis.Response): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of (body ?? []) as unknown as AsyncIterable<Uint8Array>) {
    length += chunk.length;
    if (length > MOST_ANSWER) return undefined;
    chunks.push(chunk);
  }
  return Uint8Array.from(Buffer.concat(chunks));
}

function refused(context: Context, status: 403 | 502 | 503, code: number, message: string): Response {
  return context.json({ jsonrpc: "2.0", id: null, error: { code, message } }, status);
}
