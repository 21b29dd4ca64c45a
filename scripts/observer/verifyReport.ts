import { leastReaching } from "../../sdk/election/fraction.ts";
import { electorateOf } from "../../sdk/election/outcome.ts";
import { timeInKorea } from "../../sdk/election/timeInKorea.ts";
import { electionStatus, turnoutOf } from "../../sdk/verify/electionStatus.ts";
import {
  NOT_SHOWN_FACTS,
  NOT_SHOWN_OF_PUBLISHED_ROLLS,
  NOT_SHOWN_WITHOUT_CHAIN,
  NOT_SHOWN_WITHOUT_TRUST,
} from "../../sdk/verify/notShown.ts";
import { FIELDS_NOT_COMPARED, PUBLISHED_FIELDS_NOT_COMPARED } from "../../sdk/verify/onlyTheChainTells.ts";
import type { ElectionRecord } from "../../sdk/verify/record.ts";
import { recordTestReasons } from "../../sdk/verify/testLabel.ts";
import { VERIFICATION_FORMAT, type VerificationReport } from "../../sdk/verify/verificationReport.ts";
import { wordsIn } from "../terminal/checkWords/catalogue.ts";
import { koreanMoment } from "../terminal/koreanTime.ts";
import { shown } from "../terminal/shown.ts";
import { checkLines } from "./checkLines.ts";
import type { ObserverSpeaker } from "./observerSpeaker.ts";
import { resultLines } from "./resultText.ts";
import { VERIFIED, type Verification, verdictOf, verdictText } from "./verdict.ts";

/** The report for people: numbered checks by phase, what stays open, and the verdict in the last line. */
export function textReport(verification: Verification, speaker: ObserverSpeaker): string {
  const { checks, record, contentHash, source, comparedWith, archivist } = verification;
  const { language, text } = speaker;
  const lines = [text("record", { source: shown(source) })];
  if (comparedWith !== null) lines.push(text("comparedWith", { where: comparedWith }));
  if (archivist !== null && record !== null) lines.push(text("archivedBy", { archivist, block: record.block.number }));
  if (record !== null) {
    const { number, time } = record.block;
    const said = language === "ko" ? koreanMoment(time) : timeInKorea(time);
    lines.push(text("election", { election: record.election, chain: record.chainId, block: number, time: said }));
  }
  if (contentHash !== null) lines.push(text("contentHash", { hash: contentHash }));
  const test = record === null ? [] : recordTestReasons(record);
  const reasons = shown(test.map((reason) => reason[language]).join("; "));
  if (test.length > 0) lines.push(text("test", { reasons }));
  lines.push(...checkLines(checks, speaker), ...resultLines(verification, speaker));
  const open = notShown(verification, speaker).map((fact) => `  - ${fact}`);
  return [...lines, "", text("notShown"), ...open, "", verdictText(verification, speaker)].join("\n");
}

/** The report for programs; names of checks and what they do not show are English. */
export function jsonReport(verification: Verification, english: ObserverSpeaker): string {
  const { checks, record, contentHash, source, comparedWith, archivist } = verification;
  const status = record === null ? null : electionStatus(record);
  const report: VerificationReport = {
    format: VERIFICATION_FORMAT,
    verified: VERIFIED[verdictOf(verification)],
    verdict: verdictOf(verification),
    final: status?.final ?? false,
    status: status?.phase ?? null,
    summary: verdictText(verification, english),
    election: record?.election ?? null,
    chainId: record?.chainId ?? null,
    test: record === null ? [] : recordTestReasons(record).map(({ ko, en }) => ({ ko, en })),
    block: record?.block ?? null,
    contentHash,
    source,
    comparedWith,
    archivist,
    turnout: record === null ? null : turnoutReport(record),
    result: record?.result ?? null,
    checks: [...checks],
    notShown: [...notShown(verification, english)],
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

function notShown(verification: Verification, { language, text }: ObserverSpeaker): readonly string[] {
  const { isOnChain, isTrustJudged, archivist, record } = verification;
  const isPublished = record?.rollSource === "published";
  const facts = [
    ...(isTrustJudged ? [] : [NOT_SHOWN_WITHOUT_TRUST]),
    ...NOT_SHOWN_FACTS,
    ...(isPublished ? [NOT_SHOWN_OF_PUBLISHED_ROLLS] : []),
    ...(isOnChain || archivist !== null ? [] : [NOT_SHOWN_WITHOUT_CHAIN]),
  ].map((fact) => wordsIn(language, fact));
  if (isOnChain) return facts;
  if (archivist !== null) return [...facts, text("byArchivist")];
  const fields = [FIELDS_NOT_COMPARED, ...(isPublished ? [PUBLISHED_FIELDS_NOT_COMPARED] : [])]
    .map((names) => wordsIn(language, names))
    .join("; ");
  return [...facts, text("fields", { fields })];
}
