import { HanpyoError } from "../../sdk/errors.ts";
import { readText } from "./checkedFile.ts";
import { askHidden, type Terminal, terminal } from "./person.ts";

const SHORTEST = 12;

export class PassphraseTooShortError extends HanpyoError {
  constructor(length: number) {
    super(
      "PASSPHRASE_TOO_SHORT",
      `The passphrase has ${length} characters`,
      `Take at least ${SHORTEST}, for example five words drawn by dice`,
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
  return file === undefined ? askHidden(`Passphrase of ${what}: `, at) : firstLine(file);
}

/** A new passphrase: the first line of `file`, or asked for twice. Throws `PassphraseTooShortError`. */
export async function newPassphrase(file?: string, at: Terminal = terminal): Promise<string> {
  const passphrase = file === undefined ? await askHidden("New passphrase: ", at) : firstLine(file);
  const length = [...passphrase].length;
  if (length < SHORTEST) throw new PassphraseTooShortError(length);
  if (file === undefined && (await askHidden("The same again: ", at)) !== passphrase) {
    throw new PassphrasesDifferError();
  }
  return passphrase;
}

function firstLine(file: string): string {
  return (readText(file).split(/\r?\n/)[0] as string).replace(/^\uFEFF/, "");
}
