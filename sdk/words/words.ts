import type { CodeOf, CodePart } from "../codes.ts";
import { saidAs } from "./saidAs.ts";

/** Parts of the register that a language has sentences for; the page says its own codes itself. */
export type WordedPart = Exclude<CodePart, "page">;

/**
 * One part of a language's sentences: by a code, what happened and what to do. Values stand in the English line. A
 * code that is missing or not registered does not compile.
 */
export type WordsOf<Part extends WordedPart> = Readonly<Record<Exclude<CodeOf<Part>, keyof typeof saidAs>, string>>;

/** All sentences of a language. */
export type Words = WordsOf<WordedPart>;

/** Sentences for codes that are not ours, as Node, ethers or commander give them. */
export type ForeignWords = Readonly<Record<string, string>>;

/** What is said of a code; nothing of one that has no sentence. */
export function sentenceOf(code: unknown, words: Words): string | undefined {
  if (typeof code !== "string") return undefined;
  const said = Object.hasOwn(saidAs, code) ? saidAs[code as keyof typeof saidAs] : code;
  return Object.hasOwn(words, said) ? words[said as keyof Words] : undefined;
}
