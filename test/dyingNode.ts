import type { JsonRpcProvider } from "ethers";
import { RpcProvider } from "../sdk/chain/rpcProvider.ts";
import { cut, hang, type RpcCall, type RpcReply, reset, startRpcProxy, status, type Transport } from "./rpcProxy.ts";

/** How a node is lost: each leaves its client with another error. */
export const DEATHS = [
  "hangs up",
  "is gone",
  "breaks off",
  "says nothing",
  "has a bad gateway",
  "answers with a page",
  "throttles",
  "limits",
  "answers another question",
] as const;
export type Death = (typeof DEATHS)[number];

/** A node that answers as the one behind it does, until it dies. */
export type DyingNode = { readonly url: string; readonly hasDied: () => boolean; readonly close: () => Promise<void> };

/**
 * Starts a node in front of a real one that dies with the first call that is its last.
 * @param isLast Told each call, and how many came before it.
 * @param wakes Whether it answers again from the next call on, instead of being dead for ever.
 */
export async function startDyingNode(
  target: string,
  death: Death,
  isLast: (call: RpcCall, before: number) => boolean,
  wakes = false,
): Promise<DyingNode> {
  let hasDied = false;
  let before = 0;
  const proxy = await startRpcProxy(target, (call) => {
    const dies = (hasDied && !wakes) || isLast(call, before++);
    hasDied ||= dies;
    return dies ? die(death) : undefined;
  });

  function die(how: Death): RpcReply | Transport {
    switch (how) {
      case "hangs up":
        return reset;
      case "is gone":
        return () => proxy.vanish();
      case "breaks off":
        return cut({ jsonrpc: "2.0", id: 1, result: "0x" });
      case "says nothing":
        return hang;
      case "has a bad gateway":
        return status(502, "<h1>502 Bad Gateway</h1>", { "content-type": "text/html" });
      case "answers with a page":
        return status(200, "<h1>Sign in to the network</h1>", { "content-type": "text/html" });
      case "throttles":
        return status(429, "Too Many Requests", { "retry-after": "1" });
      case "limits":
        return { error: { code: -32005, message: "limit exceeded" } };
      case "answers another question":
        return { id: -1, result: "0x" };
    }
  }

  return { url: proxy.url, hasDied: () => hasDied, close: proxy.close };
}

/** A provider that waits half a second, and tries twice where it is throttled. */
export function impatientProvider(url: string, chainId: bigint): JsonRpcProvider {
  return new RpcProvider(url, chainId, { deadline: 500, tries: 2, pause: 1 });
}
