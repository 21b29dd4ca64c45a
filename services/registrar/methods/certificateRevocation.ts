import { type Certificate, CertificateRevocationList } from "pkijs";
import { RevocationUnknownError } from "./refusals.ts";
import { keptLists, type ListSource } from "./trustedLists.ts";

/** Seconds after which a CRL is fetched again, though it names a later time. */
const KEPT = 3_600;

/**
 * CRLs by address (RFC 5280, section 5): each signed by its authority, begun, and not past its next update.
 * @returns A reader; it throws `RevocationUnknownError` where there is no such list.
 */
export function revocationLists(
  publishers: readonly { readonly crl: string; readonly certificate: Certificate }[],
  source: ListSource,
): (uri: string, now: number) => Promise<CertificateRevocationList> {
  return keptLists(async (uri, now) => {
    const list = CertificateRevocationList.fromBER(new Uint8Array(await source(uri)));
    const publisher = publishers.find(({ crl }) => crl === uri);
    if (publisher === undefined) throw new RevocationUnknownError();
    const signed = await list.verify({ issuerCertificate: publisher.certificate });
    const begins = list.thisUpdate.value.getTime() / 1_000;
    const ends = (list.nextUpdate?.value.getTime() ?? 0) / 1_000;
    if (!signed || now < begins || now >= ends) throw new RevocationUnknownError();
    return { list, freshUntil: Math.min(ends, now + KEPT) };
  });
}
