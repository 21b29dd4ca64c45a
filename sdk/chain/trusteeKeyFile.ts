import { scryptAsync } from "@noble/hashes/scrypt.js";
import { getAddress, getBytes, hexlify, Wallet } from "ethers";
import { z } from "zod";
import { type RandomBytes, systemRandom } from "../crypto/random.ts";
import { HanpyoError, told } from "../errors.ts";
import type { TrusteeKey } from "./trustee.ts";
import { type JournalEntry, journalSchema } from "./trusteeJournal.ts";

/** A trustee's secrets: the one key, and the account its seat is bound to. Whoever has them is the trustee. */
export type TrusteeSecrets = { readonly key: TrusteeKey; readonly account: Wallet };

/** What a key file holds. */
export type OpenedKeyFile = TrusteeSecrets & {
  /** Undefined in a file of the first format, whose journal stood in another file. */
  readonly journal: readonly JournalEntry[] | undefined;
};

const hex = (bytes: number) => z.string().regex(new RegExp(`^0x[0-9a-f]{${2 * bytes}}$`), `${bytes} bytes in hex`);

/** About half a second and 128 MiB for each guess. */
const SCRYPT = { N: 2 ** 17, r: 8, p: 1, dkLen: 32 } as const;
const TAG_LENGTH = 16;
const SALT_LENGTH = 32;
const NONCE_LENGTH = 12;
/** The trustee's key and that of the account. */
const KEYS_LENGTH = 64;

const account = z.string().transform((text, context) => {
  try {
    return getAddress(text);
  } catch {
    context.addIssue({ code: "custom", message: "it is not an address" });
    return z.NEVER;
  }
});

const kdf = z.strictObject({
  name: z.literal("scrypt"),
  N: z.literal(SCRYPT.N),
  r: z.literal(SCRYPT.r),
  p: z.literal(SCRYPT.p),
  salt: hex(SALT_LENGTH),
});

const cipherOf = (ciphertext: z.ZodType<string>) =>
  z.strictObject({ name: z.literal("aes-256-gcm"), nonce: hex(NONCE_LENGTH), ciphertext, tag: hex(TAG_LENGTH) });

/**
 * AES-256-GCM under scrypt of the passphrase. Format 1: 32 bytes of the key and 32 of the account's. Format 2: the
 * same, and after them the journal as JSON, so that it goes wherever the key goes and nobody else can write it.
 */
export const keyFileSchema = z.discriminatedUnion("format", [
  z.strictObject({ format: z.literal("hanpyo-trustee-key-1"), account, kdf, cipher: cipherOf(hex(KEYS_LENGTH)) }),
  z.strictObject({
    format: z.literal("hanpyo-trustee-key-2"),
    account,
    kdf,
    cipher: cipherOf(z.string().regex(/^0x([0-9a-f]{2}){66,}$/, "66 bytes or more in hex")),
  }),
]);

export type KeyFile = z.infer<typeof keyFileSchema>;

export class KeyFileInvalidError extends HanpyoError {
  constructor() {
    super(
      "KEY_FILE_INVALID",
      "This is not a trustee's key file",
      "Choose the file that was saved when the key was made, or last written",
    );
  }
}

export class PassphraseWrongError extends HanpyoError {
  constructor(file = "this file") {
    super(
      "PASSPHRASE_WRONG",
      told`The passphrase does not open ${{ file }}, or the file was altered`,
      "Type it again; if it is certainly right, use another copy of the file",
    );
  }
}

/** Draws a trustee's key and account. */
export function newTrusteeSecrets(random: RandomBytes = systemRandom): TrusteeSecrets {
  return { key: random(32), account: new Wallet(hexlify(random(32))) };
}

/** Writes secrets and journal under a passphrase, with a fresh salt and nonce each time. @returns The file's content. */
export async function sealKeyFile(
  { key, account: { address, privateKey } }: TrusteeSecrets,
  journal: readonly JournalEntry[],
  passphrase: string,
  random: RandomBytes = systemRandom,
): Promise<KeyFile> {
  const format = "hanpyo-trustee-key-2";
  const [salt, nonce] = [random(SALT_LENGTH), random(NONCE_LENGTH)];
  const entries = new TextEncoder().encode(JSON.stringify(journal));
  const plain = new Uint8Array([...key, ...getBytes(privateKey), ...entries]);
  const cipher = { name: "AES-GCM", iv: own(nonce), additionalData: bound(format, address, salt) };
  const sealed = new Uint8Array(await crypto.subtle.encrypt(cipher, await wrappingKey(passphrase, salt), plain));
  const { N, r, p } = SCRYPT;
  return {
    format,
    account: address,
    kdf: { name: "scrypt", N, r, p, salt: hexlify(salt) },
    cipher: {
      name: "aes-256-gcm",
      nonce: hexlify(nonce),
      ciphertext: hexlify(sealed.slice(0, -TAG_LENGTH)),
      tag: hexlify(sealed.slice(-TAG_LENGTH)),
    },
  };
}

/**
 * Opens a key file of either format. Throws `PassphraseWrongError`, or `KeyFileInvalidError` where the journal in it
 * cannot be read.
 * @param name What an error calls the file.
 */
export async function unsealKeyFile(file: KeyFile, passphrase: string, name?: string): Promise<OpenedKeyFile> {
  const { format, kdf: derivation, cipher } = file;
  const salt = getBytes(derivation.salt);
  const additionalData = bound(format, file.account, salt);
  const options = { name: "AES-GCM", iv: own(getBytes(cipher.nonce)), additionalData };
  const sealed = new Uint8Array([...getBytes(cipher.ciphertext), ...getBytes(cipher.tag)]);
  const wrapping = await wrappingKey(passphrase, salt);
  const plain = await crypto.subtle.decrypt(options, wrapping, sealed).catch(() => undefined);
  if (plain === undefined) throw new PassphraseWrongError(name);
  const bytes = new Uint8Array(plain);
  const secrets = { key: bytes.slice(0, 32), account: new Wallet(hexlify(bytes.slice(32, KEYS_LENGTH))) };
  const journal = format === "hanpyo-trustee-key-1" ? undefined : journalOf(bytes.slice(KEYS_LENGTH));
  return { ...secrets, journal };
}

/** Reads a key file's text. Throws `KeyFileInvalidError`. */
export function parseKeyFile(text: string): KeyFile {
  try {
    return keyFileSchema.parse(JSON.parse(text));
  } catch {
    throw new KeyFileInvalidError();
  }
}

/** The text of a key file. */
export function encodeKeyFile(file: KeyFile): string {
  return `${JSON.stringify(file, undefined, 2)}\n`;
}

function journalOf(bytes: Uint8Array): readonly JournalEntry[] {
  try {
    return journalSchema.parse(JSON.parse(new TextDecoder().decode(bytes)));
  } catch {
    throw new KeyFileInvalidError();
  }
}

/** Normalised, because one Korean syllable can be typed as one character or as three. */
async function wrappingKey(passphrase: string, salt: Uint8Array): Promise<CryptoKey> {
  const raw = await scryptAsync(passphrase.normalize("NFKC"), salt, SCRYPT);
  return crypto.subtle.importKey("raw", own(raw), "AES-GCM", false, ["encrypt", "decrypt"]);
}

/** What stands in clear is authenticated too. */
function bound(format: string, address: string, salt: Uint8Array): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode([format, address, hexlify(salt)].join("|"));
}

function own(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(bytes);
}
