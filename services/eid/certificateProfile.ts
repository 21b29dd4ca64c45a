import type { X509Certificate } from "node:crypto";
import { type Set as AsnSet, fromBER, Sequence } from "asn1js";
import {
  AttributeTypeAndValue,
  BasicConstraints,
  type Certificate,
  ExtKeyUsage,
  type GeneralName,
  type GeneralSubtree,
  NameConstraints,
  type RelativeDistinguishedNames,
} from "pkijs";
import { CredentialUnsuitableError } from "./refusals.ts";

/** A certificate in both readings: Node's for signatures, pkijs's for extensions. */
export type ReadCertificate = { readonly node: X509Certificate; readonly pkijs: Certificate };

export const EXTENSION = {
  keyUsage: "2.5.29.15",
  alternativeName: "2.5.29.17",
  basicConstraints: "2.5.29.19",
  issuingDistributionPoint: "2.5.29.28",
  deltaCrl: "2.5.29.27",
  nameConstraints: "2.5.29.30",
  distributionPoints: "2.5.29.31",
  extendedKeyUsage: "2.5.29.37",
} as const;

/** What is checked here or by pkijs: policies, their mappings and constraints, and the rest by name. */
const KNOWN = new Set<string>([
  ...[EXTENSION.keyUsage, EXTENSION.alternativeName, EXTENSION.basicConstraints, EXTENSION.nameConstraints],
  ...[EXTENSION.distributionPoints, EXTENSION.extendedKeyUsage],
  ...["2.5.29.32", "2.5.29.33", "2.5.29.36", "2.5.29.54"],
]);

/** ecdsa-with-SHA256, 384 and 512, sha256, 384 and 512WithRSAEncryption. */
const SIGNED_BY = /^(1\.2\.840\.10045\.4\.3\.[234]|1\.2\.840\.113549\.1\.1\.1[123])$/;
const CURVES = ["prime256v1", "secp384r1", "secp521r1"];
const LEAST_RSA_BITS = 2_048;
const CLIENT_AUTHENTICATION = "1.3.6.1.5.5.7.3.2";
const EMAIL_ATTRIBUTE = "1.2.840.113549.1.9.1";
const [EMAIL, DIRECTORY] = [1, 4];

/** Whether signatures by an algorithm have 112 bits or more; SHA-1 signs nothing here. */
export function isStrongAlgorithm(id: string): boolean {
  return SIGNED_BY.test(id);
}

/** Whether a certificate or list is signed by a strong algorithm, which it names inside its signature too. */
export function isStronglySigned(signed: Pick<Certificate, "signatureAlgorithm" | "signature">): boolean {
  const { algorithmId } = signed.signatureAlgorithm;
  return isStrongAlgorithm(algorithmId) && signed.signature.algorithmId === algorithmId;
}

/**
 * Checks what RFC 5280 asks of a path and neither reader does: no extension is unknown where it must be known, none
 * stands twice, algorithms and keys have 112 bits, no authority has more authorities below it than it allows, none is
 * for other purposes, and every name is one that the authorities above may name (6.1.3, 4.2.1.9 to 4.2.1.12).
 * @param path From the person's certificate to the anchor, each signed by the next.
 * @param purpose Extended key usage that authorities which have such a list must name.
 * Throws `CredentialUnsuitableError`.
 */
export function checkProfile(path: readonly ReadCertificate[], purpose = CLIENT_AUTHENTICATION): void {
  for (const [depth, certificate] of path.entries()) {
    checkExtensions(certificate.pkijs);
    if (!isStrongKey(certificate.node)) unsuitable("a key on the certificate's path is too short");
    // The anchor is trusted by itself, whoever signed it.
    if (depth < path.length - 1 && !isStronglySigned(certificate.pkijs)) {
      unsuitable("a signature on the certificate's path is not of SHA-256 or better");
    }
    if (depth > 0) checkAuthority(certificate, path.slice(0, depth), purpose);
  }
}

function unsuitable(reason: string): never {
  throw new CredentialUnsuitableError(`It is refused because ${reason}`);
}

function checkExtensions({ version, extensions = [] }: Certificate): void {
  if (extensions.length > 0 && version !== 2) unsuitable("a certificate has extensions that its version cannot have");
  const names = extensions.map(({ extnID }) => extnID);
  if (new Set(names).size !== names.length) unsuitable("an extension stands twice in a certificate");
  for (const { critical, extnID, parsedValue } of extensions) {
    const isRead = parsedValue !== undefined && !("parsingError" in parsedValue);
    if (KNOWN.has(extnID) ? !isRead : critical) unsuitable(`a certificate demands an extension (${extnID})`);
  }
}

function isStrongKey({ publicKey: { asymmetricKeyType, asymmetricKeyDetails } }: X509Certificate): boolean {
  if (asymmetricKeyType === "rsa") return (asymmetricKeyDetails?.modulusLength ?? 0) >= LEAST_RSA_BITS;
  return asymmetricKeyType === "ec" && CURVES.includes(asymmetricKeyDetails?.namedCurve ?? "");
}

function checkAuthority({ pkijs }: ReadCertificate, below: readonly ReadCertificate[], purpose: string): void {
  const limits = extensionOf(pkijs, EXTENSION.basicConstraints, BasicConstraints)?.pathLenConstraint;
  const between = below.slice(1).filter((one) => !one.pkijs.issuer.isEqual(one.pkijs.subject));
  if (limits !== undefined && between.length > Number(limits)) {
    unsuitable("an authority has more authorities below it than it may");
  }
  const purposes = extensionOf(pkijs, EXTENSION.extendedKeyUsage, ExtKeyUsage)?.keyPurposes;
  if (purposes !== undefined && !purposes.includes(purpose)) unsuitable("an authority above it is for other purposes");
  const constraints = extensionOf(pkijs, EXTENSION.nameConstraints, NameConstraints);
  if (constraints === undefined) return;
  for (const one of below) {
    if (!isNamedWithin(one.pkijs, constraints)) unsuitable("an authority above it may not name it");
  }
}

/** By the directory name; a certificate with names of another constrained kind is refused. */
function isNamedWithin(certificate: Certificate, { permittedSubtrees = [], excludedSubtrees = [] }: NameConstraints) {
  const kinds = namesOf(certificate);
  const all = [...permittedSubtrees, ...excludedSubtrees];
  if (all.some(({ base }) => base.type !== DIRECTORY && kinds.has(base.type))) return false;
  if (all.some(({ minimum, maximum }) => Number(minimum) !== 0 || maximum !== undefined)) return false;
  const isIn = ({ base }: GeneralSubtree) => startsWith(certificate.subject, base.value as RelativeDistinguishedNames);
  const directories = permittedSubtrees.filter(({ base }) => base.type === DIRECTORY);
  const isPermitted = directories.length === 0 || directories.some(isIn);
  return isPermitted && !excludedSubtrees.some((one) => one.base.type === DIRECTORY && isIn(one));
}

function namesOf(certificate: Certificate): ReadonlySet<number> {
  const alternative = certificate.extensions?.find(({ extnID }) => extnID === EXTENSION.alternativeName)?.parsedValue as
    | { readonly altNames?: readonly GeneralName[] }
    | undefined;
  const hasEmail = certificate.subject.typesAndValues.some(({ type }) => type === EMAIL_ATTRIBUTE);
  return new Set([...(alternative?.altNames ?? []).map(({ type }) => type), ...(hasEmail ? [EMAIL] : [])]);
}

function startsWith(name: RelativeDistinguishedNames, base: RelativeDistinguishedNames): boolean {
  const [all, first] = [partsOf(name), partsOf(base)];
  return first.every((part, i) => part.length === all[i]?.length && part.every((one, j) => all[i]?.[j]?.isEqual(one)));
}

/** The parts of a name in their order; pkijs itself keeps all attributes of all parts in one list. */
function partsOf(name: RelativeDistinguishedNames): readonly (readonly AttributeTypeAndValue[])[] {
  const sequence = fromBER(name.valueBeforeDecode).result;
  if (!(sequence instanceof Sequence)) throw new CredentialUnsuitableError("A name in it cannot be read");
  return sequence.valueBlock.value.map((set) =>
    (set as AsnSet).valueBlock.value.map((schema) => new AttributeTypeAndValue({ schema })),
  );
}

/** An extension's value; nothing where there is none, or it is not of this kind. */
export function extensionOf<T>(
  certificate: Pick<Certificate, "extensions">,
  id: string,
  kind: new () => T,
): T | undefined {
  const value = certificate.extensions?.find(({ extnID }) => extnID === id)?.parsedValue;
  return value instanceof kind ? value : undefined;
}
