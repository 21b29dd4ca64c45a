import { asCalled } from "./asCalled.ts";
import { type Language, languageOf, machineLocale } from "./language.ts";
import { type Text, textIn, type Values } from "./texts.ts";

/** What every command can be given about how it speaks. */
export type LanguageOptions = { readonly lang?: string; readonly json?: boolean };

/** Speaks the person's language; standard output stays free for data with --json. */
export type Speaker<Key extends string> = {
  readonly language: Language;
  text(key: Key, values?: Values): string;
  say(key: Key, values?: Values): void;
  print(line: string): void;
};

/** Speaks the texts of a role, which stand in its `texts.json`. */
export function speakerOf<Key extends string>(
  texts: Readonly<Record<Key, Text>>,
  { lang = machineLocale(), json }: LanguageOptions,
): Speaker<Key> {
  const language = languageOf(lang);
  const print = (line: string) => {
    if (json) console.error(asCalled(line));
    else console.log(asCalled(line));
  };
  const text = (key: Key, values?: Values) => textIn(language, texts[key], values);
  return { language, text, print, say: (key, values) => print(text(key, values)) };
}
