import { type PhraseLanguage, wordAt } from "../../shared/vault/recovery.ts";

/** Which word of a phrase is asked for, from 0, and the words to choose from. */
export type Question = { readonly place: number; readonly words: readonly string[] };

const QUESTIONS = 3;
/** Words beside the right one. */
const OTHERS = 2;
const LIST = 2_048;

/** Asks for three words of a phrase at places that nobody knows before, each among two that are not in it. */
export function questionsOf(phrase: readonly string[], language: PhraseLanguage): readonly Question[] {
  const places = shuffled(phrase.map((_, place) => place)).slice(0, QUESTIONS);
  return places.map((place) => {
    const others = new Set<string>();
    while (others.size < OTHERS) {
      const word = wordAt(below(LIST), language);
      if (!phrase.includes(word)) others.add(word);
    }
    return { place, words: shuffled([phrase[place] as string, ...others]) };
  });
}

function shuffled<T>(values: readonly T[]): readonly T[] {
  const keyed = values.map((value) => [crypto.getRandomValues(new Uint32Array(1))[0] as number, value] as const);
  return keyed.toSorted(([a], [b]) => a - b).map(([, value]) => value);
}

/** A random number below a power of two. */
function below(power: number): number {
  return (crypto.getRandomValues(new Uint32Array(1))[0] as number) % power;
}
