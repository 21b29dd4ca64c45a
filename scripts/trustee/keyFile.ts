import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { scryptAsync } from "@noble/hashes/scrypt.js";
import { getBytes, hexlify, Wallet } from "ethers";
import { z } from "zod";
import type { TrusteeKey } from "../../sdk/chain/trustee.ts";
import { HanpyoError } from "../../sdk/errors.ts";
import { readChecked, writeNew } from "../terminal/checkedFile.ts";
import { address } from "./fields.ts";

/** A trustee's secrets: the one key, and the account its seat is bound to. Whoever has them is the trustee. */
export type TrusteeSecrets = { readonly key: TrusteeKey; readonly account: Wallet };

const hex = (bytes: number) => z.string().regex(new RegExp(`^0x[0-9a-f]{${2 * bytes}}$`), `${bytes} bytes in hex`);

/** About half a second and 128 MiB for each guess. */
const SCRYPT = { N: 2 ** 17, r: 8, p: 1, dkLen: 32 } as const;

/** 32 bytes of the key and 32 of the account's, AES-256-GCM under scrypt of the passphrase. */
const keyFileSchema = z.strictObject({
  format: z.literal("hanpyo-trustee-key-1"),
  account: address,
  kdf: z.strictObject({
    name: z.literal("scrypt"),
    N: z.literal(SCRYPT.N),
    r: z.literal(SCRYPT.r),
    p: z.literal(SCRYPT.p),
    salt: hex(32),
  }),
  cipher: z.strictObject({ name: z.literal("aes-256-gcm"), nonce: hex(12), ciphertext: hex(64), tag: hex(16) }),
});

type KeyFile = z.infer<typeof keyFileSchema>;

const REMEDY = "Use the file that `hanpyo trustee key` wrote, or a copy of it";

export class PassphraseWrongError extends HanpyoError {
  constructor(file: string) {
    super(
      "PASSPHRASE_WRONG",
      `The passphrase does not open ${file}, or the file was altered`,
      "Type it again; if it is certainly right, use another copy of the file",
    );
  }
}

/** Makes a trustee's key and account and writes them under a passphrase, readable by the owner alone. */
export async function createKeyFile(file: string, passphrase: string): Promise<{ readonly account: string }> {
  const key = randomBytes(32);
  const wallet = new Wallet(hexlify(randomBytes(32)));
  const { address: account } = wallet;
  const [salt, nonce] = [randomBytes(32), randomBytes(12)];
  const cipher = createCipheriv("aes-256-gcm", await wrappingKey(passphrase, salt), nonce).setAAD(bound(account, salt));
  const secret = Buffer.concat([key, getBytes(wallet.privateKey)]);
  const ciphertext = Buffer.concat([cipher.update(secret), cipher.final()]);
  const { N, r, p } = SCRYPT;
  const content: KeyFile = {
    format: "hanpyo-trustee-key-1",
    account,
    kdf: { name: "scrypt", N, r, p, salt: hexlify(salt) },
    cipher: {
      name: "aes-256-gcm",
      nonce: hexlify(nonce),
      ciphertext: hexlify(ciphertext),
      tag: hexlify(cipher.getAuthTag()),
    },
  };
  writeNew(file, content, 0o600);
  return { account };
}

/** Whose key file it is, without its passphrase. Throws `FileInvalidError`. */
export function accountOf(file: string): string {
  return readKeyFile(file).account;
}

/** Opens a key file. Throws `FileInvalidError` or `PassphraseWrongError`. */
export async function openKeyFile(file: string, passphrase: string): Promise<TrusteeSecrets> {
  const { account, kdf, cipher } = readKeyFile(file);
  const salt = getBytes(kdf.salt);
  const decipher = createDecipheriv("aes-256-gcm", await wrappingKey(passphrase, salt), getBytes(cipher.nonce))
    .setAAD(bound(account, salt))
    .setAuthTag(getBytes(cipher.tag));
  try {
    const secret = new Uint8Array([...decipher.update(getBytes(cipher.ciphertext)), ...decipher.final()]);
    return { key: secret.slice(0, 32), account: new Wallet(hexlify(secret.slice(32))) };
  } catch {
    throw new PassphraseWrongError(file);
  }
}

function readKeyFile(file: string): KeyFile {
  return readChecked(file, keyFileSchema, REMEDY);
}

/** Normalised, because one Korean syllable can be typed as one character or as three. */
function wrappingKey(passphrase: string, salt: Uint8Array): Promise<Uint8Array> {
  return scryptAsync(passphrase.normalize("NFKC"), salt, SCRYPT);
}

/** What stands in clear is authenticated too. */
function bound(account: string, salt: Uint8Array): Buffer {
  return Buffer.from(["hanpyo-trustee-key-1", account, hexlify(salt)].join("|"));
}
