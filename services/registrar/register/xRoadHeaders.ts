import {
  RegisterAnswerUnreadableError,
  RegisterMisconfiguredError,
  RegisterRefusedError,
  RegisterUnavailableError,
} from "./refusals.ts";
import type { RegisterResponse } from "./transport.ts";
import { isXRoadId, type XRoadId } from "./xRoadId.ts";

/** A type of PR-REST 4.6. */
const TYPE = /^[A-Za-z][A-Za-z0-9_.]{0,99}$/;
/** Types where trying again helps nobody: the office's file asks wrongly, or names what no Security Server knows. */
const MISCONFIGURED = /^(client\.|server\.(clientproxy|serverproxy)\.unknown(member|service)$)/;
/** A SHA-512 in base64. */
const HASH = /^[A-Za-z0-9+/]{85}[AQgw]==$/;
const SEEN = /^[\x21-\x7e]{1,255}$/;

/** An error that a Security Server names, by P28.9; nothing where it names none. */
export function xRoadFault({ headers }: RegisterResponse): Error | undefined {
  const given = headers["x-road-error"];
  if (given === undefined) return undefined;
  const type = TYPE.test(given) ? given : "X-Road-Error";
  // Newer servers write `server.serverproxy.access_denied` for what was `Server.ServerProxy.AccessDenied`.
  const plain = type.toLowerCase().replaceAll("_", "");
  if (MISCONFIGURED.test(plain)) return new RegisterMisconfiguredError(type);
  if (plain === "server.serverproxy.accessdenied") return new RegisterRefusedError(type);
  return new RegisterUnavailableError(type);
}

/**
 * Checks that a response answers this request (P28.8).
 * @returns The Security Server's hash of the request.
 * Throws `RegisterAnswerUnreadableError`.
 */
export function answeredHash(
  { headers }: RegisterResponse,
  asked: { readonly client: XRoadId; readonly service: XRoadId; readonly id: string },
): string {
  const require = (name: string, holds: (value: string) => boolean) => {
    const value = headers[name.toLowerCase()];
    if (value === undefined || !holds(value)) throw new RegisterAnswerUnreadableError(`header ${name}`);
    return value;
  };
  require("X-Road-Client", (value) => isXRoadId(value, asked.client));
  require("X-Road-Service", (value) => isXRoadId(value, asked.service));
  require("X-Road-Id", (value) => value === asked.id);
  require("X-Road-Request-Id", (value) => SEEN.test(value));
  return require("X-Road-Request-Hash", (value) => HASH.test(value));
}
