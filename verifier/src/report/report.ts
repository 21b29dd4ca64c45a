import type { FileVerification } from "../verifyFile.ts";
import type { Finding } from "./ledger.ts";

/** What a verification comes to (docs/record.md, section 3); never more than what was looked at. */
export type Verdict = "verified" | "not verified" | "not compared" | "not all checked";

/** A report for people and machines. */
export interface Report {
  readonly verdict: Verdict;
  readonly exitCode: 0 | 1 | 2;
  readonly verification: FileVerification;
  readonly findings: readonly Finding[];
  /** With what the record was compared: a node's address; nothing. */
  readonly comparedWith: string | undefined;
}

const EXIT_CODES = { verified: 0, "not verified": 1, "not compared": 2, "not all checked": 2 } as const;

/** The verdict over all findings. */
export const verdictOf = (findings: readonly Finding[], comparedWith: string | undefined): Verdict => {
  if (findings.some(({ state }) => state === "fails")) return "not verified";
  if (findings.some(({ state }) => state === "not made")) return "not all checked";
  return comparedWith === undefined ? "not compared" : "verified";
};

/** The report of a verification, with what a comparison added. */
export const reportOf = (
  verification: FileVerification,
  compared: readonly Finding[] = [],
  comparedWith?: string,
): Report => {
  const findings = [...verification.findings, ...compared];
  const verdict = verdictOf(findings, comparedWith);
  return { verdict, exitCode: EXIT_CODES[verdict], verification, findings, comparedWith };
};
