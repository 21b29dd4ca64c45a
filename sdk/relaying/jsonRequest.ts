import type { HanpyoError } from "../errors.ts";

/** How a client reaches services. */
export type Reach = {
  /** Milliseconds that a service may take to answer. */
  readonly timeout: number;
  readonly fetch: typeof fetch;
};

export type JsonAnswer = { readonly status: number; readonly body: unknown };

/**
 * Asks a service for JSON, without cookies and without telling where the question comes from.
 * @param unreachable Makes the error that is thrown where no JSON came.
 */
export async function requestJson(
  url: string,
  { timeout, fetch: ask }: Reach,
  init: RequestInit,
  unreachable: (reason: string) => HanpyoError,
): Promise<JsonAnswer> {
  try {
    const options: RequestInit = { ...init, signal: AbortSignal.timeout(timeout), referrerPolicy: "no-referrer" };
    const response = await ask(url, { ...options, credentials: "omit" });
    return { status: response.status, body: (await response.json()) as unknown };
  } catch (error) {
    throw unreachable(error instanceof Error ? error.message : String(error));
  }
}

/** Options of a request that sends JSON. */
export function postJson(body: string): RequestInit {
  return { method: "POST", headers: { "Content-Type": "application/json" }, body };
}
