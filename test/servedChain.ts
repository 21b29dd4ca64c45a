import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { RpcCall } from "./rpcProxy.ts";

/** A chain of this process that answers JSON-RPC at a URL too. */
export type ServedChain = { readonly url: string; close(): Promise<void> };

type Asked = { request(call: { readonly method: string; readonly params: readonly unknown[] }): Promise<unknown> };

/** Serves a chain that Hardhat runs within this process, as a node does. */
export async function serveChain(provider: unknown): Promise<ServedChain> {
  const chain = provider as Asked;
  const answer = async ({ id, method, params }: RpcCall) => {
    try {
      return { jsonrpc: "2.0", id, result: await chain.request({ method, params: params ?? [] }) };
    } catch (error) {
      const { code = -32603, message, data } = error as { code?: number; message?: string; data?: unknown };
      return { jsonrpc: "2.0", id, error: { code, message, data } };
    }
  };
  const server = createServer(async (request, response) => {
    let body = "";
    for await (const part of request) body += part;
    const asked = JSON.parse(body) as RpcCall | RpcCall[];
    const answers = Array.isArray(asked) ? await Promise.all(asked.map(answer)) : await answer(asked);
    response.setHeader("content-type", "application/json").end(JSON.stringify(answers));
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}
