import { type JsonWebKey, randomInt } from "node:crypto";
import { digest, ES256, generateSalt } from "@sd-jwt/crypto-nodejs";
import { createHeaderAndPayload, StatusList } from "@sd-jwt/jwt-status-list";
import { SDJwtVcInstance } from "@sd-jwt/sd-jwt-vc";
import { importJWK, SignJWT } from "jose";
import type { Es256Key } from "../eid/es256.ts";
import type { TrustedIssuer } from "../eid/trustedIssuer.ts";

/** Type of the demonstration's credential. */
export const DEMO_CREDENTIAL = "https://issuer.demo.example/credentials/resident";

/** Entries of the status list. */
const ENTRIES = 1_024;
const DAY = 86_400;

/** A credential with the key of the wallet that holds it. */
export type HeldCredential = {
  readonly credential: string;
  readonly holderKey: JsonWebKey;
  /** Its place in the status list. */
  readonly index: number;
};

/** An issuer of SD-JWT VCs for demonstrations and tests: its signatures are real, its word is worth nothing. */
export type DemoIssuer = {
  readonly trusted: TrustedIssuer;
  /** Issues a credential to a new wallet key. @param changes Claims in place of the usual ones. */
  issue(personNumber: string, changes?: Readonly<Record<string, unknown>>): Promise<HeldCredential>;
  /** 1 revokes, 2 suspends, 0 makes valid again. */
  setStatus(index: number, status: number): void;
  /** The signed list as it is now. @param changes Claims in place of the usual ones. */
  statusList(changes?: Readonly<Record<string, unknown>>): Promise<string>;
};

type Keys = { readonly publicKey: JsonWebKey; readonly privateKey: JsonWebKey };

/**
 * @param issuer As credentials name it.
 * @param statusList Address at which the list will be found.
 * @param clock Unix seconds.
 */
export async function newDemoIssuer(issuer: string, statusList: string, clock: () => number): Promise<DemoIssuer> {
  const { publicKey, privateKey } = (await ES256.generateKeyPair()) as Keys;
  const signer = await ES256.getSigner(privateKey);
  const list = new StatusList(new Array<number>(ENTRIES).fill(0), 2);
  const kid = "demo-1";
  let next = randomInt(ENTRIES / 2);
  return {
    trusted: { issuer, keys: [{ ...publicKey, kid } as Es256Key], statusLists: [statusList] },
    async issue(personNumber, changes = {}) {
      const holder = (await ES256.generateKeyPair()) as Keys;
      const index = next++ % ENTRIES;
      const sdJwt = new SDJwtVcInstance({
        signer,
        signAlg: "ES256",
        hasher: digest,
        hashAlg: "sha-256",
        saltGenerator: generateSalt,
      });
      const payload = {
        iss: issuer,
        vct: DEMO_CREDENTIAL,
        iat: clock(),
        exp: clock() + 365 * DAY,
        cnf: { jwk: holder.publicKey },
        status: { status_list: { uri: statusList, idx: index } },
        person_number: personNumber,
        ...changes,
      };
      const credential = await sdJwt.issue(payload, { _sd: ["person_number"] } as never, { header: { kid } });
      return { credential, holderKey: holder.privateKey, index };
    },
    setStatus: (index, status) => list.setStatus(index, status),
    async statusList(changes = {}) {
      const claims = { sub: statusList, iat: clock(), exp: clock() + DAY, ttl: 300, ...changes };
      const { header, payload } = createHeaderAndPayload(list, claims, { alg: "ES256", typ: "statuslist+jwt", kid });
      return new SignJWT(payload as never)
        .setProtectedHeader(header)
        .sign(await importJWK(privateKey as never, "ES256"));
    },
  };
}

/**
 * What a wallet answers to an OpenID4VP request: the credential with its person number disclosed, and a key binding.
 * @param now Unix seconds.
 */
export async function presentCredential(
  { credential, holderKey }: HeldCredential,
  request: { readonly client_id: string; readonly nonce: string; readonly state?: unknown },
  now: number,
): Promise<{ readonly vp_token: Readonly<Record<string, readonly string[]>>; readonly state?: string }> {
  const wallet = new SDJwtVcInstance({
    hasher: digest,
    kbSigner: await ES256.getSigner(holderKey),
    kbSignAlg: "ES256",
  });
  const payload = { iat: now, aud: request.client_id, nonce: request.nonce };
  const presented = await wallet.present(credential, { person_number: true } as never, { kb: { payload } });
  return {
    vp_token: { person: [presented] },
    ...(typeof request.state === "string" ? { state: request.state } : {}),
  };
}
