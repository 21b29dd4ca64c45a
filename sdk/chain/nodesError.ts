/** What a node answered instead of a result (JSON-RPC 2.0, section 5.1). */
export type NodesError = { readonly code: number; readonly message: string; readonly data?: unknown };

/** Errors within errors that are looked at. */
const DEPTH = 6;
/** Longest of a node's words that are repeated. */
const LONGEST = 200;

/** The error that a node answered with, which ethers keeps inside its own; nothing if no such answer came. */
export function nodesError(error: unknown): NodesError | undefined {
  let found: unknown = error;
  for (let depth = 0; depth < DEPTH && typeof found === "object" && found !== null; depth++) {
    const { code, error: inner, info, cause } = found as Record<string, unknown>;
    if (typeof code === "number" && !(found instanceof Error)) return { message: "", ...(found as object), code };
    found = (info as { readonly error?: unknown } | null | undefined)?.error ?? inner ?? cause;
  }
  return undefined;
}

/**
 * What a node said, in its own words, for people: one line, without addresses of the net, whose paths may be access
 * keys. Where it answered nothing, why none came.
 */
export function nodesWords(error: unknown): string {
  const { shortMessage, message } = Object(error) as { readonly shortMessage?: unknown; readonly message?: unknown };
  const own = nodesError(error);
  const text = own === undefined ? String(shortMessage ?? message ?? error) : own.message || `error ${own.code}`;
  const clean = text.replace(/[\p{C}\p{Zl}\p{Zp}]+/gu, " ").replace(/\b[a-z]+:\/\/\S+/gi, "(a URL)");
  return clean.length > LONGEST ? `${clean.slice(0, LONGEST)}...` : clean;
}

/** JSON-RPC: limit exceeded (EIP-1474), and what large providers answer with instead. */
const LIMITS = [-32005, -32007, -32016, -32029, 429];

/** The same where the number tells nothing. */
const NOT_NOW = /rate.?limit|too many requests|request limit|compute units/i;

/** What the number also stands for: a question whose answer is too large, whenever it is asked. */
const TOO_MUCH =
  /more than [\d,]+ (results|logs|events)|(block|blocks|log|logs) range|range (is )?(too|exceeds|limit)|too many (results|logs|blocks|events)|(response|result) (size|set)|query (exceeds|timeout|timed out)|limited to/i;

/** Whether a node says that it is asked too often: the same question may be answered a little later. */
export function isRateLimit({ code, message, data }: NodesError): boolean {
  if (typeof data === "string" && data.startsWith("0x")) return false;
  if (TOO_MUCH.test(message)) return false;
  return LIMITS.includes(code) || NOT_NOW.test(message);
}
