/** What no text of a content has (P3.1): controls, bidi characters, separators, byte order marks, half surrogates. */
const REFUSED =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
  /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\u2028\u2029\ufeff]|\p{Surrogate}/u;

/** Whether a text may stand in a content; `lines`: with line breaks and tabs. */
export const isText = (text: string, lines: boolean): boolean =>
  text.length > 0 && text === text.normalize("NFC") && !REFUSED.test(lines ? text.replace(/[\n\t]/g, "") : text);

const TAG = /^[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?(-([a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*$/;

/** Whether a language tag is spelt as RFC 5646, 2.1.1 recommends, of language, script, region and variants alone. */
export const isLanguageTag = (tag: string): boolean => {
  const variants = tag.split("-").filter((part) => /^([a-z0-9]{5,8}|[0-9][a-z0-9]{3})$/.test(part));
  return TAG.test(tag) && new Set(variants).size === variants.length;
};
