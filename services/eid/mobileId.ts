import { decodeProtectedHeader, errors, jwtVerify } from "jose";
import { z } from "zod";
import type { Text } from "../../sdk/election/content.ts";
import { challengeText, type EidMethod } from "./eidMethod.ts";
import { es256KeySchema, es256PublicKey } from "./es256.ts";
import {
  AlgorithmRefusedError,
  AudienceMismatchError,
  CredentialExpiredError,
  IssuerUnknownError,
  NonceMismatchError,
  PresentationMalformedError,
  PresentationStaleError,
  SignatureForgedError,
} from "./refusals.ts";

/**
 * A verification server as Korea's mobile ID (모바일 신분증) has it. The wallet's protocol is that server's, and its
 * software is given out to public bodies only: this adapter is the boundary. It believes exactly one thing, a result
 * that the server signed (JWS, ES256) for this office, this session's nonce, and one person number.
 */
export const mobileIdSettingsSchema = z.strictObject({
  /** Who signs (`iss`), and with which keys. */
  issuer: z.string(),
  keys: z.array(es256KeySchema).min(1),
  /** As results name this office (`aud`). */
  audience: z.string(),
  /** Where the device finds the server. */
  server: z.url(),
  personClaim: z.string(),
});

export type MobileIdSettings = Readonly<z.infer<typeof mobileIdSettingsSchema>> & {
  readonly id: string;
  readonly name: Text;
};

/** Seconds that a result may be old. */
const AGE = 300;

const schema = z.strictObject({ result: z.string().max(16_384) });

export function mobileIdMethod(settings: MobileIdSettings): EidMethod {
  const { issuer, keys, audience, server, personClaim } = settings;
  return {
    id: settings.id,
    name: settings.name,
    kind: "mobileId",
    begin: async (session) => ({ kind: "mobileId", audience, server, nonce: challengeText(session, "base64url") }),
    async verify(presentation, session, now) {
      const parsed = schema.safeParse(presentation);
      if (!parsed.success) throw new PresentationMalformedError("It is not a verification server's result");
      const { result } = parsed.data;
      const { alg, kid } = headerOf(result);
      if (alg !== "ES256") throw new AlgorithmRefusedError("ES256");
      const key = es256PublicKey(keys.find((one) => one.kid === kid));
      if (key === undefined) throw new IssuerUnknownError();
      const payload = await payloadOf(result, key, { issuer, audience, now });
      if (payload.nonce !== challengeText(session, "base64url")) throw new NonceMismatchError();
      const number = z.string().min(1).max(128).safeParse(payload[personClaim]);
      if (!number.success) throw new PresentationMalformedError("The result names no person number");
      return { number: number.data };
    },
  };
}

function headerOf(result: string) {
  try {
    return decodeProtectedHeader(result);
  } catch {
    throw new PresentationMalformedError("It is not a JWS");
  }
}

type Expected = { readonly issuer: string; readonly audience: string; readonly now: number };

async function payloadOf(
  result: string,
  key: NonNullable<ReturnType<typeof es256PublicKey>>,
  { issuer, audience, now }: Expected,
) {
  try {
    const checks = { algorithms: ["ES256"], issuer, audience, currentDate: new Date(now * 1_000), maxTokenAge: AGE };
    return (await jwtVerify(result, key, { ...checks, requiredClaims: ["exp", "iat", "nonce"] })).payload;
  } catch (error) {
    if (error instanceof errors.JWTExpired) {
      throw error.claim === "iat" ? new PresentationStaleError() : new CredentialExpiredError();
    }
    if (error instanceof errors.JWTClaimValidationFailed) {
      if (error.claim === "aud") throw new AudienceMismatchError();
      if (error.claim === "iss") throw new IssuerUnknownError();
      if (error.claim === "iat") throw new PresentationStaleError();
      throw new PresentationMalformedError("The result lacks a claim");
    }
    throw new SignatureForgedError("verification server");
  }
}
