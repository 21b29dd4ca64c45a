/**
 * A text of an election, by the BCP 47 tag of its language; it stands at least in the content's own language, or of a
 * proposal's vote in Korean and English.
 */
export type ContentText = Readonly<Record<string, string>>;

/** A text as one reader sees it, and what it is written in. */
export type SaidText = { readonly text: string; readonly language: string };

/** The longest tag that `TAG` takes, with two variants. */
const LONGEST_TAG = 30;
/** Language, script, region and variants, spelt as RFC 5646, section 2.1.1, recommends; no extensions, no private use. */
const TAG = /^[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|\d{3}))?(-([a-z0-9]{5,8}|\d[a-z0-9]{3})){0,2}$/;

/**
 * Whether a tag may stand in frozen content. The form alone decides: lists of languages change with every release of a
 * browser, and what was frozen must stay readable.
 */
export function isLanguageTag(tag: string): boolean {
  return tag.length <= LONGEST_TAG && TAG.test(tag);
}

/**
 * The one spelling of a tag by this machine's list of languages ("iw" is "he", "EN-us" is "en-US"), for what is still to
 * be frozen; undefined for what is no language that it knows.
 */
export function canonicalTag(tag: string): string | undefined {
  try {
    const [canonical] = Intl.getCanonicalLocales(tag);
    if (canonical === undefined || !isLanguageTag(canonical)) return undefined;
    const names = new Intl.DisplayNames("en", { type: "language", fallback: "none" });
    return names.of(new Intl.Locale(canonical).language) === undefined ? undefined : canonical;
  } catch {
    return undefined;
  }
}

/**
 * A text in the first of the reader's languages that it stands in, by RFC 4647's lookup ("en-GB", then "en", then any
 * other English), else in the content's own, or where it does not stand in that in the first it has: a proposal's
 * question stands in Korean and English, whatever its text is written in.
 */
export function textFor(
  text: ContentText,
  readers: readonly string[],
  { language }: { readonly language: string },
): SaidText {
  const tags = Object.keys(text);
  for (const reader of readers) {
    const parts = reader.split("-");
    const wider = parts.map((_, i) => parts.slice(0, parts.length - i).join("-"));
    const found = [...wider, ...tags.filter((tag) => tag.startsWith(`${parts[0]}-`))].find(
      (tag) => tags.includes(tag) && text[tag] !== "",
    );
    if (found !== undefined) return { text: text[found] as string, language: found };
  }
  const own = text[language] === undefined ? (tags[0] ?? language) : language;
  return { text: text[own] ?? "", language: own };
}

/** A text in Korean and English, where it stands in them. */
export function inBoth(text: ContentText, content: { readonly language: string }): { ko: string; en: string } {
  return { ko: textFor(text, ["ko"], content).text, en: textFor(text, ["en"], content).text };
}

/** A text in all its languages, the content's own first, each once: what is frozen for some reader is shown to whoever checks. */
export function inAllLanguages(text: ContentText, { language }: { readonly language: string }): readonly string[] {
  const others = Object.keys(text).filter((tag) => tag !== language);
  return [...new Set([language, ...others].flatMap((tag) => text[tag] ?? []))];
}
