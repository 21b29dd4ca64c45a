import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { FetchRequest, JsonRpcProvider, Network } from "ethers";

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

type Call = { readonly id: number; readonly method: string; readonly params: readonly unknown[] };

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
  isLast: (call: Call, before: number) => boolean,
  wakes = false,
): Promise<DyingNode> {
  let hasDied = false;
  let before = 0;
  const server = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += String(chunk);
    const asked = JSON.parse(body) as Call | Call[];
    let dies = hasDied && !wakes;
    for (const call of [asked].flat()) dies ||= isLast(call, before++);
    hasDied ||= dies;
    if (dies) return die(death, response, asked);
    const answer = await fetch(target, { method: "POST", headers: { "content-type": "application/json" }, body });
    response.setHeader("content-type", "application/json");
    response.end(await answer.text());
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as AddressInfo;

  function die(how: Death, response: ServerResponse, asked: Call | Call[]): void {
    const json = (answer: object) => {
      const answers = [asked].flat().map(({ id }) => ({ jsonrpc: "2.0", id, ...answer }));
      response.setHeader("content-type", "application/json");
      response.end(JSON.stringify(Array.isArray(asked) ? answers : answers[0]));
    };
    switch (how) {
      case "hangs up":
        response.destroy();
        return;
      case "is gone":
        server.close();
        server.closeAllConnections();
        return;
      case "breaks off":
        response.writeHead(200, { "content-type": "application/json", "content-length": 1_000 });
        response.write('{"jsonrpc":"2.0",', () => response.destroy());
        return;
      case "says nothing":
        return;
      case "has a bad gateway":
        response.writeHead(502, { "content-type": "text/html" }).end("<h1>502 Bad Gateway</h1>");
        return;
      case "answers with a page":
        response.writeHead(200, { "content-type": "text/html" }).end("<h1>Sign in to the network</h1>");
        return;
      case "throttles":
        response.writeHead(429, { "retry-after": "1", "content-type": "text/plain" }).end("Too Many Requests");
        return;
      case "limits":
        json({ error: { code: -32005, message: "limit exceeded" } });
        return;
      case "answers another question":
        json({ id: -1, result: "0x" });
    }
  }

  return {
    url: `http://127.0.0.1:${port}`,
    hasDied: () => hasDied,
    close: () =>
      new Promise((done) => {
        server.closeAllConnections();
        server.close(() => done());
      }),
  };
}

/** A provider that waits half a second, and tries twice where it is throttled. */
export function impatientProvider(url: string, chainId: bigint): JsonRpcProvider {
  const request = new FetchRequest(url);
  request.timeout = 500;
  request.setThrottleParams({ slotInterval: 1, maxAttempts: 2 });
  return new JsonRpcProvider(request, chainId, {
    staticNetwork: Network.from(chainId),
    batchMaxCount: 1,
    cacheTimeout: -1,
  });
}
