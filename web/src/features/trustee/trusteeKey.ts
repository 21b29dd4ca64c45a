import { scryptAsync } from "@noble/hashes/scrypt.js";
import { getBytes, hexlify, Wallet } from "ethers";
import { z } from "zod";
import type { TrusteeKey } from "../../../../sdk/chain/trustee.ts";
import { HanpyoError } from "../../../../sdk/errors.ts";

/** A trustee's secrets: the one key, and the account its seat is bound to. They stay in the worker. */
export type TrusteeSecrets = { readonly key: TrusteeKey; readonly account: Wallet };

const hex = (bytes: number) => z.string().regex(new RegExp(`^0x[0-9a-f]{${2 * bytes}}$`));

/** As scripts/trustee/keyFile.ts, whose files this opens and writes. */
const SCRYPT = { N: 2 ** 17, r: 8, p: 1, dkLen: 32 } as const;
const FORMAT = "hanpyo-trustee-key-1";
const TAG_LENGTH = 16;

const keyFileSchema = z.strictObject({
  format: z.literal(FORMAT),
  account: z.string().regex(/^0x[0-9a-fA-F]{40}$/),
  kdf: z.strictObject({
    name: z.literal("scrypt"),
    N: z.literal(SCRYPT.N),
    r: z.literal(SCRYPT.r),
    p: z.literal(SCRYPT.p),
    salt: hex(32),
  }),
  cipher: z.strictObject({ name: z.literal("aes-256-gcm"), nonce: hex(12), ciphertext: hex(64), tag: hex(TAG_LENGTH) }),
});

export class KeyFileInvalidError extends HanpyoError {
  constructor() {
    super(
      "KEY_FILE_INVALID",
      "This is not a trustee's key file",
      "Choose the file that was saved when the key was made",
    );
  }
}

export class PassphraseWrongError extends HanpyoError {
  constructor() {
    super(
      "PASSPHRASE_WRONG",
      "The passphrase does not open this file, or the file was altered",
      "Type it again; if it is certainly right, use another copy of the file",
    );
  }
}

/** Makes a key and an account. @returns The file's text, under the passphrase, and whose it is. */
export async function createTrusteeKey(
  passphrase: string,
): Promise<{ readonly text: string; readonly account: string }> {
  const random = (length: number) => crypto.getRandomValues(new Uint8Array(length));
  const [key, accountKey, salt, nonce] = [random(32), random(32), random(32), random(12)];
  const { address: account } = new Wallet(hexlify(accountKey));
  const secret = new Uint8Array([...key, ...accountKey]);
  const cipher = { name: "AES-GCM", iv: nonce, additionalData: bound(account, salt) };
  const sealed = new Uint8Array(await crypto.subtle.encrypt(cipher, await wrappingKey(passphrase, salt), secret));
  const { N, r, p } = SCRYPT;
  const file: z.infer<typeof keyFileSchema> = {
    format: FORMAT,
    account,
    kdf: { name: "scrypt", N, r, p, salt: hexlify(salt) },
    cipher: {
      name: "aes-256-gcm",
      nonce: hexlify(nonce),
      ciphertext: hexlify(sealed.slice(0, -TAG_LENGTH)),
      tag: hexlify(sealed.slice(-TAG_LENGTH)),
    },
  };
  return { text: `${JSON.stringify(file, undefined, 2)}\n`, account };
}

/** Opens a key file. Throws `KeyFileInvalidError` or `PassphraseWrongError`. */
export async function openTrusteeKey(text: string, passphrase: string): Promise<TrusteeSecrets> {
  const { account, kdf, cipher } = readFile(text);
  const salt = getBytes(kdf.salt);
  const options = { name: "AES-GCM", iv: bytes(cipher.nonce), additionalData: bound(account, salt) };
  const sealed = new Uint8Array([...getBytes(cipher.ciphertext), ...getBytes(cipher.tag)]);
  const key = await wrappingKey(passphrase, salt);
  try {
    const secret = new Uint8Array(await crypto.subtle.decrypt(options, key, sealed));
    return { key: secret.slice(0, 32), account: new Wallet(hexlify(secret.slice(32))) };
  } catch {
    throw new PassphraseWrongError();
  }
}

function readFile(text: string): z.infer<typeof keyFileSchema> {
  try {
    return keyFileSchema.parse(JSON.parse(text));
  } catch {
    throw new KeyFileInvalidError();
  }
}

/** Normalised, because one Korean syllable can be typed as one character or as three. */
async function wrappingKey(passphrase: string, salt: Uint8Array): Promise<CryptoKey> {
  const raw = await scryptAsync(passphrase.normalize("NFKC"), salt, SCRYPT);
  return crypto.subtle.importKey("raw", new Uint8Array(raw), "AES-GCM", false, ["encrypt", "decrypt"]);
}

/** What stands in clear is authenticated too. */
function bound(account: string, salt: Uint8Array): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode([FORMAT, account, hexlify(salt)].join("|"));
}

function bytes(text: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(getBytes(text));
}
