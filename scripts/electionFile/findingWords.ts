import type { Language } from "../terminal/language.ts";
import { textIn, type Values } from "../terminal/texts.ts";
import texts from "./findings.json" with { type: "json" };

/** Cause and remedy of a finding. */
export type FindingText = { readonly cause: string; readonly remedy: string };

export type FindingKey = keyof typeof texts;

/** Cause and remedy in a language; they stand in findings.json. A place without a value stays as it is. */
export function findingWords(language: Language, key: FindingKey, values: Values = {}): FindingText {
  const { cause, remedy } = texts[key];
  return { cause: textIn(language, cause, values), remedy: textIn(language, remedy, values) };
}
