import { type Certificate, CertificateRevocationList } from "pkijs";
import { checkByOcsp } from "./certificateOcsp.ts";
import { CredentialRevokedError, RevocationUnknownError } from "./refusals.ts";
import { keptLists, type ListSource } from "./trustedLists.ts";

/** Seconds after which a CRL is fetched again, though it names a later time. */
const KEPT = 3_600;

/** An authority and where it says what it revoked: its CRL, or its OCSP responder. */
export type Publisher = { readonly certificate: Certificate } & ({ readonly crl: string } | { readonly ocsp: string });

/** Throws `CredentialRevokedError`, or `RevocationUnknownError` where nothing present and signed tells. */
export type RevocationCheck = (certificate: Certificate, issuer: Publisher, now: number) => Promise<void>;

/** Checks certificates by the CRL or the OCSP responder of who signed them. */
export function revocationCheck(publishers: readonly Publisher[], source: ListSource): RevocationCheck {
  const listOf = revocationLists(publishers, source);
  return async (certificate, issuer, now) => {
    if ("ocsp" in issuer) {
      await checkByOcsp({ certificate, issuer: issuer.certificate, uri: issuer.ocsp, now }, source);
    } else {
      const list = await listOf(issuer.crl, now);
      if (list.isCertificateRevoked(certificate)) throw new CredentialRevokedError();
    }
  };
}

/**
 * CRLs by address (RFC 5280, section 5): each signed by its authority, begun, and not past its next update.
 * @returns A reader; it throws `RevocationUnknownError` where there is no such list.
 */
function revocationLists(publishers: readonly Publisher[], source: ListSource) {
  return keptLists(async (uri, now) => {
    const list = CertificateRevocationList.fromBER(new Uint8Array(await source(uri)));
    const publisher = publishers.find((one) => "crl" in one && one.crl === uri);
    if (publisher === undefined) throw new RevocationUnknownError();
    const signed = await list.verify({ issuerCertificate: publisher.certificate });
    const begins = list.thisUpdate.value.getTime() / 1_000;
    const ends = (list.nextUpdate?.value.getTime() ?? 0) / 1_000;
    if (!signed || now < begins || now >= ends) throw new RevocationUnknownError();
    return { list, freshUntil: Math.min(ends, now + KEPT) };
  });
}
