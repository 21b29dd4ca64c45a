import { randomBytes, type webcrypto, X509Certificate } from "node:crypto";
import { BitString, Integer, Null, OctetString, PrintableString, Utf8String } from "asn1js";
import {
  AttributeTypeAndValue,
  BasicConstraints,
  Certificate,
  CertificateRevocationList,
  Extension,
  ExtKeyUsage,
  RevokedCertificate,
  Time,
} from "pkijs";
import type { AuthoritySettings } from "../eid/certificatePath.ts";
import { type Card, type CardAlgorithm, derOf, type KeyPair, newKeys } from "./demoCard.ts";
import { answerOcsp, type OcspChanges } from "./demoResponder.ts";

/** What differs from the usual in a certificate. */
export type CertificateChanges = {
  readonly algorithm?: CardAlgorithm;
  readonly notBefore?: Date;
  readonly notAfter?: Date;
  /** Bits of the key usage extension, from the highest. */
  readonly keyUsage?: number;
  readonly extendedKeyUsage?: readonly string[];
  readonly isAuthority?: boolean;
  /** Instead of `PNOKR-` and the person number. */
  readonly serialNumber?: string;
  /** Whether it is trusted for its lifetime, as an OCSP responder's. */
  readonly noCheck?: boolean;
};

/** An authority for demonstrations and tests: its signatures are real, its word is worth nothing. */
export type DemoAuthority = {
  readonly certificate: Certificate;
  /** As an office's trust list has it: with its CRL, or the OCSP responder that is given. */
  settings(anchor: boolean, ocsp?: string): AuthoritySettings;
  issueCard(personNumber: string, changes?: CertificateChanges): Promise<Card>;
  issueAuthority(name: string, crl: string, changes?: CertificateChanges): Promise<DemoAuthority>;
  revoke(certificate: Certificate): void;
  /** The signed list as it is now, DER. */
  crl(nextUpdate?: Date): Promise<Uint8Array>;
  /** The signed answer to an OCSP request, DER. */
  ocsp(request: Uint8Array<ArrayBuffer>, changes?: OcspChanges): Promise<Uint8Array<ArrayBuffer>>;
};

const DAY = 86_400_000;
const CLIENT_AUTHENTICATION = "1.3.6.1.5.5.7.3.2";
const [COMMON_NAME, SERIAL_NUMBER] = ["2.5.4.3", "2.5.4.5"];
const [KEY_USAGE, BASIC_CONSTRAINTS, EXTENDED_KEY_USAGE] = ["2.5.29.15", "2.5.29.19", "2.5.29.37"];
const OCSP_NO_CHECK = "1.3.6.1.5.5.7.48.1.5";
const [DIGITAL_SIGNATURE, SIGNS_CERTIFICATES] = [0x80, 0x06];

/** A root authority. @param clock Unix seconds. */
export async function newDemoAuthority(name: string, crl: string, clock: () => number): Promise<DemoAuthority> {
  const keys = await newKeys("ES384");
  const subject = [attribute(COMMON_NAME, name)];
  const certificate = await certify(subject, keys.publicKey, { subject, keys }, clock, {
    isAuthority: true,
    keyUsage: SIGNS_CERTIFICATES,
  });
  return authorityOf(certificate, { subject, keys }, crl, clock);
}

type Signer = { readonly subject: readonly AttributeTypeAndValue[]; readonly keys: KeyPair };

function authorityOf(certificate: Certificate, signer: Signer, crl: string, clock: () => number): DemoAuthority {
  const revoked: Certificate[] = [];
  return {
    certificate,
    settings: (anchor, ocsp) => ({
      certificate: pemOf(certificate),
      anchor,
      ...(ocsp === undefined ? { crl } : { ocsp }),
    }),
    ocsp: (request, changes) => answerOcsp(request, { certificate, keys: signer.keys }, revoked, clock, changes),
    async issueCard(personNumber, changes = {}) {
      const algorithm = changes.algorithm ?? "ES256";
      const keys = await newKeys(algorithm);
      const subject = [
        attribute(COMMON_NAME, "DEMO"),
        attribute(SERIAL_NUMBER, changes.serialNumber ?? `PNOKR-${personNumber}`),
      ];
      const usages = { keyUsage: DIGITAL_SIGNATURE, extendedKeyUsage: [CLIENT_AUTHENTICATION] };
      const issued = await certify(subject, keys.publicKey, signer, clock, { ...usages, ...changes });
      return { certificate: issued, algorithm, keys };
    },
    async issueAuthority(name, itsCrl, changes = {}) {
      const keys = await newKeys("ES256");
      const subject = [attribute(COMMON_NAME, name)];
      const usages = { isAuthority: true, keyUsage: SIGNS_CERTIFICATES, ...changes };
      const issued = await certify(subject, keys.publicKey, signer, clock, usages);
      return authorityOf(issued, { subject, keys }, itsCrl, clock);
    },
    revoke: (one) => void revoked.push(one),
    async crl(nextUpdate) {
      const now = clock() * 1_000;
      const list = new CertificateRevocationList({ version: 1 });
      list.issuer.typesAndValues = [...signer.subject];
      list.thisUpdate = new Time({ type: 0, value: new Date(now - DAY) });
      list.nextUpdate = new Time({ type: 0, value: nextUpdate ?? new Date(now + 7 * DAY) });
      const revocationDate = new Time({ type: 0, value: new Date(now) });
      if (revoked.length > 0) {
        list.revokedCertificates = revoked.map(
          ({ serialNumber }) => new RevokedCertificate({ userCertificate: serialNumber, revocationDate }),
        );
      }
      await list.sign(signer.keys.privateKey as CryptoKey, "SHA-256");
      return new Uint8Array(list.toSchema(true).toBER());
    },
  };
}

function pemOf(certificate: Certificate): string {
  return new X509Certificate(derOf(certificate)).toString();
}

async function certify(
  subject: readonly AttributeTypeAndValue[],
  publicKey: webcrypto.CryptoKey,
  signer: Signer,
  clock: () => number,
  { notBefore, notAfter, keyUsage = 0, extendedKeyUsage = [], isAuthority = false, noCheck }: CertificateChanges,
): Promise<Certificate> {
  const now = clock() * 1_000;
  const certificate = new Certificate({ version: 2 });
  certificate.serialNumber = new Integer({ valueHex: Uint8Array.from([1, ...randomBytes(15)]).buffer });
  certificate.issuer.typesAndValues = [...signer.subject];
  certificate.subject.typesAndValues = [...subject];
  certificate.notBefore = new Time({ type: 0, value: notBefore ?? new Date(now - DAY) });
  certificate.notAfter = new Time({ type: 0, value: notAfter ?? new Date(now + 365 * DAY) });
  const usage = new BitString({ valueHex: Uint8Array.from([keyUsage]).buffer });
  certificate.extensions = [
    extension(BASIC_CONSTRAINTS, new BasicConstraints({ cA: isAuthority }).toSchema().toBER()),
    extension(KEY_USAGE, usage.toBER()),
  ];
  if (extendedKeyUsage.length > 0) {
    const purposes = new ExtKeyUsage({ keyPurposes: [...extendedKeyUsage] }).toSchema().toBER();
    certificate.extensions.push(extension(EXTENDED_KEY_USAGE, purposes, false));
  }
  if (noCheck) certificate.extensions.push(extension(OCSP_NO_CHECK, new Null().toBER(), false));
  await certificate.subjectPublicKeyInfo.importKey(publicKey as CryptoKey);
  await certificate.sign(signer.keys.privateKey as CryptoKey, "SHA-256");
  return certificate;
}

function extension(extnID: string, value: ArrayBuffer, critical = true): Extension {
  return new Extension({ extnID, critical, extnValue: new OctetString({ valueHex: value }).valueBlock.valueHex });
}

function attribute(type: string, value: string): AttributeTypeAndValue {
  const text = type === SERIAL_NUMBER ? new PrintableString({ value }) : new Utf8String({ value });
  return new AttributeTypeAndValue({ type, value: text });
}
