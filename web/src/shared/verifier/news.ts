import { countOf, markOf } from "./marks.ts";
import type { Verification } from "./useVerification.ts";

/** What a verification has to say to somebody who only hears the page. */
export type News =
  | { readonly kind: "begun" | "broken" }
  | { readonly kind: "fails"; readonly name: string }
  | { readonly kind: "ended"; readonly count: number; readonly failing: number; readonly open: number };

/** Its start, every check that fails, and its end, in order; not every check, which would drown these. */
export function newsOf({ status, checks }: Pick<Verification, "status" | "checks">): readonly News[] {
  if (status === "idle") return [];
  const failures = checks
    .filter((check) => markOf(check) === "bad")
    .map(({ name }) => ({ kind: "fails", name }) as const);
  const last: readonly News[] =
    status === "done"
      ? [{ kind: "ended", count: checks.length, failing: failures.length, open: countOf(checks, "open") }]
      : status === "failed"
        ? [{ kind: "broken" }]
        : [];
  return [{ kind: "begun" }, ...failures, ...last];
}
