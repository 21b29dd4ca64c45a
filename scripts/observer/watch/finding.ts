export const WATCH_FORMAT = "hanpyo-watch-1";

/** What a look can find, by its name. */
export const FINDINGS = [
  "watching",
  "look",
  "vanished",
  "returned",
  "rewritten",
  "differ",
  "broken",
  "no evidence",
  "page",
  "no answer",
  "ended",
] as const;
export type FindingKind = (typeof FINDINGS)[number];

/** One line of `verify --watch --json`: its kind, and the values that its sentence has in it. */
export type Finding = { readonly kind: FindingKind; readonly values: Readonly<Record<string, string | number>> };

/** What is held against somebody: all but what is only said, and what could not be asked. */
const ACCUSING: readonly FindingKind[] = ["vanished", "rewritten", "differ", "broken", "page"];

/** 1 where something was found, 2 where nothing was and something could not be asked, else 0. */
export function exitCodeOf(kinds: Iterable<FindingKind>): 0 | 1 | 2 {
  const seen = new Set(kinds);
  if (ACCUSING.some((kind) => seen.has(kind))) return 1;
  return seen.has("no answer") || seen.has("no evidence") ? 2 : 0;
}
