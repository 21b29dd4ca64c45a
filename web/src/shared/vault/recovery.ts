import { decodeBase64, encodeBase64, getBytes, Mnemonic, type Wordlist, wordlists } from "ethers";
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

/** The languages in which a phrase is shown: lists of BIP-39, 2,048 words each. */
export const PHRASE_LANGUAGES = ["ko", "en"] as const;
export type PhraseLanguage = (typeof PHRASE_LANGUAGES)[number];

function listOf(language: PhraseLanguage): Wordlist {
  return wordlists[language] as Wordlist;
}

/**
 * The identity's private key as 24 words of a language (BIP-39); those of every language stand for the same key. Whoever
 * has them can vote in its place. Korean words are whole syllables (NFC).
 */
export function phraseOf({ privateKey }: VotingIdentity, language: PhraseLanguage): readonly string[] {
  const list = listOf(language);
  return list.split(Mnemonic.fromEntropy(privateKey, null, list).phrase).map((word) => word.normalize("NFC"));
}

/** Another word of the list, as little like a given one as chance has it. @param place Below 2,048. */
export function wordAt(place: number, language: PhraseLanguage): string {
  return listOf(language).getWord(place).normalize("NFC");
}

/** The identity of 24 words, Korean or English, in any case and spacing. Throws `RecoveryPhraseWrongError`. */
export function identityOfPhrase(text: string): VotingIdentity {
  const words = text
    .normalize("NFKD")
    .toLowerCase()
    .trim()
    .split(/[\s,]+/);
  if (words.length !== PHRASE_WORDS) throw new RecoveryPhraseWrongError(`they are ${words.length}`);
  const language = words.some((word) => /[\u1100-\u11ff]/.test(word)) ? "ko" : "en";
  return identityOf(new Uint8Array(getBytes(mnemonicOf(words.join(" "), listOf(language)).entropy)));
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

function mnemonicOf(phrase: string, list: Wordlist): Mnemonic {
  try {
    return Mnemonic.fromPhrase(phrase, null, list);
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
