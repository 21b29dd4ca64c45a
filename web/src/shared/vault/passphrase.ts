import { scryptAsync } from "@noble/hashes/scrypt.js";
import { type Sealed, seal, unseal } from "./sealing.ts";

/** Work of one guess: 128 MiB of memory, about a second on a phone (OWASP's first choice for scrypt). */
const WORK = { N: 2 ** 17, r: 8, p: 1 } as const;

/** Fewest characters of a passphrase. */
export const SHORTEST_PASSPHRASE = 10;

/** Bytes under a passphrase, with the salt of its key. */
export type PassphraseSealed = Sealed & { readonly salt: Uint8Array<ArrayBuffer> };

/** Encrypts under a passphrase: scrypt with a fresh salt, then AES-GCM. */
export async function sealWithPassphrase(
  plain: Uint8Array<ArrayBuffer>,
  passphrase: string,
): Promise<PassphraseSealed> {
  const salt = crypto.getRandomValues(new Uint8Array(16));
  return { salt, ...(await seal(plain, await keyOf(passphrase, salt))) };
}

/** Decrypts under a passphrase. Throws `SealBrokenError`. */
export async function unsealWithPassphrase(
  sealed: PassphraseSealed,
  passphrase: string,
): Promise<Uint8Array<ArrayBuffer>> {
  return unseal(sealed, await keyOf(passphrase, sealed.salt));
}

/** Hangul typed on two keyboards may differ in its code points: NFKC makes one of both. */
async function keyOf(passphrase: string, salt: Uint8Array): Promise<CryptoKey> {
  const bytes = await scryptAsync(passphrase.normalize("NFKC"), salt, { ...WORK, dkLen: 32 });
  return crypto.subtle.importKey("raw", new Uint8Array(bytes), "AES-GCM", false, ["encrypt", "decrypt"]);
}
