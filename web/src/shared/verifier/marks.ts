import type { Check } from "../../../../sdk/verify/check.ts";

/** What a check says: one that could not be made neither holds nor fails (P11.4). */
export type Mark = "ok" | "bad" | "open";

export function markOf({ ok, notChecked }: Pick<Check, "ok" | "notChecked">): Mark {
  if (ok) return "ok";
  return notChecked ? "open" : "bad";
}

/** The worst of several. */
export function markOfAll(checks: readonly Pick<Check, "ok" | "notChecked">[]): Mark {
  const marks = checks.map(markOf);
  return (["bad", "open"] as const).find((mark) => marks.includes(mark)) ?? "ok";
}

/** How many checks say so. */
export function countOf(checks: readonly Pick<Check, "ok" | "notChecked">[], mark: Mark): number {
  return checks.filter((check) => markOf(check) === mark).length;
}
