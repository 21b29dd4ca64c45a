import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { serve } from "@hono/node-server";
import type { Hono } from "hono";

/** Where a service listens. */
export type Listening = { readonly url: string; close(): Promise<void> };

/** Serves an application, on 127.0.0.1 and any free port (0) unless told otherwise. Throws the socket's error. */
export async function listen(
  { fetch }: Hono,
  { host = "127.0.0.1", port = 0 }: { readonly host?: string; readonly port?: number },
): Promise<Listening> {
  const server = await new Promise<Server>((fulfil, fail) => {
    const opening = serve({ fetch, hostname: host, port }, () => fulfil(opening)) as Server;
    opening.once("error", fail);
  });
  const { address, port: actualPort } = server.address() as AddressInfo;
  return {
    url: `http://${address.includes(":") ? `[${address}]` : address}:${actualPort}`,
    async close() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}
