/**
 * Reads the address and the caller of a request as the message protocol for REST writes them (PR-REST 1.0.3). Sections
 * are those of that document. What stands behind a type's prefix is the double's own: section 4.6 fixes the prefixes.
 */

/** Why a Security Server does not pass a request on. */
export class ProtocolRefusal extends Error {
  readonly status: 400 | 500;
  readonly type: string;
  readonly section: string;

  constructor(status: 400 | 500, type: string, section: string, message: string) {
    super(message);
    [this.status, this.type, this.section] = [status, type, section];
  }
}

/** A request that breaks the protocol (4.6, category 3). */
export function badRequest(section: string, message: string): ProtocolRefusal {
  return new ProtocolRefusal(400, "Client.BadRequest", section, message);
}

/** Section 4.2: the limit that most clients have, and that a Security Server may have. */
const LONGEST_ADDRESS = 2_000;
/** Section 4.8. */
const IDENTIFIER = /^[A-Za-z0-9'()+,\-.=?]+$/;

export type MessageAddress = {
  /** What stands between the slashes behind `/r1/`, decoded and as it came. */
  readonly parts: readonly string[];
  readonly rawParts: readonly string[];
  /** With its question mark, as it came; empty without one. */
  readonly query: string;
};

/** Parts of an address below `/r1/` (4.1), each decoded by itself (4.2). Throws `ProtocolRefusal`. */
export function readAddress(url: string): MessageAddress {
  if (url.length > LONGEST_ADDRESS) throw badRequest("4.2", "The address is longer than 2000 characters");
  const [path = "", ...queries] = url.split("?");
  const version = /^\/([^/]*)\//.exec(path)?.[1];
  if (version !== "r1") throw badRequest("4.1", "The version of the protocol is not r1");
  const rawParts = path.slice("/r1/".length).split("/");
  const parts = rawParts.map((part) => decoded(part, "4.2"));
  if (parts.some((part) => part === "." || part === "..")) throw badRequest("4.2", "The path leaves its place");
  // A slash in front of the path's rest may stand alone; within an identifier it cannot.
  if (parts.length < 4 || parts.slice(0, 4).includes("")) throw badRequest("4.1", "The service's identifier is short");
  return { parts, rawParts, query: queries.length === 0 ? "" : `?${queries.join("?")}` };
}

/** The caller, by the last of the headers if there are several (4.3). Throws `ProtocolRefusal`. */
export function readClient(headers: readonly string[], isRestricted: boolean): readonly string[] {
  const last = headers.at(-1);
  if (last === undefined || last === "") throw badRequest("4.3", "X-Road-Client is missing");
  const parts = last.split("/").map((part) => decoded(part, "4.3"));
  if (parts.length !== 3 && parts.length !== 4) throw badRequest("4.3", "X-Road-Client has neither 3 nor 4 parts");
  requireIdentifiers(parts, isRestricted);
  return parts;
}

/** Section 4.8, which stands there since 1.0.1. Throws `ProtocolRefusal`. */
export function requireIdentifiers(parts: readonly string[], isRestricted: boolean): void {
  const wrong = parts.find((part) => part === "" || (isRestricted && !IDENTIFIER.test(part)));
  if (wrong !== undefined) throw badRequest("4.8", `No identifier: ${JSON.stringify(wrong)}`);
}

/** An identifier as headers and addresses have it: each part encoded by itself (4.2). */
export function printed(parts: readonly string[]): string {
  return parts.map(encodeURIComponent).join("/");
}

function decoded(part: string, section: string): string {
  try {
    // Throws where an escape is broken or the bytes are not UTF-8.
    return decodeURIComponent(part);
  } catch {
    throw badRequest(section, "A part is not percent-encoded UTF-8");
  }
}
