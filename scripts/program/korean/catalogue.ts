import { clerk } from "./clerk.ts";
import { keysAndFigures } from "./keysAndFigures.ts";
import { offices } from "./offices.ts";
import { publishedRolls } from "./publishedRolls.ts";
import { relayers } from "./relayers.ts";
import { shared } from "./shared.ts";
import { trustee } from "./trustee.ts";
import { verifying } from "./verifying.ts";

/** By the English that a command says of itself, an option or an argument, the Korean; prose has its lines joined. */
export type KoreanHelp = Readonly<Record<string, string>>;

/** Parts of the catalogue; no text stands in two of them. */
export const helpParts: readonly KoreanHelp[] = [
  ...[shared, clerk, offices, publishedRolls, relayers, trustee, verifying, keysAndFigures],
];

const texts = new Map(helpParts.flatMap((part) => Object.entries(part)));

/** The Korean of a text of the help, or the text itself. */
export function helpInKorean(english: string): string {
  return texts.get(english) ?? english;
}
