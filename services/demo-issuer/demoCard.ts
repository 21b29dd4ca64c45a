import { createHash, webcrypto } from "node:crypto";
import type { Certificate } from "pkijs";
import type { WebEidToken } from "../../sdk/enrolling/officeAnswers.ts";

export type KeyPair = webcrypto.CryptoKeyPair;

/** Algorithms of Web eID, with the keys that they are for. */
export type CardAlgorithm = "ES256" | "ES384" | "RS256";

/** A person's card: certificate and key. */
export type Card = {
  readonly certificate: Certificate;
  readonly algorithm: CardAlgorithm;
  readonly keys: KeyPair;
};

const KEYS: Readonly<Record<CardAlgorithm, webcrypto.EcKeyGenParams | webcrypto.RsaHashedKeyGenParams>> = {
  ES256: { name: "ECDSA", namedCurve: "P-256" },
  ES384: { name: "ECDSA", namedCurve: "P-384" },
  RS256: {
    name: "RSASSA-PKCS1-v1_5",
    hash: "SHA-256",
    modulusLength: 2_048,
    publicExponent: new Uint8Array([1, 0, 1]),
  },
};

/** A new pair of the keys that an algorithm is for. */
export function newKeys(algorithm: CardAlgorithm): Promise<KeyPair> {
  return webcrypto.subtle.generateKey(KEYS[algorithm], true, ["sign", "verify"]) as Promise<KeyPair>;
}

/** What a card's software answers to a challenge (Web eID). */
export async function signWithCard(
  { certificate, algorithm, keys }: Card,
  { origin, nonce }: { readonly origin: string; readonly nonce: string },
): Promise<WebEidToken> {
  const hash = algorithm === "ES384" ? "SHA-384" : "SHA-256";
  const digestOf = (text: string) => createHash(hash.replace("-", "").toLowerCase()).update(text).digest();
  const signed = Buffer.concat([digestOf(origin), digestOf(nonce)]);
  const { name } = KEYS[algorithm];
  const signature = await webcrypto.subtle.sign({ name, hash }, keys.privateKey, signed);
  return {
    format: "web-eid:1.0",
    unverifiedCertificate: derOf(certificate).toString("base64"),
    algorithm,
    signature: Buffer.from(signature).toString("base64"),
  };
}

/** A certificate, DER. */
export function derOf(certificate: Certificate): Buffer {
  return Buffer.from(certificate.toSchema(true).toBER());
}
