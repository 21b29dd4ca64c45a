import { z } from "zod";
import { type Es256Key, es256KeySchema } from "./es256.ts";

/** An issuer of credentials that the office trusts: one entry of its trust list. */
export const trustedIssuerSchema = z.strictObject({
  /** As credentials name it (`iss`). */
  issuer: z.string(),
  keys: z.array(es256KeySchema).min(1),
  /** Addresses of its status lists; no others are asked. */
  statusLists: z.array(z.url()).min(1),
});

export type TrustedIssuer = Readonly<z.infer<typeof trustedIssuerSchema>>;

/** The issuer's key of this id; its only key where none is named. */
export function keyOf({ keys }: { readonly keys: readonly Es256Key[] }, kid: unknown): Es256Key | undefined {
  if (kid === undefined) return keys.length === 1 ? keys[0] : undefined;
  return keys.find((key) => key.kid === kid);
}
