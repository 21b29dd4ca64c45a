import type { Language } from "./language.ts";

/** A text in every language of the command line; `{name}` stands for a value. */
export type Text = Readonly<Record<Language, string>>;

export type Values = Readonly<Record<string, string | number | bigint>>;

/** What the English texts count, with its singular. */
const COUNTED: Readonly<Record<string, string>> = {
  entries: "entry",
  ...Object.fromEntries(
    ["error", "warning", "resident", "ballot", "person", "row", "letter", "removal", "objection", "option", "vote"]
      .concat(["elector", "byte", "character", "file", "day", "second", "check", "minute", "project"])
      .map((one) => [`${one}s`, one]),
  ),
};
const ONE = new RegExp(`(?<![\\d,.]|of )1 (bad )?(${Object.keys(COUNTED).join("|")})( are)?\\b`, "g");

/** A text in a language, its values in their places; a place without a value stays as it is. */
export function textIn(language: Language, text: Text, values: Values = {}): string {
  const whole = text[language].replace(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place));
  return language === "en" ? singular(whole) : whole;
}

/** One of what is counted stands in the singular. */
export function singular(english: string): string {
  return english.replace(
    ONE,
    (_, bad = "", counted: string, are) => `1 ${bad}${COUNTED[counted]}${are === undefined ? "" : " is"}`,
  );
}
