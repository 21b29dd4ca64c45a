import {
  keyFileSchema,
  newTrusteeSecrets,
  type OpenedKeyFile,
  sealKeyFile,
  unsealKeyFile,
} from "../../sdk/chain/trusteeKeyFile.ts";
import { readChecked, requireAbsent, writeNew } from "../terminal/checkedFile.ts";
import { keepOutOfGit } from "../terminal/keepOutOfGit.ts";

const REMEDY = "Use the file that `npm run hanpyo -- trustee key` wrote, or a copy of it";

/** Makes a trustee's key and account and writes them under a passphrase, readable by the owner alone. */
export async function createKeyFile(file: string, passphrase: string): Promise<{ readonly account: string }> {
  requireAbsent(file);
  const secrets = newTrusteeSecrets();
  writeNew(file, await sealKeyFile(secrets, [], passphrase), 0o600);
  keepOutOfGit(file);
  return { account: secrets.account.address };
}

/** Whose key file it is, without its passphrase. Throws `FileInvalidError`. */
export function accountOf(file: string): string {
  return readChecked(file, keyFileSchema, REMEDY).account;
}

/** Opens a key file of either format. Throws `FileInvalidError`, `PassphraseWrongError` or `KeyFileInvalidError`. */
export async function openKeyFile(file: string, passphrase: string): Promise<OpenedKeyFile> {
  return unsealKeyFile(readChecked(file, keyFileSchema, REMEDY), passphrase, file);
}
