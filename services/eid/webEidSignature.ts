import { createHash, type KeyObject, verify } from "node:crypto";
import { AlgorithmRefusedError, SignatureForgedError } from "./refusals.ts";

/** Algorithms of Web eID that are taken, each with the key that it needs: a name alone decides nothing. */
const ALGORITHMS: Readonly<Record<string, { readonly hash: string; readonly curve?: string }>> = {
  ES256: { hash: "sha256", curve: "prime256v1" },
  ES384: { hash: "sha384", curve: "secp384r1" },
  RS256: { hash: "sha256" },
};
const LEAST_RSA_BITS = 2_048;

/**
 * Checks a signature over hash(origin) followed by hash(nonce), as Web eID makes it (web-eid-system-architecture-doc,
 * "Web eID authentication token"): ECDSA as r and s, or RSASSA-PKCS1-v1_5.
 * Throws `AlgorithmRefusedError` or `SignatureForgedError`.
 */
export function checkWebEidSignature(
  key: KeyObject,
  algorithm: string,
  signature: Uint8Array,
  { origin, nonce }: { readonly origin: string; readonly nonce: string },
): void {
  const known = Object.hasOwn(ALGORITHMS, algorithm) ? ALGORITHMS[algorithm] : undefined;
  if (known === undefined || !fits(key, known.curve))
    throw new AlgorithmRefusedError(Object.keys(ALGORITHMS).join(", "));
  const { hash } = known;
  const digestOf = (text: string) => createHash(hash).update(text, "utf8").digest();
  const signed = Buffer.concat([digestOf(origin), digestOf(nonce)]);
  if (!verify(hash, signed, { key, dsaEncoding: "ieee-p1363" }, signature)) throw new SignatureForgedError("holder");
}

function fits({ asymmetricKeyType: type, asymmetricKeyDetails: details }: KeyObject, curve: string | undefined) {
  if (curve !== undefined) return type === "ec" && details?.namedCurve === curve;
  return type === "rsa" && (details?.modulusLength ?? 0) >= LEAST_RSA_BITS;
}
