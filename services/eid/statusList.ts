import { decodeProtectedHeader, jwtVerify } from "jose";
import { z } from "zod";
import { es256PublicKey } from "./es256.ts";
import { RevocationUnknownError } from "./refusals.ts";
import { keyOf, type TrustedIssuer } from "./trustedIssuer.ts";
import { keptLists, type ListSource } from "./trustedLists.ts";

/** Seconds after which a list is fetched again that names no time to live. */
const TTL = 300;

const payloadSchema = z.object({ exp: z.number(), ttl: z.number().positive().optional() });

/**
 * Status lists of one issuer (Token Status List): each a JWT of the issuer's, ES256, of its own address, not expired.
 * @returns A reader of lists by address, as JWTs; it throws `RevocationUnknownError` where there is no such list.
 */
export function statusLists(issuer: TrustedIssuer, source: ListSource): (uri: string, now: number) => Promise<string> {
  const lists = keptLists(async (uri, now) => {
    const list = new TextDecoder().decode(await source(uri)).trim();
    const key = es256PublicKey(keyOf(issuer, decodeProtectedHeader(list).kid));
    if (key === undefined) throw new RevocationUnknownError();
    const checks = { algorithms: ["ES256"], typ: "statuslist+jwt", subject: uri, currentDate: new Date(now * 1_000) };
    const { payload } = await jwtVerify(list, key, { ...checks, requiredClaims: ["exp", "iat"] });
    const { exp, ttl = TTL } = payloadSchema.parse(payload);
    return { list, freshUntil: Math.min(exp, now + ttl) };
  });
  return async (uri, now) => {
    if (!issuer.statusLists.includes(uri)) throw new RevocationUnknownError();
    return lists(uri, now);
  };
}
