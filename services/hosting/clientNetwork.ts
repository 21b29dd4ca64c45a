import { isIP } from "node:net";
import { getConnInfo } from "@hono/node-server/conninfo";
import type { Context } from "hono";

/**
 * The network that a request came from: an IPv4 address, or the first 64 bits of an IPv6 address, which a single home
 * or machine has to itself. Empty where it came by no socket, or from no address.
 */
export type ClientNetwork = (context: Context) => string;

/** @param behindProxy Whether the last address of `X-Forwarded-For` is the client's; only behind a proxy that sets it. */
export function clientNetwork(behindProxy: boolean): ClientNetwork {
  return (context) => networkOf(behindProxy ? forwardedAddress(context) : socketAddress(context));
}

/** The network of an address as it is written; some proxies put a port behind it. */
export function networkOf(written: string): string {
  const address = written.trim().replace(/^\[(.*)\](:\d+)?$|^([0-9.]+):\d+$/, "$1$3");
  const withoutZone = address.split("%")[0] as string;
  const kind = isIP(withoutZone);
  if (kind === 0) return "";
  if (kind === 4) return withoutZone;
  const groups = groupsOf(withoutZone);
  const isMapped = groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff;
  if (!isMapped)
    return `${groups
      .slice(0, 4)
      .map((group) => group.toString(16))
      .join(":")}::/64`;
  return groups
    .slice(6)
    .flatMap((group) => [group >> 8, group & 255])
    .join(".");
}

/** The eight groups of an IPv6 address, which URLs write in one way. */
function groupsOf(address: string): readonly number[] {
  const [before = "", after] = new URL(`http://[${address}]`).hostname.slice(1, -1).split("::");
  const [first, last] = [before, after ?? ""].map((part) => part.split(":").filter(Boolean)) as [string[], string[]];
  const zeros = after === undefined ? [] : Array<string>(8 - first.length - last.length).fill("0");
  return [...first, ...zeros, ...last].map((group) => Number.parseInt(group, 16));
}

function socketAddress(context: Context): string {
  return context.env?.incoming === undefined ? "" : (getConnInfo(context).remote.address ?? "");
}

function forwardedAddress(context: Context): string {
  return context.req.header("X-Forwarded-For")?.split(",").at(-1) ?? socketAddress(context);
}
