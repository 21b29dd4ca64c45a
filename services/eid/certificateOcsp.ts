import { randomBytes } from "node:crypto";
import { OctetString } from "asn1js";
import { BasicOCSPResponse, type Certificate, Extension, OCSPRequest, OCSPResponse, type SingleResponse } from "pkijs";
import { isStrongAlgorithm } from "./certificateProfile.ts";
import { CredentialRevokedError, RevocationUnknownError } from "./refusals.ts";
import type { ListSource } from "./trustedLists.ts";

const BASIC = "1.3.6.1.5.5.7.48.1.1";
const NONCE = "1.3.6.1.5.5.7.48.1.2";
/** A responder's certificate with it is trusted for its lifetime (RFC 6960, 4.2.2.2.1). */
const NO_CHECK = "1.3.6.1.5.5.7.48.1.5";
const [GOOD, REVOKED] = [0, 1];
/** Seconds that an answer may be old, and that clocks may differ. */
const OLDEST = 900;
const SKEW = 120;

export type OcspQuestion = {
  readonly certificate: Certificate;
  /** Who signed it. */
  readonly issuer: Certificate;
  /** Of the responder. */
  readonly uri: string;
  /** Unix seconds. */
  readonly now: number;
};

/**
 * Asks a certificate's status (OCSP, RFC 6960), anew every time. The answer must be signed by the issuer, or by a
 * responder that the issuer itself certified for this alone and trusts for the certificate's lifetime; be of this
 * certificate and of the last quarter of an hour; and repeat the question's nonce (RFC 9654) where it has one.
 * Throws `CredentialRevokedError`, or `RevocationUnknownError` for whatever is not such an answer.
 */
export async function checkByOcsp(question: OcspQuestion, source: ListSource): Promise<void> {
  let status: number;
  try {
    status = await statusOf(question, source);
  } catch {
    throw new RevocationUnknownError();
  }
  if (status === REVOKED) throw new CredentialRevokedError();
  if (status !== GOOD) throw new RevocationUnknownError();
}

async function statusOf({ certificate, issuer, uri, now }: OcspQuestion, source: ListSource): Promise<number> {
  const nonce = new OctetString({ valueHex: Uint8Array.from(randomBytes(32)).buffer }).toBER();
  const request = new OCSPRequest();
  // The hash only names the issuer; older responders know no other.
  await request.createForCertificate(certificate, { hashAlgorithm: "SHA-1", issuerCertificate: issuer });
  request.tbsRequest.requestExtensions = [new Extension({ extnID: NONCE, extnValue: nonce })];
  const bytes = await source(uri, new Uint8Array(request.toSchema(true).toBER()));

  const { responseStatus, responseBytes } = OCSPResponse.fromBER(new Uint8Array(bytes));
  if (responseStatus.valueBlock.valueDec !== 0 || responseBytes?.responseType !== BASIC) return Number.NaN;
  const response = BasicOCSPResponse.fromBER(responseBytes.response.getValue());
  const { responses, responseExtensions = [] } = response.tbsResponseData;
  const [single, ...others] = responses;
  if (single === undefined || others.length > 0 || !isFresh(single, now)) return Number.NaN;
  const repeated = responseExtensions.find(({ extnID }) => extnID === NONCE)?.extnValue.valueBlock.valueHexView;
  if (repeated !== undefined && !Buffer.from(repeated).equals(Buffer.from(nonce))) return Number.NaN;
  if (!(await isSigned(response, issuer))) return Number.NaN;
  const { isForCertificate, status } = await response.getCertificateStatus(certificate, issuer);
  return isForCertificate ? status : Number.NaN;
}

function isFresh({ thisUpdate, nextUpdate }: SingleResponse, now: number): boolean {
  const begins = thisUpdate.getTime() / 1_000;
  const ends = nextUpdate === undefined ? Number.POSITIVE_INFINITY : nextUpdate.getTime() / 1_000;
  return begins <= now + SKEW && begins > now - OLDEST && ends > now - SKEW;
}

async function isSigned(response: BasicOCSPResponse, issuer: Certificate): Promise<boolean> {
  if (!isStrongAlgorithm(response.signatureAlgorithm.algorithmId)) return false;
  // An issuer that answers itself need not send its certificate along.
  const delegates = (response.certs ?? []).filter(({ extensions = [] }) =>
    extensions.some(({ extnID }) => extnID === NO_CHECK),
  );
  response.certs = [...delegates, issuer];
  return response.verify({ trustedCerts: [issuer], issuerCerts: [issuer], trustedResponders: [issuer] });
}
