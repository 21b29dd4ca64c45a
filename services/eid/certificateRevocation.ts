import type { Certificate } from "pkijs";
import { checkByOcsp } from "./certificateOcsp.ts";
import { covers, isListed } from "./crl.ts";
import { readInThread } from "./listThread.ts";
import { CredentialRevokedError, RevocationUnknownError } from "./refusals.ts";
import { keptLists, type ListSource } from "./trustedLists.ts";

/** Seconds after which a CRL is fetched again, though it names a later time. */
const KEPT = 3_600;

/** An authority and where it says what it revoked: its CRL, or its OCSP responder. */
export type Publisher = { readonly certificate: Certificate } & ({ readonly crl: string } | { readonly ocsp: string });

/** A certificate of a path, and whether it is an authority's. */
export type Listed = { readonly certificate: Certificate; readonly isAuthority: boolean };

/** Throws `CredentialRevokedError`, or `RevocationUnknownError` where nothing present and signed tells. */
export type RevocationCheck = (listed: Listed, issuer: Publisher, now: number) => Promise<void>;

/** Checks certificates by the CRL or the OCSP responder of who signed them. */
export function revocationCheck(publishers: readonly Publisher[], source: ListSource): RevocationCheck {
  const listOf = revocationLists(publishers, source);
  return async ({ certificate, isAuthority }, issuer, now) => {
    if ("ocsp" in issuer) {
      await checkByOcsp({ certificate, issuer: issuer.certificate, uri: issuer.ocsp, now }, source);
    } else {
      const list = await listOf(issuer.crl, now);
      if (!covers(list, certificate, isAuthority)) throw new RevocationUnknownError();
      if (isListed(list, certificate)) throw new CredentialRevokedError();
    }
  };
}

/**
 * CRLs by address (RFC 5280, section 5): each signed by its authority, begun, and not past its next update.
 * @returns A reader; it throws `RevocationUnknownError` where there is no such list.
 */
function revocationLists(publishers: readonly Publisher[], source: ListSource) {
  return keptLists(async (uri, now) => {
    const publisher = publishers.find((one) => "crl" in one && one.crl === uri);
    if (publisher === undefined) throw new RevocationUnknownError();
    const bytes = Uint8Array.from(await source(uri));
    const issuer = new Uint8Array(publisher.certificate.toSchema(true).toBER());
    const list = await readInThread({ kind: "crl", bytes, issuer });
    if (now < list.begins || now >= list.ends) throw new RevocationUnknownError();
    return { list, freshUntil: Math.min(list.ends, now + KEPT) };
  });
}
