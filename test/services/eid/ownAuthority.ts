import { execFileSync } from "node:child_process";
import { createHash, randomBytes, webcrypto, X509Certificate } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Set as AsnSet, BitString, Integer, OctetString, PrintableString, Sequence, Utf8String } from "asn1js";
import {
  AttributeTypeAndValue,
  AuthorityKeyIdentifier,
  BasicConstraints,
  Certificate,
  CertificatePolicies,
  CertificateRevocationList,
  CRLDistributionPoints,
  DistributionPoint,
  Extension,
  Extensions,
  ExtKeyUsage,
  GeneralName,
  IssuingDistributionPoint,
  PolicyInformation,
  RelativeDistinguishedNames,
  RevokedCertificate,
  Time,
} from "pkijs";

/** Authorities, cards and lists of revocations in which any one thing may be wrong, and openssl's word on them. */

export type Keys = { readonly keys: webcrypto.CryptoKeyPair; readonly hash: string };
export type Party = Keys & { readonly certificate: Certificate; readonly subject: RelativeDistinguishedNames };

/** What a certificate of these tests has; the rest is as the standard asks. */
export type CertificateParts = {
  readonly keys: Keys;
  readonly subject: RelativeDistinguishedNames;
  readonly extensions: readonly Extension[];
  readonly by?: Party;
  /** Of the signature; the signer's otherwise. */
  readonly hash?: string;
  /** Unix seconds. */
  readonly now: number;
};

export type ListParts = {
  readonly by: Party;
  readonly now: number;
  readonly revoked?: readonly Certificate[];
  readonly extensions?: readonly Extension[];
  readonly entryExtensions?: readonly Extension[];
  readonly hash?: string;
};

const YEAR = 365 * 86_400_000;
const DAY = 86_400_000;

export const OID = {
  keyUsage: "2.5.29.15",
  alternativeName: "2.5.29.17",
  basicConstraints: "2.5.29.19",
  crlNumber: "2.5.29.20",
  deltaCrl: "2.5.29.27",
  issuingDistributionPoint: "2.5.29.28",
  nameConstraints: "2.5.29.30",
  distributionPoints: "2.5.29.31",
  policies: "2.5.29.32",
  authorityKey: "2.5.29.35",
  extendedKeyUsage: "2.5.29.37",
  subjectKey: "2.5.29.14",
  clientAuthentication: "1.3.6.1.5.5.7.3.2",
  serverAuthentication: "1.3.6.1.5.5.7.3.1",
} as const;

export async function ecKeys(namedCurve: "P-256" | "P-384" | "P-521", hash = "SHA-256"): Promise<Keys> {
  const made = await webcrypto.subtle.generateKey({ name: "ECDSA", namedCurve }, true, ["sign", "verify"]);
  return { keys: made as webcrypto.CryptoKeyPair, hash };
}

export async function rsaKeys(modulusLength: number, hash = "SHA-256"): Promise<Keys> {
  const publicExponent = new Uint8Array([1, 0, 1]);
  const algorithm = { name: "RSASSA-PKCS1-v1_5", hash, modulusLength, publicExponent };
  return {
    keys: (await webcrypto.subtle.generateKey(algorithm, true, ["sign", "verify"])) as webcrypto.CryptoKeyPair,
    hash,
  };
}

/** One attribute in each part. Country and serial number are printable strings, all else UTF-8. */
export function name(parts: readonly (readonly [type: string, value: string])[]): RelativeDistinguishedNames {
  const sets = parts.map(([type, value]) => {
    const isPrintable = type === "2.5.4.5" || type === "2.5.4.6";
    const text = isPrintable ? new PrintableString({ value }) : new Utf8String({ value });
    return new AsnSet({ value: [new AttributeTypeAndValue({ type, value: text }).toSchema()] });
  });
  // Pkijs itself writes all attributes of a name into one part.
  return RelativeDistinguishedNames.fromBER(new Sequence({ value: sets }).toBER());
}

export function extension(extnID: string, value: ArrayBuffer, critical: boolean): Extension {
  return new Extension({ extnID, critical, extnValue: new OctetString({ valueHex: value }).valueBlock.valueHex });
}

export const basicConstraints = (cA: boolean, pathLenConstraint?: number) =>
  extension(
    OID.basicConstraints,
    new BasicConstraints({ cA, ...(pathLenConstraint === undefined ? {} : { pathLenConstraint }) }).toSchema().toBER(),
    true,
  );

export const keyUsage = (bits: number) =>
  extension(OID.keyUsage, new BitString({ valueHex: Uint8Array.from([bits]).buffer }).toBER(), true);

export const extendedKeyUsage = (...purposes: readonly string[]) =>
  extension(OID.extendedKeyUsage, new ExtKeyUsage({ keyPurposes: [...purposes] }).toSchema().toBER(), false);

export const policies = (policy: string, critical = false) =>
  extension(
    OID.policies,
    new CertificatePolicies({ certificatePolicies: [new PolicyInformation({ policyIdentifier: policy })] })
      .toSchema()
      .toBER(),
    critical,
  );

const url = (value: string) => new GeneralName({ type: 6, value });

export const distributionPoints = (...urls: readonly string[]) =>
  extension(
    OID.distributionPoints,
    new CRLDistributionPoints({
      distributionPoints: urls.map((one) => new DistributionPoint({ distributionPoint: [url(one)] })),
    })
      .toSchema()
      .toBER(),
    false,
  );

export type Scope = {
  readonly at?: string;
  readonly users?: boolean;
  readonly authorities?: boolean;
  readonly attributes?: boolean;
  readonly indirect?: boolean;
};

export const issuingDistributionPoint = ({ at, users, authorities, attributes, indirect }: Scope) =>
  extension(
    OID.issuingDistributionPoint,
    new IssuingDistributionPoint({
      ...(at === undefined ? {} : { distributionPoint: [url(at)] }),
      ...(users === undefined ? {} : { onlyContainsUserCerts: users }),
      ...(authorities === undefined ? {} : { onlyContainsCACerts: authorities }),
      ...(attributes === undefined ? {} : { onlyContainsAttributeCerts: attributes }),
      ...(indirect === undefined ? {} : { indirectCRL: indirect }),
    })
      .toSchema()
      .toBER(),
    true,
  );

/** Of compromised keys alone; written out, since pkijs leaves out the number of unused bits. */
export const ofSomeReasons = () =>
  extension(OID.issuingDistributionPoint, Uint8Array.from([0x30, 0x04, 0x83, 0x02, 0x06, 0x40]).buffer, true);

export const number = (extnID: string, value: number, critical: boolean) =>
  extension(extnID, new Integer({ value }).toBER(), critical);

export async function certify({ keys, subject, extensions, by, hash, now }: CertificateParts): Promise<Party> {
  const certificate = new Certificate({ version: 2 });
  certificate.serialNumber = new Integer({ valueHex: Uint8Array.from([1, ...randomBytes(15)]).buffer });
  certificate.issuer = by?.subject ?? subject;
  certificate.subject = subject;
  certificate.notBefore = new Time({ type: 0, value: new Date(now * 1_000 - DAY) });
  certificate.notAfter = new Time({ type: 0, value: new Date(now * 1_000 + YEAR) });
  await certificate.subjectPublicKeyInfo.importKey(keys.keys.publicKey as CryptoKey);
  const own = await keyId(keys);
  const above = by === undefined ? own : await keyId(by);
  const authorityKey = new AuthorityKeyIdentifier({ keyIdentifier: new OctetString({ valueHex: above }) });
  certificate.extensions = [
    ...extensions,
    extension(OID.subjectKey, new OctetString({ valueHex: own }).toBER(), false),
    extension(OID.authorityKey, authorityKey.toSchema().toBER(), false),
  ];
  await certificate.sign((by?.keys ?? keys.keys).privateKey as CryptoKey, hash ?? by?.hash ?? keys.hash);
  return { ...keys, certificate, subject };
}

async function keyId({ keys }: Keys): Promise<ArrayBuffer> {
  const spki = await webcrypto.subtle.exportKey("spki", keys.publicKey);
  return Uint8Array.from(createHash("sha1").update(Buffer.from(spki)).digest()).buffer;
}

export async function revocationList(parts: ListParts): Promise<Uint8Array<ArrayBuffer>> {
  const { by, now, revoked = [], extensions = [], entryExtensions, hash = by.hash } = parts;
  const list = new CertificateRevocationList({ version: 1 });
  list.issuer = by.subject;
  list.thisUpdate = new Time({ type: 0, value: new Date(now * 1_000 - DAY) });
  list.nextUpdate = new Time({ type: 0, value: new Date(now * 1_000 + DAY) });
  const authorityKey = new AuthorityKeyIdentifier({ keyIdentifier: new OctetString({ valueHex: await keyId(by) }) });
  list.crlExtensions = new Extensions({
    extensions: [
      extension(OID.authorityKey, authorityKey.toSchema().toBER(), false),
      number(OID.crlNumber, 7, false),
      ...extensions,
    ],
  });
  if (revoked.length > 0) {
    list.revokedCertificates = revoked.map(
      ({ serialNumber }) =>
        new RevokedCertificate({
          userCertificate: serialNumber,
          revocationDate: new Time({ type: 0, value: new Date(now * 1_000) }),
          ...(entryExtensions && { crlEntryExtensions: new Extensions({ extensions: [...entryExtensions] }) }),
        }),
    );
  }
  await list.sign(by.keys.privateKey as CryptoKey, hash);
  return new Uint8Array(list.toSchema(true).toBER());
}

export function derOf({ certificate }: Pick<Party, "certificate">): Buffer {
  return Buffer.from(certificate.toSchema(true).toBER());
}

export function pemOf(party: Pick<Party, "certificate">): string {
  return new X509Certificate(derOf(party)).toString();
}

/** openssl's version; nothing where this machine has none. */
export function opensslVersion(): string | undefined {
  try {
    return execFileSync("openssl", ["version"], { encoding: "utf8" }).trim();
  } catch {
    return undefined;
  }
}

export type Asked = {
  /** From the card's issuer to the anchor. */
  readonly authorities: readonly Party[];
  readonly lists: readonly Uint8Array[];
  readonly card: Party;
  readonly now: number;
};

/** What `openssl verify` says of a card, at 112 bits, by the letter of the standard, with lists for the whole path. */
export function opensslAccepts({ authorities, lists, card, now }: Asked): boolean {
  const folder = mkdtempSync(join(tmpdir(), "hanpyo-openssl-"));
  const file = (name: string, content: string) => {
    writeFileSync(join(folder, name), content);
    return join(folder, name);
  };
  const lines = (bytes: Uint8Array) =>
    Buffer.from(bytes)
      .toString("base64")
      .replace(/.{64}(?!$)/g, "$&\n");
  try {
    const anchor = file("anchor.pem", pemOf(authorities.at(-1) as Party));
    const between = file("between.pem", authorities.slice(0, -1).map(pemOf).join(""));
    const crls = lists.map((list) => `-----BEGIN X509 CRL-----\n${lines(list)}\n-----END X509 CRL-----\n`);
    const own = file("card.pem", pemOf(card));
    const strict = ["-x509_strict", "-auth_level", "2", "-purpose", "sslclient", "-attime", String(now)];
    const revocation = ["-crl_check_all", "-CRLfile", file("lists.pem", crls.join(""))];
    const trust = ["-no-CApath", "-no-CAstore", "-CAfile", anchor, "-untrusted", between];
    execFileSync("openssl", ["verify", ...strict, ...revocation, ...trust, own], { stdio: "pipe" });
    return true;
  } catch (error) {
    if (typeof (error as { readonly status?: unknown }).status !== "number") throw error;
    return false;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
