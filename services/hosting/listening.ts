import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { serve } from "@hono/node-server";
import type { Hono } from "hono";
import { HanpyoError, told } from "../../sdk/errors.ts";
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
  /** Milliseconds that the head of a request may take; 10,000 by default. */
  readonly headTime?: number;
};

const HEAD_TIME = 10_000;
/** Milliseconds: for the whole of a request, between two, and without a byte on a connection. */
const TIMES = { requestTimeout: 30_000, keepAliveTimeout: 5_000, timeout: 60_000 };
/** Milliseconds between two looks at what is too late. */
const LOOKS = 1_000;
const HEAD_BYTES = 16_384;
/** Milliseconds for what is under way when a server closes. */
const PATIENCE = 10_000;

export class AddressUnusableError extends HanpyoError {
  constructor(address: string, reason: string) {
    const isTaken = reason === "EADDRINUSE";
    super(
      "ADDRESS_UNUSABLE",
      isTaken
        ? told`The service cannot listen at ${{ address }}: another process does`
        : told`The service cannot listen at ${{ address }}: ${{ reason }}`,
      isTaken ? "End that process, or give another --port" : "Give an address of this machine and a port above 1023",
    );
  }
}

/** Serves an application, on 127.0.0.1 and any free port (0) unless told otherwise. Throws `AddressUnusableError`. */
export async function listen(
  { fetch }: Hono,
  { host = "127.0.0.1", port = 0, behindProxy = false, limits = {}, headTime = HEAD_TIME }: ListeningSettings,
): Promise<Listening> {
  const serverOptions = { connectionsCheckingInterval: Math.min(LOOKS, headTime), maxHeaderSize: HEAD_BYTES };
  const server = await new Promise<Server>((fulfil, fail) => {
    const opening = serve({ fetch, hostname: host, port, serverOptions }, () => fulfil(opening)) as Server;
    opening.once("error", (error) => {
      fail(new AddressUnusableError(`${host}:${port}`, (error as { code?: string }).code ?? String(error)));
    });
  });
  Object.assign(server, TIMES, { headersTimeout: headTime });
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
