/** Languages of feeds and calendars. */
export const TOLD_LANGUAGES = ["ko", "en"] as const;
export type ToldLanguage = (typeof TOLD_LANGUAGES)[number];

export const FEED_TITLES: Readonly<Record<ToldLanguage, string>> = {
  ko: "한표: 투표와 제안",
  en: "Hanpyo: votes and proposals",
};
