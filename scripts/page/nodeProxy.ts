import type { Context } from "hono";
import { z } from "zod";
import { type RandomBytes, systemRandom } from "../../sdk/crypto/random.ts";
import { clientNetwork } from "../../services/hosting/clientNetwork.ts";
import { NODE_DEFAULTS, type NodeLimits, nodeShares } from "./nodeShares.ts";

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

export type NodeProxySettings = {
  /** Whether the last address of `X-Forwarded-For` is the client's; only behind a proxy that sets it. */
  readonly behindProxy?: boolean;
  readonly limits?: Partial<NodeLimits>;
  /** Milliseconds. */
  readonly clock?: () => number;
  readonly random?: RandomBytes;
};

/**
 * Passes a JSON-RPC request on to a node, so that a visitor's browser talks to the page's own origin alone and the
 * node sees the server's address. Anything beyond reading and sending signed transactions is refused, and what is more
 * than a network's share is told to come again.
 */
export function nodeProxy(
  node: string,
  { behindProxy = false, limits = {}, clock = Date.now, random = systemRandom }: NodeProxySettings = {},
): (context: Context) => Promise<Response> {
  const shares = nodeShares({ ...NODE_DEFAULTS, ...limits }, clock, random);
  const networkOf = clientNetwork(behindProxy);
  const tooMuch = (context: Context) => {
    context.header("Retry-After", String(shares.anewIn()));
    return refused(context, 429, -32005, "Asked too much in this minute");
  };

  return async (context) => {
    const network = networkOf(context);
    if (!shares.ask(network, 1)) return tooMuch(context);
    // Whole before the node's turn begins: a body may never end.
    const parsed = request.safeParse(await context.req.json().catch(() => undefined));
    if (!parsed.success) return refused(context, 403, -32601, "Not offered here");
    const further = [parsed.data].flat().length - 1;
    if (further > 0 && !shares.ask(network, further)) return tooMuch(context);
    const turn = shares.begin(network);
    if (turn === "own taken") return refused(context, 429, -32005, "The node answers others of this network");
    if (turn === "all taken") return refused(context, 503, -32005, "The node answers others");
    try {
      const bytes = await answerOf(node, parsed.data);
      shares.answered(network, bytes?.length ?? MOST_ANSWER);
      if (bytes === undefined) return refused(context, 502, -32005, "The answer is too large: ask for less");
      return context.body(bytes, 200, { "Content-Type": "application/json" });
    } catch {
      return refused(context, 502, -32000, "The node is silent");
    } finally {
      shares.end(network);
    }
  };
}

/** The node's answer; nothing where it is too large. */
async function answerOf(node: string, asked: z.infer<typeof request>): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const answer = await fetch(node, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(asked),
    signal: AbortSignal.timeout(PATIENCE),
  });
  return bytesOf(answer);
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

function refused(context: Context, status: 403 | 429 | 502 | 503, code: number, message: string): Response {
  return context.json({ jsonrpc: "2.0", id: null, error: { code, message } }, status);
}
