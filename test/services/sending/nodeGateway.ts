import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** A JSON-RPC call as a service makes it. */
export type NodeCall = {
  readonly id: number;
  readonly method: string;
  readonly params: readonly unknown[];
};

/** What a gateway answers by itself. */
export type OwnAnswer =
  | { readonly result: unknown }
  | { readonly error: { readonly code: number; readonly message: string; readonly data?: string } }
  /** An HTTP status, with nothing. */
  | { readonly status: number };

/** A gateway before a node, which answers some calls by itself. */
export type NodeGateway = {
  readonly url: string;
  /** Methods that were called, in their order. */
  called: string[];
  /** Nothing passes the call on. */
  answer: (call: NodeCall) => OwnAnswer | undefined;
  close(): Promise<void>;
};

export async function startNodeGateway(target: string): Promise<NodeGateway> {
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const body = Buffer.concat(parts).toString();
    const call = JSON.parse(body) as NodeCall;
    gateway.called.push(call.method);
    const own = gateway.answer(call);
    if (own !== undefined && "status" in own) return response.writeHead(own.status).end();
    const text =
      own === undefined
        ? await (await fetch(target, { method: "POST", body })).text()
        : JSON.stringify({ jsonrpc: "2.0", id: call.id, ...own });
    return response.writeHead(200, { "content-type": "application/json" }).end(text);
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const gateway: NodeGateway = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    called: [],
    answer: () => undefined,
    async close() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
  return gateway;
}
