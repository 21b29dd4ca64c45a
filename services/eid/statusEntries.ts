import { inflateSync } from "node:zlib";
import { decodeProtectedHeader, jwtVerify } from "jose";
import { z } from "zod";
import { type Es256Key, es256PublicKey } from "./es256.ts";
import { keyOf } from "./trustedIssuer.ts";

/** Most bytes of a status list once it is inflated: 128 million entries of one bit. */
const MOST_BYTES = 16 * 1024 * 1024;

/** The entries of a status list as they are packed. */
export type StatusEntries = {
  readonly bits: 1 | 2 | 4 | 8;
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Unix seconds. */
  readonly exp: number;
  /** Seconds. */
  readonly ttl?: number;
};

const payloadSchema = z.object({
  exp: z.number(),
  ttl: z.number().positive().optional(),
  status_list: z.object({
    bits: z.union([z.literal(1), z.literal(2), z.literal(4), z.literal(8)]),
    lst: z.base64url(),
  }),
});

/**
 * Checks a status list (Token Status List): a JWT by ES256 under one of the issuer's keys, of its own address, not
 * expired, and no larger than this process can hold.
 * @param now Unix seconds.
 * Throws whatever failed.
 */
export async function readStatusEntries(
  token: Uint8Array,
  keys: readonly Es256Key[],
  uri: string,
  now: number,
): Promise<StatusEntries> {
  const text = new TextDecoder().decode(token).trim();
  const key = es256PublicKey(keyOf({ keys }, decodeProtectedHeader(text).kid));
  if (key === undefined) throw new RangeError("The list's key is not the issuer's");
  const checks = { algorithms: ["ES256"], typ: "statuslist+jwt", subject: uri, currentDate: new Date(now * 1_000) };
  const { payload } = await jwtVerify(text, key, { ...checks, requiredClaims: ["exp", "iat"] });
  const { exp, ttl, status_list: list } = payloadSchema.parse(payload);
  const inflated = inflateSync(Buffer.from(list.lst, "base64url"), { maxOutputLength: MOST_BYTES });
  return { bits: list.bits, bytes: Uint8Array.from(inflated), exp, ...(ttl === undefined ? {} : { ttl }) };
}

/** One entry; nothing where the list ends before it. */
export function statusAt({ bits, bytes }: Pick<StatusEntries, "bits" | "bytes">, index: number): number | undefined {
  const byte = bytes[Math.floor((index * bits) / 8)];
  return byte === undefined ? undefined : (byte >> ((index * bits) % 8)) & (2 ** bits - 1);
}
