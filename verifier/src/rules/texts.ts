/** What no text of a content has (docs/record.md, section 5). */
const REFUSED =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
  /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]|\p{Surrogate}/u;

/** Whether a text may stand in a content; `lines`: with line feeds and tabs. */
export const isText = (text: string, lines: boolean): boolean =>
  text.length > 0 && text === text.normalize("NFC") && !REFUSED.test(lines ? text.replace(/[\n\t]/g, "") : text);

const TAG = /^[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2}|-[0-9]{3})?(-[a-z0-9]{5,8}|-[0-9][a-z0-9]{3}){0,2}$/;

/** Whether a language tag has the form of docs/record.md, section 5. */
export const isLanguageTag = (tag: string): boolean => tag.length <= 30 && TAG.test(tag);
