import { type Command, Option } from "commander";
import { isKeystoreJson, Wallet } from "ethers";
import { z } from "zod";
import { keyFileSchema, PassphraseWrongError, unsealKeyFile } from "../../sdk/chain/trusteeKeyFile.ts";
import { readOfficeKeys } from "../../services/registrar/officeKeys.ts";
import { organizerAccount } from "../checkout/organizerKey.ts";
import { jsonFrom, readChecked, readText } from "../terminal/checkedFile.ts";
import { passphraseOf } from "../terminal/passphrase.ts";

/** Where the key of a seat is: the file that its role has already. */
export type SignerOptions = { readonly key?: string; readonly keyFile?: string; readonly passphraseFile?: string };

const format = z.looseObject({ format: z.string() });

/**
 * The account of a seat: an office's signing key, a trustee's key file, an Ethereum keystore, or, without a file, the
 * organizer's account of this machine. Nothing of it is written anywhere.
 * Throws `OfficeKeyUnreadableError`, `PassphraseWrongError`, `FileInvalidError`, or what `organizerAccount` does.
 */
export async function signerOf({ key, keyFile, passphraseFile }: SignerOptions): Promise<Wallet> {
  if (key === undefined) return organizerAccount(keyFile);
  if (!readText(key).trimStart().startsWith("{")) return organizerAccount(key);
  if (isKeystoreJson(readText(key))) return fromKeystore(key, await passphraseOf(key, passphraseFile));
  const named = format.safeParse(jsonFrom(key));
  if (named.data?.format === "hanpyo-office-1") return new Wallet(readOfficeKeys(key).signingKey);
  const file = readChecked(key, keyFileSchema, "Give an office's key file, a trustee's, or an Ethereum keystore");
  return (await unsealKeyFile(file, await passphraseOf(key, passphraseFile), key)).account;
}

async function fromKeystore(file: string, passphrase: string): Promise<Wallet> {
  try {
    return (await Wallet.fromEncryptedJson(readText(file), passphrase)) as Wallet;
  } catch {
    throw new PassphraseWrongError(file);
  }
}

/** What every command that signs a line can be given. */
export function withSigner(command: Command): Command {
  return command
    .option("--key <file>", "the seat's key: an office's file, a trustee's, a keystore; without it the organizer's")
    .addOption(
      new Option("--key-file <file>", "a file with the organizer's private key, instead of the keystore").conflicts(
        "key",
      ),
    )
    .option("--passphrase-file <file>", "its first line is the passphrase; otherwise it is asked for");
}
