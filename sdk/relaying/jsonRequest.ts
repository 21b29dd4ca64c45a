import { boundedText } from "../chain/boundedText.ts";
import type { HanpyoError } from "../errors.ts";
import { REFUSAL_VALUES, readRefusalValues } from "./refusalValues.ts";

/** How a client reaches services. */
export type Reach = {
  /** Milliseconds that a service may take, to the last byte of its answer. */
  readonly timeout: number;
  readonly fetch: typeof fetch;
};

/** Most bytes of an answer: a service's largest are some kilobytes. */
const LARGEST = 2 ** 20;

export type JsonAnswer = {
  readonly status: number;
  readonly body: unknown;
  /** What a refusal names, where the service says it (P12.8). */
  readonly values: Readonly<Record<string, string>>;
};

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
    const values = readRefusalValues(response.headers.get(REFUSAL_VALUES));
    return { status: response.status, body: JSON.parse(await boundedText(response, LARGEST)) as unknown, values };
  } catch (error) {
    throw unreachable(error instanceof Error ? error.message : String(error));
  }
}

/** Options of a request that sends JSON. */
export function postJson(body: string): RequestInit {
  return { method: "POST", headers: { "Content-Type": "application/json" }, body };
}
