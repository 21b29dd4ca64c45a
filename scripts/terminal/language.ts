export const LANGUAGES = ["en", "ko"] as const;
export type Language = (typeof LANGUAGES)[number];

/** The language of a locale such as ko_KR.UTF-8; English for any other. */
export function languageOf(locale: string | undefined): Language {
  return locale !== undefined && /^ko(?![a-z])/i.test(locale) ? "ko" : "en";
}

/** The machine's locale for messages, in the order that POSIX gives; an empty variable counts as none. */
export function machineLocale(env: NodeJS.ProcessEnv = process.env): string | undefined {
  return env.LC_ALL || env.LC_MESSAGES || env.LANG;
}

/** The language asked for by `--lang` among a command's words, else the machine's. */
export function askedLanguage(words: readonly string[] = process.argv, env: NodeJS.ProcessEnv = process.env): Language {
  const at = words.lastIndexOf("--lang");
  const joined = words.findLast((word) => word.startsWith("--lang="))?.slice("--lang=".length);
  return languageOf(joined ?? (at < 0 ? undefined : words[at + 1]) ?? machineLocale(env));
}
