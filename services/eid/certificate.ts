import { z } from "zod";
import type { Text } from "../../sdk/election/content.ts";
import { webEidTokenSchema } from "../../sdk/enrolling/officeAnswers.ts";
import { authoritySchema, pathCheck, readCertificate } from "./certificatePath.ts";
import type { ReadCertificate } from "./certificateProfile.ts";
import { challengeText, type EidMethod } from "./eidMethod.ts";
import { CredentialUnsuitableError, PresentationMalformedError } from "./refusals.ts";
import type { ListSource } from "./trustedLists.ts";
import { checkWebEidSignature } from "./webEidSignature.ts";

const oid = z.string().regex(/^[0-2](\.[0-9]+)+$/);

/** Which certificates an office accepts, and where in them the person number stands. */
export const certificateSettingsSchema = z.strictObject({
  /** The page's origin, which the card's software puts into what is signed. */
  origin: z.url(),
  authorities: z.array(authoritySchema).min(1),
  personNumber: z.union([
    /** A field of the subject; 2.5.4.5 is serialNumber, whose prefix (PNOEE-) is left out. */
    z.strictObject({ subject: oid, prefix: z.string().default("") }),
    /** An extension that holds one string. */
    z.strictObject({ extension: oid }),
  ]),
  /**
   * Extended key usage that is asked for: 1.3.6.1.5.5.7.3.2, client authentication, for Web eID. Authorities that have
   * such a list must name it, or client authentication where nothing is asked for.
   */
  extendedKeyUsage: oid.optional(),
});

export type CertificateSettings = Readonly<z.infer<typeof certificateSettingsSchema>> & {
  readonly id: string;
  readonly name: Text;
};

const schema = z.strictObject({ token: webEidTokenSchema });

/** Certificates as Web eID presents them (Estonian ID card), and 공동인증서, of which the same is asked. */
export function certificateMethod(settings: CertificateSettings, source: ListSource): EidMethod {
  const checkPath = pathCheck(settings.authorities, source, settings.extendedKeyUsage);
  const { origin } = settings;
  return {
    id: settings.id,
    name: settings.name,
    kind: "certificate",
    begin: async (session) => ({ kind: "certificate", origin, nonce: challengeText(session, "base64") }),
    async verify(presentation, session, now) {
      const parsed = schema.safeParse(presentation);
      if (!parsed.success) throw new PresentationMalformedError("It is not a Web eID authentication token");
      const { unverifiedCertificate, algorithm, signature } = parsed.data.token;
      const certificate = certificateFrom(unverifiedCertificate);
      const signed = { origin, nonce: challengeText(session, "base64") };
      checkWebEidSignature(certificate.node.publicKey, algorithm, Buffer.from(signature, "base64"), signed);
      await checkPath(certificate, now);
      const { extendedKeyUsage: usage } = settings;
      if (usage !== undefined && !certificate.node.keyUsage?.includes(usage)) {
        throw new CredentialUnsuitableError("The certificate is not for authentication");
      }
      return { number: numberOf(certificate, settings.personNumber) };
    },
  };
}

function certificateFrom(base64: string): ReadCertificate {
  try {
    return readCertificate(Buffer.from(base64, "base64"));
  } catch {
    throw new PresentationMalformedError("It is not a certificate");
  }
}

function numberOf({ pkijs }: ReadCertificate, place: CertificateSettings["personNumber"]): string {
  const values =
    "subject" in place
      ? pkijs.subject.typesAndValues.filter(({ type }) => type === place.subject).map(({ value }) => value)
      : (pkijs.extensions ?? []).filter(({ extnID }) => extnID === place.extension).map((found) => found.parsedValue);
  const [value] = values as { readonly valueBlock?: { readonly value?: unknown } }[];
  const text = z.string().min(1).max(128).safeParse(value?.valueBlock?.value);
  const prefix = "prefix" in place ? place.prefix : "";
  if (values.length !== 1 || !text.success || !text.data.startsWith(prefix) || text.data.length === prefix.length) {
    throw new CredentialUnsuitableError("The certificate carries no person number where one is expected");
  }
  return text.data.slice(prefix.length);
}
