import { HanpyoError, told } from "../../sdk/errors.ts";
import { readText } from "./checkedFile.ts";
import { askHidden, type Terminal, terminal } from "./person.ts";
import { type Phrases, phrased } from "./phrases.ts";

const SHORTEST = 12;

const PHRASES: Phrases = [
  [/^Passphrase of (.+): $/, "$1의 암호: "],
  [/^New passphrase: $/, "새 암호: "],
  [/^The same again: $/, "한 번 더: "],
];

function said(question: string): string {
  return phrased(PHRASES, question);
}

export class PassphraseTooShortError extends HanpyoError {
  constructor(length: number) {
    super(
      "PASSPHRASE_TOO_SHORT",
      told`The passphrase has ${{ length }} characters`,
      told`Take at least ${{ least: SHORTEST }}, for example five words drawn by dice`,
    );
  }
}

export class PassphrasesDifferError extends HanpyoError {
  constructor() {
    super("PASSPHRASES_DIFFER", "The two passphrases differ", "Start again; no key was made");
  }
}

/** The passphrase of an existing file: the first line of `file`, or asked for. */
export async function passphraseOf(what: string, file?: string, at: Terminal = terminal): Promise<string> {
  return file === undefined ? askHidden(said(`Passphrase of ${what}: `), at) : firstLine(file);
}

/** A new passphrase: the first line of `file`, or asked for twice. Throws `PassphraseTooShortError`. */
export async function newPassphrase(file?: string, at: Terminal = terminal): Promise<string> {
  const passphrase = file === undefined ? await askHidden(said("New passphrase: "), at) : firstLine(file);
  const length = [...passphrase].length;
  if (length < SHORTEST) throw new PassphraseTooShortError(length);
  if (file === undefined && (await askHidden(said("The same again: "), at)) !== passphrase) {
    throw new PassphrasesDifferError();
  }
  return passphrase;
}

function firstLine(file: string): string {
  return (readText(file).split(/\r?\n/)[0] as string).replace(/^\uFEFF/, "");
}
