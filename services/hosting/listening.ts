import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { serve } from "@hono/node-server";
import type { Hono } from "hono";
import { boundConnections, CONNECTION_DEFAULTS, type ConnectionLimits } from "./connections.ts";

/** Where a service listens. */
export type Listening = {
  readonly url: string;
  /** Takes nothing new, and ends when what is being answered is answered; after ten seconds in any case. */
  close(): Promise<void>;
};

export type ListeningSettings = {
  readonly host?: string;
  readonly port?: number;
  /** Whether all connections are a proxy's. */
  readonly behindProxy?: boolean;
  readonly limits?: Partial<ConnectionLimits>;
};

/** Milliseconds: for the head of a request, for the whole of it, between two, and without a byte on a connection. */
const TIMES = { headersTimeout: 10_000, requestTimeout: 30_000, keepAliveTimeout: 5_000, timeout: 60_000 };
/** Milliseconds between two looks at what is too late. */
const LOOKS = 1_000;
const HEAD_BYTES = 16_384;
/** Milliseconds for what is under way when a server closes. */
const PATIENCE = 10_000;

/** Serves an application, on 127.0.0.1 and any free port (0) unless told otherwise. Throws the socket's error. */
export async function listen(
  { fetch }: Hono,
  { host = "127.0.0.1", port = 0, behindProxy = false, limits = {} }: ListeningSettings,
): Promise<Listening> {
  const serverOptions = { connectionsCheckingInterval: LOOKS, maxHeaderSize: HEAD_BYTES };
  const server = await new Promise<Server>((fulfil, fail) => {
    const opening = serve({ fetch, hostname: host, port, serverOptions }, () => fulfil(opening)) as Server;
    opening.once("error", fail);
  });
  Object.assign(server, TIMES);
  const bounds = { ...CONNECTION_DEFAULTS, ...limits };
  const connectionsPerNetwork = behindProxy ? bounds.connections : bounds.connectionsPerNetwork;
  const connections = boundConnections(server, { ...bounds, connectionsPerNetwork });
  const { address, port: actualPort } = server.address() as AddressInfo;
  return {
    url: `http://${address.includes(":") ? `[${address}]` : address}:${actualPort}`,
    async close() {
      const closed = new Promise((done) => server.close(done));
      connections.endWaiting();
      const idle = setInterval(() => server.closeIdleConnections(), 20);
      const last = setTimeout(() => server.closeAllConnections(), PATIENCE);
      await closed;
      clearInterval(idle);
      clearTimeout(last);
    },
  };
}
