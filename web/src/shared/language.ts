import i18next from "i18next";
import { initReactI18next, useTranslation } from "react-i18next";
import type { Content, Text } from "../../../sdk/election/content.ts";
import { type ContentText, type SaidText, textFor } from "../../../sdk/election/contentText.ts";
import { chooseReadingLanguage, useReadingLanguage } from "./readingLanguage.ts";

export const LANGUAGES = ["ko", "en"] as const;
export type Language = (typeof LANGUAGES)[number];

/** How the page speaks: in a language, or in easy Korean, where that says a thing in other words. */
export const WAYS_TO_SAY = ["ko", "easy", "en"] as const;
export type WayToSay = (typeof WAYS_TO_SAY)[number];

/** Easy Korean is Korean for machines. The tag falls back to Korean text by text. */
const EASY = "ko-Easy";

type Texts = Readonly<Record<string, unknown>>;

// Features add their texts as their modules are loaded, so this must stand before any of them runs.
void i18next.use(initReactI18next).init({
  lng: "ko",
  fallbackLng: "ko",
  resources: {},
  interpolation: { escapeValue: false },
  initAsync: false,
});

/** Adds the texts of one feature; called where the feature's module is loaded. */
export function addTexts(feature: string, texts: Readonly<Record<Language, Texts>>): void {
  for (const language of LANGUAGES) i18next.addResourceBundle(language, feature, texts[language], true, true);
}

/** Texts by feature that say some things more easily; the others stay as they are. */
export type EasyTexts = Readonly<Record<string, Texts>>;

let source: () => Promise<EasyTexts> = async () => ({});
let easy: Promise<void> | undefined;

/** Says from where easy Korean is loaded, once somebody asks for it. */
export function offerEasy(load: () => Promise<EasyTexts>): void {
  source = load;
}

/** Loads easy Korean once. @returns Whether it is there. */
async function loadEasy(): Promise<boolean> {
  easy ??= source().then((found) => {
    for (const [feature, texts] of Object.entries(found)) i18next.addResourceBundle(EASY, feature, texts, true, true);
  });
  try {
    await easy;
    return true;
  } catch {
    easy = undefined;
    return false;
  }
}

/** Texts of a feature, and the language that is shown. */
export function useTexts(feature: string): {
  readonly t: (key: string, values?: Record<string, string | number>) => string;
  readonly language: Language;
  /** The visitor's language of a text that the product or the configuration gives in both. */
  readonly say: (text: Text) => string;
} {
  const { t, i18n } = useTranslation(feature);
  const language = languageOf(i18n.language);
  return { t: (key, values) => t(key, values ?? {}), language, say: (text) => text[language] || text.ko };
}

/** Says an election's texts: in the language that the visitor chose for them, else in the page's, else in the election's own; and in which of them. */
export function useContentTexts(content: Pick<Content, "language">): (text: ContentText) => SaidText {
  const { i18n } = useTranslation();
  const chosen = useReadingLanguage();
  const readers = [...(chosen === undefined ? [] : [chosen]), languageOf(i18n.language)];
  return (text) => textFor(text, readers, content);
}

/** Speaks in another way from now on; in Korean where easy Korean cannot be had. */
export async function changeLanguage(way: WayToSay): Promise<void> {
  chooseReadingLanguage(undefined);
  if (way === "easy") await i18next.changeLanguage((await loadEasy()) ? EASY : "ko");
  else await i18next.changeLanguage(way);
}

/** Korean unless English is asked for. */
export function languageOf(tag: string): Language {
  return tag.toLowerCase().startsWith("en") ? "en" : "ko";
}
