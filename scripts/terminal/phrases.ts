import { asCalled } from "./asCalled.ts";
import { askedLanguage, type Language } from "./language.ts";

/** Lines of a report by their English form; `$1` is what stands there. */
export type Phrases = readonly (readonly [english: RegExp, korean: string])[];

/** A line in the language that was asked for; one that no phrase fits, as the words of an election, stays as it is. */
export function phrased(phrases: Phrases, line: string, language: Language = askedLanguage()): string {
  return asCalled(language === "en" ? line : replaced(phrases, line));
}

/** A line by the first phrase that fits; any other as it is. */
export function replaced(phrases: Phrases, line: string): string {
  for (const [pattern, korean] of phrases) {
    const found = pattern.exec(line);
    if (found !== null) return korean.replace(/\$(\d)/g, (_, place: string) => found[Number(place)] ?? "");
  }
  return line;
}
