import type { ResidentIdentity } from "../../sdk/client/resident.ts";
import { HanpyoError, told } from "../../sdk/errors.ts";
import { identityOfRecoveryFile, RecoveryFileMalformedError } from "../../web/src/shared/vault/recovery.ts";
import { SealBrokenError } from "../../web/src/shared/vault/sealing.ts";
import { readText } from "../terminal/checkedFile.ts";
import { passphraseOf } from "../terminal/passphrase.ts";

export class IdentityFileUnfitError extends HanpyoError {
  constructor(file: string) {
    super(
      "IDENTITY_FILE_UNFIT",
      told`${{ file }} with this passphrase gives no voting identity`,
      "Give the recovery file that the page saved, and its passphrase",
    );
  }
}

/** The identity of a recovery file of the page. Throws `IdentityFileUnfitError` or `FileUnreadableError`. */
export async function openIdentity(file: string, passphraseFile?: string): Promise<ResidentIdentity> {
  const text = readText(file);
  const passphrase = await passphraseOf(file, passphraseFile);
  try {
    const { secret, commitment } = await identityOfRecoveryFile(text, passphrase);
    return { secret, commitment };
  } catch (error) {
    if (error instanceof RecoveryFileMalformedError || error instanceof SealBrokenError) {
      throw new IdentityFileUnfitError(file);
    }
    throw error;
  }
}
