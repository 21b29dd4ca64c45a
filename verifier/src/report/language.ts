/** Languages that reports are in. */
export type Language = "en" | "ko";

/** One sentence in all of them. */
export type Sentence = { readonly [L in Language]: string };

/** The language of a machine's or a browser's setting. */
export const languageOf = (setting: string | undefined): Language =>
  setting?.toLowerCase().startsWith("ko") ? "ko" : "en";
