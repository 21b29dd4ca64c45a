import { decodeBase64, encodeBase64, getBytes, Mnemonic } from "ethers";
import { z } from "zod";
import { HanpyoError } from "../../../../sdk/errors.ts";
import { identityOf, type VotingIdentity } from "./identities.ts";
import { sealWithPassphrase, unsealWithPassphrase } from "./passphrase.ts";

const base64 = z.base64().max(200);

/** A recovery file: the identity's private key under a passphrase, and nothing else. */
export const recoverySchema = z.strictObject({
  format: z.literal("hanpyo-recovery-1"),
  kdf: z.literal("scrypt-131072-8-1"),
  salt: base64,
  iv: base64,
  data: base64,
});

export class RecoveryFileMalformedError extends HanpyoError {
  constructor(reason: string) {
    super(
      "RECOVERY_FILE_MALFORMED",
      `This is not a recovery file: ${reason}`,
      "Choose the file that this page saved, or use the 24 words",
    );
  }
}

export class RecoveryPhraseWrongError extends HanpyoError {
  constructor(reason: string) {
    super(
      "RECOVERY_PHRASE_WRONG",
      `These are not the 24 words of an identity: ${reason}`,
      "Compare each word and their order with what was written down",
    );
  }
}

/** Words of a recovery phrase. */
export const PHRASE_WORDS = 24;

/** The identity's private key as 24 English words (BIP-39). Whoever has them can vote in its place. */
export function phraseOf({ privateKey }: VotingIdentity): readonly string[] {
  return Mnemonic.fromEntropy(privateKey).phrase.split(" ");
}

/** The identity of 24 words, in any case and spacing. Throws `RecoveryPhraseWrongError`. */
export function identityOfPhrase(text: string): VotingIdentity {
  const words = text
    .normalize("NFKD")
    .toLowerCase()
    .trim()
    .split(/[\s,]+/);
  if (words.length !== PHRASE_WORDS) throw new RecoveryPhraseWrongError(`they are ${words.length}`);
  return identityOf(new Uint8Array(getBytes(mnemonicOf(words.join(" ")).entropy)));
}

/** The recovery file's text, also what its QR code holds. */
export async function recoveryFileOf({ privateKey }: VotingIdentity, passphrase: string): Promise<string> {
  const { salt, iv, data } = await sealWithPassphrase(privateKey, passphrase);
  const value: z.infer<typeof recoverySchema> = {
    format: "hanpyo-recovery-1",
    kdf: "scrypt-131072-8-1",
    salt: encodeBase64(salt),
    iv: encodeBase64(iv),
    data: encodeBase64(data),
  };
  return JSON.stringify(value);
}

/** The identity in a recovery file. Throws `RecoveryFileMalformedError`, or `SealBrokenError` for a wrong passphrase. */
export async function identityOfRecoveryFile(text: string, passphrase: string): Promise<VotingIdentity> {
  const parsed = recoverySchema.safeParse(jsonOf(text));
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new RecoveryFileMalformedError(`${issue?.path.join(".") || "the whole"}: ${issue?.message}`);
  }
  const bytes = (value: string) => new Uint8Array(decodeBase64(value));
  const { salt, iv, data } = parsed.data;
  const privateKey = await unsealWithPassphrase({ salt: bytes(salt), iv: bytes(iv), data: bytes(data) }, passphrase);
  if (privateKey.length !== 32) throw new RecoveryFileMalformedError("data: not 32 bytes");
  return identityOf(privateKey);
}

function mnemonicOf(phrase: string): Mnemonic {
  try {
    return Mnemonic.fromPhrase(phrase);
  } catch (error) {
    // ethers quotes the words in its messages; only which word is unknown may be repeated.
    const place = /invalid mnemonic word at index (\d+)/.exec(error instanceof Error ? error.message : "")?.[1];
    throw new RecoveryPhraseWrongError(
      place === undefined ? "their check does not hold" : `word ${Number(place) + 1} is not on the list`,
    );
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new RecoveryFileMalformedError("it is not JSON");
  }
}
