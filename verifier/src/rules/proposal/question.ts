import { canonicalJson } from "../canonicalJson.ts";
import { isText } from "../texts.ts";

const MOST_BYTES = 4_096;
const MOST_OPTIONS = 32;

/** A text of a question, in both languages. */
export type BothLanguages = { readonly [L in "en" | "ko"]: string };

/** What is asked of every proposal under a template, and how it is answered (P23.3); in a budget cell without options. */
export interface Question {
  readonly question: BothLanguages;
  readonly options: readonly BothLanguages[];
}

type Members = Readonly<Record<string, unknown>>;

const has = (value: unknown, ...names: readonly string[]): value is Members =>
  typeof value === "object" &&
  value !== null &&
  !Array.isArray(value) &&
  Object.keys(value).length === names.length &&
  names.every((name) => Object.hasOwn(value, name));

const isBoth = (value: unknown, lines: boolean): boolean =>
  has(value, "en", "ko") && [value.en, value.ko].every((text) => typeof text === "string" && isText(text, lines));

/** The question that bytes are, or `undefined` where a reader refuses them. */
export const readQuestion = (bytes: Uint8Array): Question | undefined => {
  if (bytes.length > MOST_BYTES) return undefined;
  try {
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    const value: unknown = JSON.parse(text);
    if (canonicalJson(value) !== text || !has(value, "options", "question")) return undefined;
    const { options, question } = value;
    const sound =
      isBoth(question, true) &&
      Array.isArray(options) &&
      options.length !== 1 &&
      options.length <= MOST_OPTIONS &&
      options.every((option) => isBoth(option, false));
    return sound ? (value as unknown as Question) : undefined;
  } catch {
    return undefined;
  }
};
