import { isKeystoreJson, type Signer, Wallet } from "ethers";
import { PassphraseWrongError } from "../../sdk/chain/trusteeKeyFile.ts";
import { readText } from "../terminal/checkedFile.ts";
import { passphraseOf } from "../terminal/passphrase.ts";
import { openKeyFile } from "./keyFile.ts";

/**
 * The account that pays for what anybody may post.
 * @param file A trustee's key file or an Ethereum keystore.
 * Throws `PassphraseWrongError`, `FileInvalidError` or `FileUnreadableError`.
 */
export async function payerOf(file: string, passphraseFile?: string): Promise<Signer> {
  const text = readText(file);
  const passphrase = await passphraseOf(file, passphraseFile);
  if (!isKeystoreJson(text)) return (await openKeyFile(file, passphrase)).account;
  try {
    return await Wallet.fromEncryptedJson(text, passphrase);
  } catch {
    throw new PassphraseWrongError(file);
  }
}
