import { useSyncExternalStore } from "react";

let chosen: string | undefined;
const listeners = new Set<() => void>();

/** Reads elections' texts in this language from now on, until the page is closed; nothing: in the page's own. */
export function chooseReadingLanguage(tag: string | undefined): void {
  chosen = tag;
  for (const listener of listeners) listener();
}

/** The language that the visitor chose for elections' texts, which may be none that the page itself speaks. */
export function useReadingLanguage(): string | undefined {
  return useSyncExternalStore(listen, () => chosen);
}

function listen(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
