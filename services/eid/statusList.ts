import { readInThread } from "./listThread.ts";
import { CredentialRevokedError, RevocationUnknownError } from "./refusals.ts";
import { statusAt } from "./statusEntries.ts";
import type { TrustedIssuer } from "./trustedIssuer.ts";
import { keptLists, type ListSource } from "./trustedLists.ts";

/** Seconds after which a list is fetched again that names no time to live. */
const TTL = 300;

/** Throws `CredentialRevokedError` for any status but 0, or `RevocationUnknownError` where no list tells. */
export type StatusCheck = (uri: string, index: number, now: number) => Promise<void>;

/** Checks entries of one issuer's status lists, which are fetched and unpacked once for all who ask meanwhile. */
export function statusCheck(issuer: TrustedIssuer, source: ListSource): StatusCheck {
  const lists = keptLists(async (uri, now) => {
    const bytes = Uint8Array.from(await source(uri));
    const list = await readInThread({ kind: "statusList", bytes, keys: issuer.keys, uri, now });
    return { list, freshUntil: Math.min(list.exp, now + (list.ttl ?? TTL)) };
  });
  return async (uri, index, now) => {
    if (!issuer.statusLists.includes(uri)) throw new RevocationUnknownError();
    const status = statusAt(await lists(uri, now), index);
    if (status === undefined) throw new RevocationUnknownError();
    if (status !== 0) throw new CredentialRevokedError();
  };
}
