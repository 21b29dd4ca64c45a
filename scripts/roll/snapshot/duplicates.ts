import { compareWords } from "./sortedEntries.ts";

/** The first two places that hold the same word, or undefined; `words` is a column of entries. */
export function firstTwins(words: Buffer): readonly [number, number] | undefined {
  const order = Uint32Array.from({ length: words.length / 32 }, (_, place) => place);
  order.sort((a, b) => compareWords(words, a, b));
  for (let m = 1; m < order.length; m++) {
    const [a, b] = [order[m - 1] as number, order[m] as number];
    if (compareWords(words, a, b) === 0) return a < b ? [a, b] : [b, a];
  }
  return undefined;
}
