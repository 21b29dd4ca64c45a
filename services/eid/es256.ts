import { createPublicKey, type JsonWebKey, type KeyObject, verify } from "node:crypto";
import { z } from "zod";

/** A public key on P-256, the only curve that JSON Web Tokens are taken with here. */
export const es256KeySchema = z.object({
  kty: z.literal("EC"),
  crv: z.literal("P-256"),
  x: z.string(),
  y: z.string(),
  kid: z.string().optional(),
});

export type Es256Key = Readonly<z.infer<typeof es256KeySchema>>;

/** The key; nothing if it is not a point of P-256. */
export function es256PublicKey(key: unknown): KeyObject | undefined {
  const parsed = es256KeySchema.safeParse(key);
  if (!parsed.success) return undefined;
  try {
    return createPublicKey({ key: parsed.data as JsonWebKey, format: "jwk" });
  } catch {
    return undefined;
  }
}

/** Whether an ES256 signature (RFC 7518, 3.4) holds, whatever algorithm a header names. */
export function es256Holds(key: KeyObject, data: string, signature: string): boolean {
  const bytes = Buffer.from(signature, "base64url");
  return bytes.length === 64 && verify("sha256", Buffer.from(data), { key, dsaEncoding: "ieee-p1363" }, bytes);
}
