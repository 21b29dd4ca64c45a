import { createCipheriv, randomBytes } from "node:crypto";
import { writeFileSync } from "node:fs";
import { scryptAsync } from "@noble/hashes/scrypt.js";
import { getBytes, hexlify } from "ethers";
import type { TrusteeSecrets } from "../../../sdk/chain/trusteeKeyFile.ts";

/** Writes a key file as the first format had it: without a journal. */
export async function writeFirstFormat(file: string, { key, account }: TrusteeSecrets, passphrase: string) {
  const format = "hanpyo-trustee-key-1";
  const [salt, nonce] = [randomBytes(32), randomBytes(12)];
  const wrapping = await scryptAsync(passphrase.normalize("NFKC"), salt, { N: 2 ** 17, r: 8, p: 1, dkLen: 32 });
  const cipher = createCipheriv("aes-256-gcm", wrapping, nonce);
  cipher.setAAD(Buffer.from([format, account.address, hexlify(salt)].join("|")));
  const secret = Buffer.concat([key, getBytes(account.privateKey)]);
  const ciphertext = hexlify(Buffer.concat([cipher.update(secret), cipher.final()]));
  const kdf = { name: "scrypt", N: 2 ** 17, r: 8, p: 1, salt: hexlify(salt) };
  const sealed = { name: "aes-256-gcm", nonce: hexlify(nonce), ciphertext, tag: hexlify(cipher.getAuthTag()) };
  writeFileSync(file, JSON.stringify({ format, account: account.address, kdf, cipher: sealed }), { mode: 0o600 });
}
