import { getConnInfo } from "@hono/node-server/conninfo";
import type { Context } from "hono";

/** The address that a request came from; empty where it came by no socket. */
export type ClientAddress = (context: Context) => string;

/** @param behindProxy Whether the last address of `X-Forwarded-For` is the client's; only behind a proxy that sets it. */
export function clientAddress(behindProxy: boolean): ClientAddress {
  return behindProxy ? forwardedAddress : socketAddress;
}

function socketAddress(context: Context): string {
  return context.env?.incoming === undefined ? "" : (getConnInfo(context).remote.address ?? "");
}

function forwardedAddress(context: Context): string {
  return context.req.header("X-Forwarded-For")?.split(",").at(-1)?.trim() ?? socketAddress(context);
}
