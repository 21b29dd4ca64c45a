import { X509Certificate } from "node:crypto";
import { Certificate, CertificateChainValidationEngine } from "pkijs";
import { z } from "zod";
import { checkProfile, type ReadCertificate } from "./certificateProfile.ts";
import { type Publisher, revocationCheck } from "./certificateRevocation.ts";
import {
  CredentialExpiredError,
  CredentialUnsuitableError,
  IssuerUnknownError,
  RevocationUnknownError,
  SignatureForgedError,
} from "./refusals.ts";
import type { ListSource } from "./trustedLists.ts";

const authority = {
  /** PEM. */
  certificate: z.string(),
  /** Whether a path may end here; every other authority needs one above it. */
  anchor: z.boolean(),
};

/** An authority on the office's trust list, and its CRL, or its OCSP responder (RFC 6960). */
export const authoritySchema = z.union([
  z.strictObject({ ...authority, crl: z.url() }),
  z.strictObject({ ...authority, ocsp: z.url() }),
]);

export type AuthoritySettings = Readonly<z.infer<typeof authoritySchema>>;

type Authority = ReadCertificate & { readonly anchor: boolean; readonly publisher: Publisher };

const KEY_USAGE = "2.5.29.15";
/** Bits of the key usage extension (RFC 5280, 4.2.1.3), from the highest. */
const DIGITAL_SIGNATURE = 0x80;
const KEY_CERT_SIGN = 0x04;
const CRL_SIGN = 0x02;
const LONGEST_PATH = 5;

/** Reads a certificate in DER or PEM. Throws whatever the readers throw. */
export function readCertificate(bytes: Uint8Array | string): ReadCertificate {
  const node = new X509Certificate(bytes);
  return { node, pkijs: Certificate.fromBER(new Uint8Array(node.raw)) };
}

/** Checks the path of a person's certificate at a time (Unix seconds). Throws a `RefusalError` of refusals.ts. */
export type PathCheck = (certificate: ReadCertificate, now: number) => Promise<void>;

/**
 * A check of certificates against a trust list: each signed by the next up to an anchor, all valid now, signers allowed
 * to sign certificates, none revoked by its signer's CRL or OCSP responder, the person's own one for signing.
 * Without a present answer of either nothing is accepted.
 * @param purpose Extended key usage for which authorities must be that have such a list; see `checkProfile`.
 */
export function pathCheck(settings: readonly AuthoritySettings[], source: ListSource, purpose?: string): PathCheck {
  const authorities: Authority[] = settings.map(({ certificate, anchor, ...published }) => {
    const read = readCertificate(certificate);
    return { ...read, anchor, publisher: { certificate: read.pkijs, ...published } };
  });
  const checkRevocation = revocationCheck(
    authorities.map(({ publisher }) => publisher),
    source,
  );
  return async (leaf, now) => {
    const path = pathOf(leaf, authorities);
    const date = new Date(now * 1_000);
    for (const { node } of [leaf, ...path]) {
      if (date < node.validFromDate || date >= node.validToDate) throw new CredentialExpiredError();
    }
    if (leaf.node.ca || !mayDo(leaf, DIGITAL_SIGNATURE)) {
      throw new CredentialUnsuitableError("The certificate is not for a person's signatures");
    }
    if (path.some((authority) => !authority.node.ca || !mayDo(authority, KEY_CERT_SIGN)))
      throw new IssuerUnknownError();
    if (path.some((authority) => "crl" in authority.publisher && !mayDo(authority, CRL_SIGN))) {
      throw new RevocationUnknownError();
    }
    const signed = [leaf, ...path];
    checkProfile(signed, purpose);
    await checkWithEngine(leaf, path, date);
    await Promise.all(
      path.map(({ publisher }, i) => {
        const { pkijs: certificate } = signed[i] as ReadCertificate;
        return checkRevocation({ certificate, isAuthority: i > 0 }, publisher, now);
      }),
    );
  };
}

/** The authorities from the certificate's issuer up to an anchor. */
function pathOf(leaf: ReadCertificate, authorities: readonly Authority[]): Authority[] {
  const path: Authority[] = [];
  let current: ReadCertificate = leaf;
  while (path.at(-1)?.anchor !== true) {
    const named = authorities.filter(({ node }) => current.node.checkIssued(node));
    const issuer = named.find(({ node }) => current.node.verify(node.publicKey));
    if (named.length > 0 && issuer === undefined) throw new SignatureForgedError("certificate");
    if (issuer === undefined || path.length === LONGEST_PATH) throw new IssuerUnknownError();
    path.push(issuer);
    current = issuer;
  }
  return path;
}

function mayDo({ pkijs }: ReadCertificate, bit: number): boolean {
  const usage = pkijs.extensions?.find(({ extnID }) => extnID === KEY_USAGE)?.parsedValue as
    | { readonly valueBlock: { readonly valueHexView: Uint8Array } }
    | undefined;
  return ((usage?.valueBlock.valueHexView[0] ?? 0) & bit) !== 0;
}

/** What RFC 5280 asks beyond `checkProfile` (policies above all) is pkijs's to check. */
async function checkWithEngine(leaf: ReadCertificate, path: readonly Authority[], checkDate: Date): Promise<void> {
  const between = path.slice(0, -1).map(({ pkijs }) => pkijs);
  const trustedCerts = path.slice(-1).map(({ pkijs }) => pkijs);
  const engine = new CertificateChainValidationEngine({
    trustedCerts,
    certs: [...between, leaf.pkijs],
    checkDate,
  });
  const { result } = await engine.verify();
  if (!result) throw new CredentialUnsuitableError("The certificate's path does not hold");
}
