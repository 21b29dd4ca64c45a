import { Constructed, Enumerated, GeneralizedTime, OctetString, Primitive } from "asn1js";
import { BasicOCSPResponse, type Certificate, OCSPRequest, OCSPResponse, ResponseBytes, SingleResponse } from "pkijs";
import type { Card } from "./demoCard.ts";

/** What differs from the usual in an answer. */
export type OcspChanges = {
  /** Who signs, and whether the certificate goes along; the authority itself if nobody. */
  readonly by?: Pick<Card, "certificate" | "keys">;
  readonly hash?: "SHA-1" | "SHA-256";
  readonly nonce?: "left out" | "another";
  readonly thisUpdate?: Date;
  readonly nextUpdate?: Date;
  readonly status?: "unknown";
};

const BASIC = "1.3.6.1.5.5.7.48.1.1";
const NONCE = "1.3.6.1.5.5.7.48.1.2";
const CONTEXT = 3;

/**
 * Answers an OCSP request (RFC 6960) of one certificate.
 * @param clock Unix seconds.
 */
export async function answerOcsp(
  request: Uint8Array<ArrayBuffer>,
  authority: Pick<Card, "certificate" | "keys">,
  revoked: readonly Certificate[],
  clock: () => number,
  { by, hash = "SHA-256", nonce, status, ...times }: OcspChanges = {},
): Promise<Uint8Array<ArrayBuffer>> {
  const { tbsRequest } = OCSPRequest.fromBER(request);
  const [asked] = tbsRequest.requestList;
  if (asked === undefined) throw new TypeError("The request asks for nothing");
  const { reqCert } = asked;
  const now = new Date(clock() * 1_000);
  const isRevoked = revoked.some(({ serialNumber }) => serialNumber.isEqual(reqCert.serialNumber));
  const single = new SingleResponse({ certID: reqCert, thisUpdate: now, ...times });
  if (status === "unknown") single.certStatus = tagged(2);
  else if (isRevoked) single.certStatus = tagged(1, now);
  else single.certStatus = tagged(0);

  const signer = by ?? authority;
  const basic = new BasicOCSPResponse();
  const data = basic.tbsResponseData;
  data.responderID = signer.certificate.subject;
  data.producedAt = now;
  data.responses = [single];
  const extensions = (tbsRequest.requestExtensions ?? []).filter(({ extnID }) => extnID === NONCE);
  if (nonce === "another") {
    const other = new OctetString({ valueHex: new Uint8Array(32).buffer }).toBER();
    for (const one of extensions) one.extnValue = new OctetString({ valueHex: other });
  }
  if (nonce !== "left out" && extensions.length > 0) data.responseExtensions = extensions;
  if (by !== undefined) basic.certs = [by.certificate];
  await basic.sign(signer.keys.privateKey as CryptoKey, hash);
  const response = new OctetString({ valueHex: basic.toSchema().toBER() });
  const answer = new OCSPResponse({
    responseStatus: new Enumerated({ value: 0 }),
    responseBytes: new ResponseBytes({ responseType: BASIC, response }),
  });
  return new Uint8Array(answer.toSchema().toBER());
}

/** CertStatus: good [0] and unknown [2] are empty, revoked [1] has its time. */
function tagged(tagNumber: number, since?: Date): Primitive | Constructed {
  const idBlock = { tagClass: CONTEXT, tagNumber };
  return since === undefined
    ? new Primitive({ idBlock, lenBlock: { length: 1 } })
    : new Constructed({ idBlock, value: [new GeneralizedTime({ valueDate: since })] });
}
