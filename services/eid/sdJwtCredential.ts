import { SDJwtInstance } from "@sd-jwt/core";
import { digest } from "@sd-jwt/crypto-nodejs";
import { decodeJwt, decodeProtectedHeader } from "jose";
import { z } from "zod";
import { RefusalError } from "../hosting/refusal.ts";
import { es256Holds, es256PublicKey } from "./es256.ts";
import {
  AlgorithmRefusedError,
  AudienceMismatchError,
  CredentialExpiredError,
  CredentialUnsuitableError,
  IssuerUnknownError,
  KeyBindingMissingError,
  NonceMismatchError,
  PresentationMalformedError,
  PresentationStaleError,
  SignatureForgedError,
} from "./refusals.ts";
import { statusCheck } from "./statusList.ts";
import { keyOf, type TrustedIssuer } from "./trustedIssuer.ts";
import type { ListSource } from "./trustedLists.ts";

/** What a presented credential must be bound to. */
export type KeyBinding = { readonly nonce: string; readonly audience: string };

/** Seconds that a key binding may be old, and that a wallet's or an issuer's clock may be ahead. */
const BINDING_AGE = 300;
const CLOCK_AHEAD = 60;

const headerSchema = z.object({ alg: z.string(), typ: z.string().optional(), kid: z.string().optional() });
const claimsSchema = z.looseObject({
  iss: z.string(),
  vct: z.string(),
  nbf: z.number().optional(),
  exp: z.number(),
  cnf: z.object({ jwk: z.unknown() }),
  status: z.object({ status_list: z.object({ uri: z.string(), idx: z.int().nonnegative() }) }),
});
const bindingSchema = z.object({ nonce: z.string(), aud: z.string(), iat: z.number(), sd_hash: z.string() });

type Claims = Readonly<z.infer<typeof claimsSchema>>;

/** Checks a presented SD-JWT VC; gives the claims that were disclosed. Throws a `RefusalError` of refusals.ts. */
export type CredentialCheck = (presented: string, binding: KeyBinding, now: number) => Promise<Claims>;

/**
 * A check of SD-JWT VCs of one type: issuer and key on the trust list, ES256 alone (whatever a header names), not
 * expired, not revoked, and presented now by the holder of the key it is bound to.
 * @param type Accepted `vct`.
 */
export function credentialCheck(type: string, issuers: readonly TrustedIssuer[], source: ListSource): CredentialCheck {
  const checks = new Map(issuers.map((issuer) => [issuer, statusCheck(issuer, source)]));
  return async (presented, binding, now) => {
    const { header, claims, bindingClaims } = read(presented);
    const issuer = issuers.find((one) => one.issuer === claims.iss);
    const issuerKey = issuer && es256PublicKey(keyOf(issuer, header.kid));
    if (issuer === undefined || issuerKey === undefined) throw new IssuerUnknownError();
    if (claims.vct !== type) throw new CredentialUnsuitableError("It is a credential of another type");
    if (now >= claims.exp || now < (claims.nbf ?? 0)) throw new CredentialExpiredError();
    checkBinding(bindingClaims, binding, now);
    const holderKey = es256PublicKey(claims.cnf.jwk);
    if (holderKey === undefined) throw new AlgorithmRefusedError("a key on P-256");

    const credentials = new SDJwtInstance<Record<string, unknown>>({
      hasher: sha256,
      verifier: (data, signature) => holds("issuer", es256Holds(issuerKey, data, signature)),
      kbVerifier: (data, signature) => holds("holder", es256Holds(holderKey, data, signature)),
    });
    const disclosed = await disclosedClaims();
    const { uri, idx } = disclosed.status.status_list;
    await checks.get(issuer)?.(uri, idx, now);
    return disclosed;

    async function disclosedClaims(): Promise<Claims> {
      try {
        // Expiry was checked to the second; the issuer's clock may be a little ahead.
        const options = { currentDate: now, skewSeconds: CLOCK_AHEAD, keyBindingNonce: binding.nonce };
        return claimsSchema.parse((await credentials.verify(presented, options)).payload);
      } catch (error) {
        if (error instanceof RefusalError) throw error;
        throw new SignatureForgedError("credential");
      }
    }
  };
}

/** Reads issuer's and holder's token without believing them. */
function read(presented: string) {
  const parts = presented.split("~");
  const [credential = "", keyBinding = ""] = [parts[0], parts.at(-1)];
  if (parts.length < 2) throw new PresentationMalformedError("It is not an SD-JWT");
  if (keyBinding === "") throw new KeyBindingMissingError();
  try {
    const header = headerSchema.parse(decodeProtectedHeader(credential));
    const bindingHeader = headerSchema.parse(decodeProtectedHeader(keyBinding));
    if (header.alg !== "ES256" || bindingHeader.alg !== "ES256") throw new AlgorithmRefusedError("ES256");
    if (header.typ !== "dc+sd-jwt") throw new CredentialUnsuitableError("It is no SD-JWT VC");
    const claims = claimsSchema.parse(decodeJwt(credential));
    return { header, claims, bindingClaims: bindingSchema.parse(decodeJwt(keyBinding)) };
  } catch (error) {
    if (error instanceof RefusalError) throw error;
    throw new PresentationMalformedError("It is not an SD-JWT VC with expiry, status list and key binding");
  }
}

function checkBinding(found: z.infer<typeof bindingSchema>, { nonce, audience }: KeyBinding, now: number): void {
  if (found.nonce !== nonce) throw new NonceMismatchError();
  if (found.aud !== audience) throw new AudienceMismatchError();
  if (found.iat > now + CLOCK_AHEAD || found.iat < now - BINDING_AGE) throw new PresentationStaleError();
}

function holds(whose: string, is: boolean): boolean {
  if (!is) throw new SignatureForgedError(whose);
  return true;
}

/** SHA-256 alone: another `_sd_alg` is refused. */
function sha256(data: string | ArrayBuffer, algorithm: string): Uint8Array {
  if (algorithm.toLowerCase() !== "sha-256") throw new AlgorithmRefusedError("SHA-256");
  return digest(data, "sha-256");
}
