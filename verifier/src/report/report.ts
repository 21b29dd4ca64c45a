import type { Verification } from "../verifyRecord.ts";
import type { Finding } from "./ledger.ts";

/** What a verification comes to; never more than what was looked at. */
export type Verdict =
  /** A check does not hold. */
  | "refuted"
  /** All checks hold, and chain and code were compared. */
  | "verified"
  /** All checks that were made hold, but nothing outside the file was compared. */
  | "consistent in itself"
  /** All checks that were made hold, but one that matters was not made. */
  | "not decided";

/** A report for people and machines. */
export interface Report {
  readonly verdict: Verdict;
  readonly exitCode: 0 | 1 | 2;
  readonly verification: Verification;
  readonly findings: readonly Finding[];
  /** With what the record was compared: a node's address; nothing. */
  readonly comparedWith: string | undefined;
}

/** The verdict over all findings. */
export const verdictOf = (findings: readonly Finding[], comparedWith: string | undefined): Verdict => {
  if (findings.some(({ state }) => state === "fails")) return "refuted";
  if (comparedWith === undefined) return "consistent in itself";
  return findings.some(({ state }) => state === "not made") ? "not decided" : "verified";
};

const EXIT_CODES = { verified: 0, refuted: 1, "consistent in itself": 2, "not decided": 2 } as const;

/** The report of a verification, with what a comparison added. */
export const reportOf = (
  verification: Verification,
  compared: readonly Finding[] = [],
  comparedWith?: string,
): Report => {
  const findings = [...verification.findings, ...compared];
  const verdict = verdictOf(findings, comparedWith);
  return { verdict, exitCode: EXIT_CODES[verdict], verification, findings, comparedWith };
};
