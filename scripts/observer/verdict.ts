import type { Check } from "../../sdk/verify/check.ts";
import { electionStatus } from "../../sdk/verify/electionStatus.ts";
import type { ElectionRecord } from "../../sdk/verify/record.ts";
import { wordsIn } from "../terminal/checkWords/catalogue.ts";
import { statusInKorean } from "./korean/statusInKorean.ts";
import type { ObserverSpeaker } from "./observerSpeaker.ts";

/** All that a verification found, before it is printed. */
export type Verification = {
  readonly checks: readonly Check[];
  /** Nothing if its form is wrong. */
  readonly record: ElectionRecord | null;
  /** Its content hash (P11.7). */
  readonly contentHash: string | null;
  /** Where the record came from. */
  readonly source: string;
  readonly comparedWith: string | null;
  readonly isOnChain: boolean;
  /** Whose archive the record was compared with: an account that the reader named. */
  readonly archivist: string | null;
  /** Whether it was judged by a trust file. */
  readonly isTrustJudged: boolean;
};

/** How reports for programs say it: null where neither was found. */
export const VERIFIED: Readonly<Record<Verdict, boolean | null>> = {
  verified: true,
  "not verified": false,
  "not all checked": null,
  "not compared": null,
};

/** Of a verification, what the verdict follows from. */
export type Judged = Pick<Verification, "checks" | "isOnChain" | "archivist"> & {
  /** Nothing if its form is wrong. */
  readonly record: object | null;
};

/** What all checks together say; no stronger than what the record was compared with. */
export type Verdict = "verified" | "not verified" | "not all checked" | "not compared";

/** What was not checked is never verified; neither is a record that was compared with nothing but itself (P11.5). */
export function verdictOf({ checks, record, isOnChain, archivist }: Judged): Verdict {
  if (record === null || failingOf(checks).length > 0) return "not verified";
  if (!checks.every(({ ok }) => ok)) return "not all checked";
  return isOnChain || archivist !== null ? "verified" : "not compared";
}

/** The verdict in one line. */
export function verdictText(verification: Verification, speaker: ObserverSpeaker): string {
  const { record } = verification;
  const status = record === null ? null : electionStatus(record);
  const said = () => (speaker.language === "ko" && record !== null ? statusInKorean(record) : (status?.summary ?? ""));
  return saidVerdict(verification, { summary: said(), final: status?.final ?? false }, speaker);
}

/** The same of what a record says in short, and of whether nothing can follow that would change it. */
export function saidVerdict(
  { checks, record, isOnChain, archivist }: Judged,
  { summary, final }: { readonly summary: string; readonly final: boolean },
  { language, text }: ObserverSpeaker,
): string {
  const total = checks.length;
  const named = (check: Check | undefined) => wordsIn(language, check?.name ?? "");
  const failing = failingOf(checks);
  if (failing.length > 0 || record === null) {
    return text("failed", { failing: failing.length, total, first: named(failing[0]) });
  }
  const left = checks.filter(({ notChecked }) => notChecked);
  if (left.length > 0) return text("leftOut", { left: left.length, total, first: named(left[0]), summary });
  const values = { summary, held: total, total };
  if (isOnChain) return text(final ? "verified" : "verifiedSoFar", values);
  return archivist === null ? text("consistent", values) : text("verifiedAsArchived", { ...values, archivist });
}

function failingOf(checks: readonly Check[]): readonly Check[] {
  return checks.filter(({ ok, notChecked }) => !ok && !notChecked);
}
