import { hiddenCharacter, isVisible } from "../election/plainText.ts";
import { HanpyoError, told } from "../errors.ts";

/** A name that reads otherwise than it is written, or that the gazette's line could not carry. */
export class TrustNameUnfitError extends HanpyoError {
  constructor(text: string, fault: string) {
    super(
      "TRUST_NAME_UNFIT",
      told`The name ${{ name: JSON.stringify(text) }} is not fit to be signed: ${{ reason: fault }}`,
      "Type the name anew: composed characters, single blanks between words, nothing that is not seen, no |",
    );
  }
}

/** Why two readers could take a name for different ones; undefined if there is no reason. */
export function nameFault(text: string): string | undefined {
  if (text !== text.normalize("NFC")) return "its characters are not composed (NFC)";
  if (text.includes("|")) return "it holds |, which parts the gazette's line";
  const hidden = hiddenCharacter(text);
  if (hidden !== undefined) return `it holds ${hidden}, which nobody sees`;
  if (!isVisible(text)) return "nothing of it can be seen";
  if (/^ | $| {2}|[^\S ]/.test(text)) return "its blanks are not single ones between words";
  return undefined;
}

/** Throws `TrustNameUnfitError` for a name with a fault. */
export function requireName(text: string): void {
  const fault = nameFault(text);
  if (fault !== undefined) throw new TrustNameUnfitError(text, fault);
}
