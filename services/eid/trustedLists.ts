import { RevocationUnknownError } from "./refusals.ts";

/**
 * Fetches a signed list of revocations (status list, CRL) from an address that the office's configuration names; or the
 * answer to an OCSP request that is posted to it.
 */
export type ListSource = (uri: string, ocspRequest?: Uint8Array<ArrayBuffer>) => Promise<Uint8Array>;

/** Milliseconds that a list's publisher may take, and most bytes that are read of a list, and of an OCSP answer. */
const TIMEOUT = 10_000;
const MOST_BYTES = 32 * 1024 * 1024;
const MOST_OCSP_BYTES = 65_536;

class ListUnreachableError extends Error {
  constructor(uri: string, reason: string) {
    super(`${new URL(uri).origin} gave no list (${reason})`);
  }
}

/** Lists over HTTP, without redirections: an address that is trusted must not lead elsewhere. */
export function listsOverHttp(ask: typeof fetch = fetch): ListSource {
  return async (uri, ocspRequest) => {
    const response = await ask(uri, {
      signal: AbortSignal.timeout(TIMEOUT),
      redirect: "error",
      credentials: "omit",
      ...(ocspRequest && {
        method: "POST",
        headers: { "Content-Type": "application/ocsp-request" },
        body: ocspRequest,
      }),
    });
    if (!response.ok || response.body === null) throw new ListUnreachableError(uri, `status ${response.status}`);
    const most = ocspRequest === undefined ? MOST_BYTES : MOST_OCSP_BYTES;
    const chunks: Uint8Array[] = [];
    let length = 0;
    for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
      length += chunk.length;
      if (length > most) throw new ListUnreachableError(uri, `more than ${most} bytes`);
      chunks.push(chunk);
    }
    return Buffer.concat(chunks);
  };
}

/** A list that was checked, and until when (Unix seconds) it may be used without asking again. */
export type CheckedList<T> = { readonly list: T; readonly freshUntil: number };

/**
 * Keeps checked lists until they are no longer fresh. One that cannot be fetched or does not hold is not replaced by an
 * older one.
 * @param check Fetches and checks a list, or throws whatever failed.
 * @returns A reader by address, which throws `RevocationUnknownError`.
 */
export function keptLists<T>(
  check: (uri: string, now: number) => Promise<CheckedList<T>>,
): (uri: string, now: number) => Promise<T> {
  const kept = new Map<string, CheckedList<T>>();
  const asked = new Map<string, Promise<CheckedList<T>>>();

  async function fetched(uri: string, now: number): Promise<CheckedList<T>> {
    try {
      const checked = await check(uri, now);
      kept.set(uri, checked);
      return checked;
    } catch {
      kept.delete(uri);
      throw new RevocationUnknownError();
    } finally {
      asked.delete(uri);
    }
  }

  return async (uri, now) => {
    const known = kept.get(uri);
    if (known !== undefined && now < known.freshUntil) return known.list;
    // Whoever comes meanwhile waits for the same: no number of presentations makes the office ask more than once.
    const asking = asked.get(uri) ?? fetched(uri, now);
    asked.set(uri, asking);
    return (await asking).list;
  };
}
