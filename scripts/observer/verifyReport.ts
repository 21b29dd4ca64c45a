import { getBytes } from "ethers";
import { parseContent } from "../../sdk/election/content.ts";
import { inAllLanguages } from "../../sdk/election/contentText.ts";
import { leastReaching } from "../../sdk/election/fraction.ts";
import { electorateOf, optionsOfBits, quorumMissed } from "../../sdk/election/outcome.ts";
import { quorumWords, TIE_BREAK_WORDS, VERDICT_WORDS } from "../../sdk/election/outcomeWords.ts";
import { HanpyoError } from "../../sdk/errors.ts";
import type { Check } from "../../sdk/verify/check.ts";
import { dateOf, electionStatus, turnoutOf } from "../../sdk/verify/electionStatus.ts";
import {
  NOT_SHOWN_FACTS,
  NOT_SHOWN_OF_PUBLISHED_ROLLS,
  NOT_SHOWN_WITHOUT_CHAIN,
  NOT_SHOWN_WITHOUT_TRUST,
} from "../../sdk/verify/notShown.ts";
import type { ElectionRecord } from "../../sdk/verify/record.ts";
import { recordTestReasons } from "../../sdk/verify/testLabel.ts";
import { shown, whyOf } from "../terminal/shown.ts";

/** All that a verification found, before it is printed. */
export type Verification = {
  readonly checks: readonly Check[];
  /** Nothing if its form is wrong. */
  readonly record: ElectionRecord | null;
  /** Where the record came from. */
  readonly source: string;
  readonly comparedWith: string | null;
  readonly isOnChain: boolean;
  /** Whether it was judged by a trust file. */
  readonly isTrustJudged: boolean;
};

/** How the report for programs says it: null where neither was found. */
const VERIFIED = { verified: true, "not verified": false, "not all checked": null } as const;

/** Titles by the protocol's sections; steps 5 to 7 are one group for a reader. */
const TITLES: Readonly<Record<string, string>> = {
  P1: "Enrolment: who may vote",
  P13: "Published roll: who may vote",
  P2: "Key ceremony: the trustees' key",
  P3: "Creation: question and rules",
  P4: "Consent and opening",
  P5: "Ballots",
  P6: "Ballots",
  P7: "Ballots",
  P8: "Closing and sealing",
  P9: "Decryption",
  P10: "Result",
  P11: "Record and chain",
  P15: "Trust: whose board and roll these are",
};

/** The report for people: numbered checks by phase, what stays open, and the verdict in the last line. */
export function textReport(verification: Verification): string {
  const { checks, record, source, comparedWith } = verification;
  const lines = [`Record: ${shown(source)}`];
  if (comparedWith !== null) lines.push(`Compared with: ${comparedWith}`);
  if (record !== null) {
    lines.push(
      `Election ${record.election} on chain ${record.chainId}, as of block ${record.block.number} (${dateOf(record.block.time)})`,
    );
  }
  const test = record === null ? [] : recordTestReasons(record);
  if (test.length > 0) lines.push(`TEST ELECTION: binds nobody. ${shown(test.map(({ en }) => en).join("; "))}`);
  lines.push(...checkLines(checks), ...resultLines(verification));
  lines.push("", "Not shown by these checks:", ...notShown(verification).map((fact) => `  - ${fact}`));
  return [...lines, "", verdict(verification)].join("\n");
}

/** The report for programs. */
export function jsonReport(verification: Verification): string {
  const { checks, record, source, comparedWith } = verification;
  const status = record === null ? null : electionStatus(record);
  const report = {
    verified: VERIFIED[verdictOf(verification)],
    final: status?.final ?? false,
    status: status?.phase ?? null,
    summary: verdict(verification),
    election: record?.election ?? null,
    chainId: record?.chainId ?? null,
    test: record === null ? [] : recordTestReasons(record),
    block: record?.block ?? null,
    source,
    comparedWith,
    turnout: record === null ? null : turnoutReport(record),
    result: record?.result ?? null,
    checks,
    notShown: notShown(verification),
  };
  return JSON.stringify(report, null, 2);
}

/** How many took part, of how many, and how many are needed; null before the opening. */
function turnoutReport(record: ElectionRecord) {
  const turnout = turnoutOf(record);
  if (turnout === undefined) return null;
  const rule = record.constitution.outcome;
  const electorate = electorateOf(rule, turnout.activeMembers);
  return { ...turnout, electorate, needed: leastReaching(rule.quorum, electorate) };
}

/** For programs, when nothing could be checked. */
export function reasonReport(error: unknown): string {
  const message = whyOf(error);
  return JSON.stringify(
    { verified: null, code: error instanceof HanpyoError ? error.code : null, error: message },
    null,
    2,
  );
}

function checkLines(checks: readonly Check[]): string[] {
  const numbered = checks.map((check, index) => ({ ...check, number: index + 1, title: titleOf(check) }));
  const titles = [...new Set(Object.values(TITLES))];
  const width = Math.max(...numbered.map(({ name }) => name.length), 0);
  return titles.flatMap((title) => {
    const own = numbered.filter((check) => check.title === title);
    return own.length === 0 ? [] : ["", title, ...own.flatMap((check) => checkLine(check, width))];
  });
}

function checkLine(
  { number, name, ok, expected, found, notChecked }: Check & { readonly number: number },
  width: number,
): string[] {
  const head = `${String(number).padStart(4)}  ${ok ? "ok  " : notChecked ? "NONE" : "FAIL"}  ${name}`;
  if (ok) return [`${head.padEnd(width + 14)}${shown(found)}`];
  return [head, `${" ".repeat(12)}expected  ${shown(expected)}`, `${" ".repeat(12)}found     ${shown(found)}`];
}

function titleOf({ name }: Check): string {
  return TITLES[/^P[0-9]+/.exec(name)?.[0] ?? ""] ?? "Record and chain";
}

/** The counts beside the options' titles; nothing that was not verified is printed as a result. */
function resultLines(verification: Verification): string[] {
  const { record } = verification;
  if (record === null || verdictOf(verification) !== "verified") return [];
  if (electionStatus(record).phase === "below quorum") return ["", ...closedLines(record)];
  if (record.result === null) return [];
  const { counts, outcome } = record.result;
  const selected = optionsOfBits(outcome.selected);
  const tied = optionsOfBits(outcome.tied);
  const content = parseContent(getBytes(record.content));
  const rule = record.constitution.outcome;
  const lines = content.options.map(({ title }, option) => {
    const mark = `${selected.includes(option) ? "  selected" : ""}${tied.includes(option) ? "  tied" : ""}`;
    return `  ${shown(inAllLanguages(title, content).join(" / "))}: ${counts[option]}${mark}`;
  });
  const quorum = outcome.quorumReached ? "the quorum was reached" : "the quorum was missed";
  return [
    "",
    `Result: ${quorum}${rule.kind === "Referendum" ? `, ${VERDICT_WORDS[outcome.verdict].en}` : ""}`,
    turnoutLine(record),
    ...lines,
    ...(tied.length === 0
      ? []
      : [`  Tied: equal votes where not all fitted; by the rule ${TIE_BREAK_WORDS[rule.tieBreak].en}.`]),
  ];
}

/** A box that stays closed: turnout, and no counts. */
function closedLines(record: ElectionRecord): string[] {
  const { kind } = record.constitution.outcome;
  const verdict = kind === "Referendum" ? `, ${VERDICT_WORDS[quorumMissed({ kind }).verdict].en}` : "";
  const why = "  By the constitution the box stays closed below the quorum: there are no counts.";
  return [`Result: the quorum was missed${verdict}`, turnoutLine(record), why];
}

function turnoutLine(record: ElectionRecord): string {
  const rule = record.constitution.outcome;
  const { ballots, activeMembers } = turnoutOf(record) ?? { ballots: 0, activeMembers: 0 };
  return `  turnout ${ballots} of ${electorateOf(rule, activeMembers)}; needed: ${quorumWords(rule)?.en ?? "none"}`;
}

function verdict(verification: Verification): string {
  const { checks, record } = verification;
  const failing = failingOf(checks);
  if (failing.length > 0 || record === null) {
    return `Not verified: ${failing.length} of ${checks.length} checks fail, the first: ${failing[0]?.name}`;
  }
  const { final, summary } = electionStatus(record);
  const left = checks.filter(({ notChecked }) => notChecked);
  if (left.length > 0) {
    return `Could not check everything: ${left.length} of ${checks.length} checks not made, the first: ${left[0]?.name}; the others hold (${summary})`;
  }
  return `${final ? "Verified" : "Verified so far"}: ${summary} (${checks.length} of ${checks.length} checks hold)`;
}

/** What all checks together say; what was not checked is never verified. */
export function verdictOf({ checks, record }: Verification): keyof typeof VERIFIED {
  if (record === null || failingOf(checks).length > 0) return "not verified";
  return checks.every(({ ok }) => ok) ? "verified" : "not all checked";
}

function failingOf(checks: readonly Check[]): readonly Check[] {
  return checks.filter(({ ok, notChecked }) => !ok && !notChecked);
}

function notShown({ isOnChain, isTrustJudged, record }: Verification): readonly string[] {
  const published = record?.rollSource === "published" ? [NOT_SHOWN_OF_PUBLISHED_ROLLS] : [];
  return [
    ...(isTrustJudged ? [] : [NOT_SHOWN_WITHOUT_TRUST]),
    ...NOT_SHOWN_FACTS,
    ...published,
    ...(isOnChain ? [] : [NOT_SHOWN_WITHOUT_CHAIN]),
  ];
}
