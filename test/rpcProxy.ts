import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** A JSON-RPC call as a client makes it. */
export type RpcCall = {
  readonly id: number;
  readonly method: string;
  readonly params: readonly unknown[];
};

/** What a node answers to a call; another id than the call's is an answer to another question. */
export type RpcReply = {
  readonly id?: number;
  readonly result?: unknown;
  readonly error?: { readonly code: number; readonly message: string; readonly data?: unknown };
};

/** What becomes of the whole HTTP request instead of an answer. */
export type Transport = (response: ServerResponse, request: IncomingMessage) => void;

/** Asks the node behind the proxy: the call as it came, or another one. */
export type Pass = (other?: Pick<RpcCall, "method" | "params">) => Promise<RpcReply>;

/** Says something of its own to a call, or nothing: then the node behind it answers. */
export type Saying = (
  call: RpcCall,
  pass: Pass,
) => RpcReply | Transport | undefined | Promise<RpcReply | Transport | undefined>;

/** A proxy before a node: what goes wrong between a program and its node goes wrong here, outside the program. */
export type RpcProxy = {
  readonly url: string;
  /** Methods that were called, in their order. */
  called: string[];
  answer: Saying;
  /** Connections that are open. */
  connections(): Promise<number>;
  /** Refuses connections from now on, and breaks those that are open. */
  vanish(): void;
  close(): Promise<void>;
};

/** @param address Of this machine's, at which it listens. */
export async function startRpcProxy(
  target: string,
  answer: Saying = () => undefined,
  address = "127.0.0.1",
): Promise<RpcProxy> {
  async function forward(call: RpcCall): Promise<RpcReply> {
    const headers = { "content-type": "application/json" };
    const response = await fetch(target, {
      method: "POST",
      headers,
      body: JSON.stringify({ jsonrpc: "2.0", ...call }),
    });
    return (await response.json()) as RpcReply;
  }

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const asked = JSON.parse(await bodyOf(request)) as RpcCall | RpcCall[];
    const replies: RpcReply[] = [];
    for (const call of [asked].flat()) {
      proxy.called.push(call.method);
      const said =
        (await proxy.answer(call, (other = call) => forward({ ...call, ...other }))) ?? (await forward(call));
      if (typeof said === "function") return said(response, request);
      replies.push({ ...{ jsonrpc: "2.0", id: call.id }, ...said });
    }
    response.writeHead(200, { "content-type": "application/json" });
    response.end(JSON.stringify(Array.isArray(asked) ? replies : replies[0]));
  }

  const server = createServer((request, response) => {
    serve(request, response).catch(() => request.socket.destroy());
  });
  await new Promise<void>((done) => server.listen(0, address, done));
  const proxy: RpcProxy = {
    url: `http://${address}:${(server.address() as AddressInfo).port}`,
    called: [],
    answer,
    connections: () => new Promise((done) => server.getConnections((_, count) => done(count))),
    vanish() {
      server.close();
      server.closeAllConnections();
    },
    close: () =>
      new Promise((done) => {
        server.closeAllConnections();
        server.close(() => done());
      }),
  };
  return proxy;
}

/** Never answers, and keeps the connection. */
export const hang: Transport = () => {};

/** Breaks the connection. */
export const reset: Transport = (_, request) => void request.socket.destroy();

/** An HTTP status with a text. */
export function status(code: number, text = "", headers: Readonly<Record<string, string>> = {}): Transport {
  return (response) => void response.writeHead(code, { "content-type": "text/plain", ...headers }).end(text);
}

/** Half of an answer, then a broken connection. */
export function cut(reply: object): Transport {
  return (response, request) => {
    const text = JSON.stringify(reply);
    response.writeHead(200, { "content-type": "application/json", "content-length": text.length });
    response.write(text.slice(0, text.length / 2), () => request.socket.destroy());
  };
}

/** An answer that comes one blank at a time, and never ends. */
export const drip: Transport = (response) => {
  response.writeHead(200, { "content-type": "application/json" });
  const timer = setInterval(() => response.write(" "), 20);
  response.on("close", () => clearInterval(timer));
};

/** An answer of so many bytes, as fast as they are taken. @param sent Told how many were handed over in the end. */
export function flood(bytes: number, sent: (bytes: number) => void = () => {}): Transport {
  return (response) => {
    const block = Buffer.alloc(2 ** 20, " ");
    let left = bytes;
    response.writeHead(200, { "content-type": "application/json" });
    response.on("close", () => sent(bytes - left));
    const more = () => {
      while (left > 0) {
        left -= block.length;
        if (!response.write(block)) return void response.once("drain", more);
      }
      response.end("{}");
    };
    more();
  };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString();
}
