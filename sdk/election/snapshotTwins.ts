import { WORD } from "./snapshotEntry.ts";

/** The first two places that hold the same word, or undefined; `words` is a column of entries. */
export function firstTwins(words: Uint8Array): readonly [number, number] | undefined {
  const order = Uint32Array.from({ length: words.length / WORD }, (_, place) => place);
  order.sort((a, b) => compareAt(words, a, b));
  for (let m = 1; m < order.length; m++) {
    const [a, b] = [order[m - 1] as number, order[m] as number];
    if (compareAt(words, a, b) === 0) return a < b ? [a, b] : [b, a];
  }
  return undefined;
}

function compareAt(words: Uint8Array, a: number, b: number): number {
  for (let m = 0; m < WORD; m++) {
    const difference = (words[a * WORD + m] as number) - (words[b * WORD + m] as number);
    if (difference !== 0) return difference;
  }
  return 0;
}
