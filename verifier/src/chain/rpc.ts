import { VerifierError } from "../verifierError.ts";

/** A node did not answer, or not with what was asked. */
export class NodeUnreachable extends VerifierError {
  constructor(method: string, why: string) {
    super("NODE_UNREACHABLE", "The node gave no answer", `${method}: ${why}`, "Try again, or another node with --rpc.");
  }
}

/** A node refused a call, in its own words. */
export class NodeRefused extends VerifierError {
  constructor(method: string, why: string) {
    super("NODE_REFUSED", "The node refused", `${method}: ${why}`, "Try another node with --rpc.");
  }
}

/** Asks a node one thing; the answer has no type before it is read. */
export type Ask = (method: string, params: readonly unknown[]) => Promise<unknown>;

const TIMEOUT = 30_000;
const LARGEST_ANSWER = 256 * 1024 * 1024;

/** A node by its address: JSON-RPC 2.0 over HTTP, one request at a time, 30 seconds each. */
export const nodeAt =
  (url: string, fetchFrom: typeof fetch = fetch): Ask =>
  async (method, params) => {
    const body = JSON.stringify({ jsonrpc: "2.0", id: 1, method, params });
    let answer: unknown;
    try {
      const response = await fetchFrom(url, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body,
        redirect: "error",
        signal: AbortSignal.timeout(TIMEOUT),
      });
      const text = await response.text();
      if (text.length > LARGEST_ANSWER) throw new Error("the answer is too long");
      answer = JSON.parse(text);
    } catch (error) {
      throw new NodeUnreachable(method, error instanceof Error ? error.message : String(error));
    }

    const { result, error } = (answer ?? {}) as { result?: unknown; error?: { message?: unknown } };
    if (error) throw new NodeRefused(method, String(error.message ?? JSON.stringify(error)));
    if (result === undefined) throw new NodeUnreachable(method, "no result");
    return result;
  };
