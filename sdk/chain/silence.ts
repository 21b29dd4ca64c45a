import type { Code } from "../codes.ts";
import { HanpyoError } from "../errors.ts";
import { isRateLimit, type NodesError, nodesError } from "./nodesError.ts";

/** Causes that are looked at, from the error itself inwards. */
const DEPTH = 6;

/** Of sockets and names in Node, and of the client behind Node's `fetch`. */
const SOCKET = /^(ECONN|EPIPE|ENOTFOUND|EAI_|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENETDOWN|EADDRNOTAVAIL|UND_ERR_)/;

/** Of ethers: no connection, no answer in time, a status that is no success, a question called off. */
const ETHERS = ["NETWORK_ERROR", "SERVER_ERROR", "TIMEOUT", "CANCELLED"];

/** How `fetch` of browsers and of Node begins where a connection failed; a worker may have put the type in front. */
const FETCH =
  /^(TypeError: )?(failed to fetch|fetch failed|load failed|network ?error|the network connection was lost|socket hang up)/i;

/** A node that failed at answering. */
const FAILED = /^internal (json-rpc |server )?error\b/i;

/** Own errors that say what a node withholds: it answers, but does not give what it was asked for. */
const WITHHELD: readonly Code[] = ["LOGS_REFUSED", "LOGS_MISSING"];

/** What of an error the judgement looks at. */
type Failure = {
  readonly name?: unknown;
  readonly code?: unknown;
  readonly message?: unknown;
  readonly shortMessage?: unknown;
  readonly operation?: unknown;
  readonly data?: unknown;
  readonly cause?: unknown;
  readonly error?: unknown;
  readonly info?: { readonly error?: unknown; readonly payload?: unknown } | null;
};

/**
 * Whether an error says that a node did not answer, as opposed to what it answered. This is the one judgement of it:
 * whoever turns a failed reading into a statement about the chain, an address or an election asks here first, and lets
 * silence pass.
 *
 * Silence is: a connection that was refused, broke or never came about; no answer in time; a question called off; a
 * status other than success, as of a gateway before a dead node; an answer that is no JSON, or not to this question;
 * and a node that says "not now", by HTTP 429, by number or by words: that is an answer, but none about the chain.
 *
 * An answer is: a revert, with or without a reason; what cannot be decoded, as of an address without code; a method,
 * parameter or block that the node does not know. Errors of Hanpyo's own are statements already, but for those that say
 * what a node withholds.
 */
export function isSilence(error: unknown): boolean {
  let found = error;
  for (let depth = 0; depth < DEPTH && typeof found === "object" && found !== null; depth++) {
    if (found instanceof HanpyoError) return WITHHELD.includes(found.code);
    if (isUnanswered(found) || isNotNow(found)) return true;
    found = (found as Failure).cause;
  }
  return false;
}

function isUnanswered({ name, code, message, shortMessage, operation, info }: Failure): boolean {
  if (name === "AbortError" || name === "TimeoutError") return true;
  if (typeof code === "string" && (ETHERS.includes(code) || SOCKET.test(code))) return true;
  // ethers' names for an answer that is no JSON, for one to another question, and for a provider ended meanwhile.
  if (code === "UNSUPPORTED_OPERATION" && (operation === "bodyJson" || operation === "bodyText")) return true;
  if (code === "UNSUPPORTED_OPERATION" && String(shortMessage).startsWith("provider destroyed")) return true;
  if (code === "BAD_DATA" && info?.payload !== undefined) return true;
  return typeof message === "string" && FETCH.test(message);
}

/** ethers takes any error that a node gives to a call for a revert; the node's own error lies within. */
function isNotNow(failure: Failure): boolean {
  const own = nodesError({ info: failure.info, error: failure.error });
  if (own === undefined || isBytes(failure.data) || isBytes(own.data)) return false;
  return isRateLimit(own) || FAILED.test(own.message);
}

/** The data of a revert, whose reason may speak of limits too. */
function isBytes(data: NodesError["data"]): boolean {
  return typeof data === "string" && data.startsWith("0x");
}
