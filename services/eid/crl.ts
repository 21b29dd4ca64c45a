import {
  Certificate,
  CertificateRevocationList,
  CRLDistributionPoints,
  type GeneralName,
  IssuingDistributionPoint,
} from "pkijs";
import { EXTENSION, extensionOf, isStronglySigned } from "./certificateProfile.ts";

/** Bytes of a serial number (RFC 5280, 4.1.2.2), shorter ones filled up with 0 in front. */
const SERIAL_BYTES = 20;
/** Critical extensions that a list may have: its number and its issuer's key say nothing of what it covers. */
const LIST_EXTENSIONS: readonly string[] = ["2.5.29.20", "2.5.29.35", EXTENSION.issuingDistributionPoint];
/** Of an entry: reason, hold instruction, date. */
const ENTRY_EXTENSIONS: readonly string[] = ["2.5.29.21", "2.5.29.23", "2.5.29.24"];

/** Of which certificates a list tells. */
export type CrlScope = {
  readonly onlyUsers: boolean;
  readonly onlyAuthorities: boolean;
  /** Names of the part that it is, DER in hex; nothing where it is whole. */
  readonly part?: readonly string[];
};

/** A CRL that its authority signed, with nothing that was not understood. */
export type Crl = {
  /** Unix seconds. */
  readonly begins: number;
  readonly ends: number;
  readonly scope: CrlScope;
  /** Serial numbers in ascending order, 20 bytes each. */
  readonly serials: Uint8Array;
};

/**
 * Reads a CRL (RFC 5280, section 5), and checks its signature.
 * @param issuer The authority's certificate, DER.
 * Throws `RangeError` for a list of changes, of some reasons, of attributes or of several authorities, one with an
 * extension that must be known and is not, or one that the authority did not sign with 112 bits; or whatever the
 * reader throws.
 */
export async function readCrl(bytes: Uint8Array<ArrayBuffer>, issuer: Uint8Array<ArrayBuffer>): Promise<Crl> {
  const list = CertificateRevocationList.fromBER(bytes);
  const extensions = list.crlExtensions?.extensions ?? [];
  const strange = extensions.find(({ critical, extnID }) => critical && !LIST_EXTENSIONS.includes(extnID));
  if (strange !== undefined || extensions.some(({ extnID }) => extnID === EXTENSION.deltaCrl))
    throw unread("extension");
  const entries = list.revokedCertificates ?? [];
  for (const { crlEntryExtensions } of entries) {
    for (const { critical, extnID } of crlEntryExtensions?.extensions ?? []) {
      if (critical && !ENTRY_EXTENSIONS.includes(extnID)) throw unread("entry");
    }
  }
  const scope = scopeOf(extensions.find(({ extnID }) => extnID === EXTENSION.issuingDistributionPoint)?.parsedValue);
  if (!isStronglySigned(list)) throw unread("algorithm");
  if (!(await list.verify({ issuerCertificate: Certificate.fromBER(issuer) }))) throw unread("signature");
  return {
    begins: list.thisUpdate.value.getTime() / 1_000,
    ends: (list.nextUpdate?.value.getTime() ?? 0) / 1_000,
    scope,
    serials: sorted(entries.map(({ userCertificate }) => userCertificate.valueBlock.valueHexView)),
  };
}

/** Whether a list tells of this certificate: of its kind, and whole or the part that the certificate names. */
export function covers({ scope }: Crl, certificate: Certificate, isAuthority: boolean): boolean {
  if (isAuthority ? scope.onlyUsers : scope.onlyAuthorities) return false;
  return scope.part === undefined || partsNamedIn(certificate).some((name) => scope.part?.includes(name));
}

/** Whether a list has this certificate's serial number. */
export function isListed({ serials }: Pick<Crl, "serials">, { serialNumber }: Certificate): boolean {
  const wanted = filled(serialNumber.valueBlock.valueHexView);
  let [low, high] = [0, serials.length / SERIAL_BYTES];
  while (low < high) {
    const middle = (low + high) >> 1;
    const order = Buffer.compare(wanted, serials.subarray(middle * SERIAL_BYTES, (middle + 1) * SERIAL_BYTES));
    if (order === 0) return true;
    if (order < 0) high = middle;
    else low = middle + 1;
  }
  return false;
}

function scopeOf(value: unknown): CrlScope {
  if (value === undefined) return { onlyUsers: false, onlyAuthorities: false };
  if (!(value instanceof IssuingDistributionPoint)) throw unread("scope");
  const { distributionPoint, onlySomeReasons, indirectCRL, onlyContainsAttributeCerts } = value;
  if (onlySomeReasons !== undefined || indirectCRL || onlyContainsAttributeCerts) throw unread("scope");
  if (distributionPoint !== undefined && !Array.isArray(distributionPoint)) throw unread("scope");
  return {
    onlyUsers: value.onlyContainsUserCerts,
    onlyAuthorities: value.onlyContainsCACerts,
    ...(distributionPoint && { part: distributionPoint.map(encoded) }),
  };
}

/** The parts where a certificate says that it would be listed, for whatever reason, by its own issuer. */
function partsNamedIn(certificate: Certificate): readonly string[] {
  const points =
    extensionOf(certificate, EXTENSION.distributionPoints, CRLDistributionPoints)?.distributionPoints ?? [];
  return points.flatMap(({ distributionPoint, reasons, cRLIssuer }) =>
    Array.isArray(distributionPoint) && reasons === undefined && cRLIssuer === undefined
      ? distributionPoint.map(encoded)
      : [],
  );
}

function encoded(name: GeneralName): string {
  const schema = name.toSchema();
  if (!("toBER" in schema)) throw unread("name");
  return Buffer.from(schema.toBER()).toString("hex");
}

function sorted(serials: readonly Uint8Array[]): Uint8Array {
  const all = serials.map(filled).sort(Buffer.compare);
  return Uint8Array.from(Buffer.concat(all));
}

/** A longer number than the standard allows ends in no list and is found in none. */
function filled(serial: Uint8Array): Buffer {
  const start = serial.findIndex((byte) => byte !== 0);
  const digits = serial.subarray(start === -1 ? serial.length : start);
  if (digits.length > SERIAL_BYTES) throw unread("serial number");
  return Buffer.concat([Buffer.alloc(SERIAL_BYTES - digits.length), digits]);
}

function unread(what: string): RangeError {
  return new RangeError(`The list is not taken because of its ${what}`);
}
