import { LANGUAGES } from "../terminal/language.ts";
import { type Text, textIn, type Values } from "../terminal/texts.ts";
import texts from "./texts.json" with { type: "json" };

/** One thing that was looked at. */
export type Finding = {
  readonly name: Text;
  readonly state: "ok" | "wrong" | "unknown";
  readonly found: string;
  /** What to do; there whenever the state is not ok. */
  readonly remedy?: Text;
};

/** A text of texts.json, its values in their places in every language. */
export function said(key: keyof typeof texts, values: Values = {}): Text {
  return Object.fromEntries(LANGUAGES.map((language) => [language, textIn(language, texts[key], values)])) as Text;
}

/** A name that is the same in every language. */
export function named(name: string): Text {
  return Object.fromEntries(LANGUAGES.map((language) => [language, name])) as Text;
}

/** A finding that is ok or wrong by a condition. */
export function judged(name: Text, ok: boolean, found: string, remedy: Text): Finding {
  return ok ? { name, state: "ok", found } : { name, state: "wrong", found, remedy };
}
