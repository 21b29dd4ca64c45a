import type { Language } from "../language.ts";
import checks from "./checks.json" with { type: "json" };
import facts from "./facts.json" with { type: "json" };

/** By what the sdk says in English, the Korean: names of checks, and what no check shows. */
export const reportWords: Readonly<Record<string, string>> = { ...checks, ...facts };

/** What the sdk says, in a language; what has no Korean stays as it is. */
export function wordsIn(language: Language, english: string): string {
  return language === "ko" && Object.hasOwn(reportWords, english) ? (reportWords[english] as string) : english;
}
