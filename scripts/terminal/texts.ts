import type { Language } from "./language.ts";

/** A text in every language of the command line; `{name}` stands for a value. */
export type Text = Readonly<Record<Language, string>>;

export type Values = Readonly<Record<string, string | number | bigint>>;

/** A text in a language, its values in their places; a place without a value stays as it is. */
export function textIn(language: Language, text: Text, values: Values = {}): string {
  return text[language].replace(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place));
}
