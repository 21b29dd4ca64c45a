import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { networkOf } from "./clientNetwork.ts";

/** How many connections a service keeps open. */
export type ConnectionLimits = {
  /** At a time. */
  readonly connections: number;
  /** From one network. */
  readonly connectionsPerNetwork: number;
};

export const CONNECTION_DEFAULTS: ConnectionLimits = { connections: 1_000, connectionsPerNetwork: 200 };

/** Connections of a server. */
export type OpenConnections = {
  /** Ends those on which nobody waits for an answer: that have sent nothing, no whole head, or nothing more. */
  endWaiting(): void;
};

/**
 * Bounds the connections of a server. Where there is one too many, the one has to go that has been silent for longest
 * without having asked anything, then the one that asked longest ago: whoever opens many and sends nothing loses his
 * own, and a new one is always answered. With none silent, the new one goes.
 */
export function boundConnections(server: Server, limits: ConnectionLimits): OpenConnections {
  const waiting = new Map<Socket, string>();
  /** Whose heads came whole, and that are not answered yet. */
  const asking = new Set<Socket>();
  /** Answered, and kept for what may come next. */
  const kept = new Map<Socket, string>();
  const open = new Map<string, number>();
  let all = 0;

  server.on("connection", (socket: Socket) => {
    const network = networkOf(socket.remoteAddress ?? "");
    const own = (open.get(network) ?? 0) + 1;
    open.set(network, own);
    all++;
    socket.once("close", () => {
      all--;
      leave(socket);
      const rest = (open.get(network) ?? 1) - 1;
      if (rest > 0) open.set(network, rest);
      else open.delete(network);
    });
    if (own > limits.connectionsPerNetwork || all > limits.connections) {
      const among = own > limits.connectionsPerNetwork ? network : undefined;
      const leaving = oldest(waiting, among) ?? oldest(kept, among);
      if (leaving === undefined) return void socket.destroy();
      leave(leaving);
      leaving.destroy();
    }
    waiting.set(socket, network);
  });
  server.on("request", (request: IncomingMessage, response: ServerResponse) => {
    const { socket } = request;
    const network = networkOf(socket.remoteAddress ?? "");
    const hasBody = request.headers["content-length"] !== undefined || "transfer-encoding" in request.headers;
    leave(socket);
    asking.add(socket);
    if (hasBody) {
      // Until its body is whole a request is one that somebody may never end.
      waiting.set(socket, network);
      request.once("end", () => waiting.delete(socket));
    }
    response.once("close", () => {
      asking.delete(socket);
      if (socket.destroyed) return;
      leave(socket);
      kept.set(socket, network);
    });
  });

  function leave(socket: Socket): void {
    waiting.delete(socket);
    kept.delete(socket);
  }

  function oldest(sockets: ReadonlyMap<Socket, string>, network: string | undefined): Socket | undefined {
    for (const [socket, of] of sockets) if (network === undefined || of === network) return socket;
    return undefined;
  }

  return {
    endWaiting() {
      for (const socket of [...waiting.keys(), ...kept.keys()]) if (!asking.has(socket)) socket.destroy();
    },
  };
}
