import { canonicalJson } from "../../sdk/election/canonicalJson.ts";
import { timeInKorea } from "../../sdk/election/timeInKorea.ts";
import { readText } from "../../sdk/proposals/proposalText.ts";
import { readTextFile } from "../../sdk/proposals/textFile.ts";
import { isShown } from "../../sdk/proposals/textLeaf.ts";
import { NOT_SHOWN_OF_PROPOSALS, NOT_SHOWN_WITHOUT_CHAIN, NOT_SHOWN_WITHOUT_TRUST } from "../../sdk/verify/notShown.ts";
import type { ProposalRecord } from "../../sdk/verify/proposalRecord.ts";
import { PROPOSAL_VERIFICATION_FORMAT, type ProposalVerificationReport } from "../../sdk/verify/proposalReport.ts";
import { wordsIn } from "../terminal/checkWords/catalogue.ts";
import { koreanMoment } from "../terminal/koreanTime.ts";
import { clean, shown } from "../terminal/shown.ts";
import { checkLines } from "./checkLines.ts";
import type { ObserverSpeaker } from "./observerSpeaker.ts";
import type { ProposalVerification } from "./proposalVerification.ts";
import { saidVerdict, VERIFIED, verdictOf } from "./verdict.ts";

/** The report for people: the proposal, numbered checks by phase, what stays open, and the verdict in the last line. */
export function proposalTextReport(verification: ProposalVerification, speaker: ObserverSpeaker): string {
  const { checks, record, contentHash, source, comparedWith, archivist } = verification;
  const { text } = speaker;
  const lines = [text("record", { source: shown(source) })];
  if (comparedWith !== null) lines.push(text("comparedWith", { where: comparedWith }));
  if (archivist !== null && record !== null) lines.push(text("archivedBy", { archivist, block: record.block.number }));
  if (record !== null) {
    const { id, proposals, chainId, block, template, noticesGiven } = record;
    const place = { id, proposals, chain: chainId, block: block.number, time: said(block.time, speaker) };
    lines.push(text("proposal", place));
    if (template.isTest) lines.push(text("proposalTest"));
    lines.push(...titleLines(record, verification, speaker));
    if (noticesGiven.length > 0) lines.push(text("proposalNotices", { notices: noticesGiven.length }));
  }
  if (contentHash !== null) lines.push(text("contentHash", { hash: contentHash }));
  const open = notShown(verification, speaker).map((fact) => `  - ${fact}`);
  return [
    ...lines,
    ...checkLines(checks, speaker),
    "",
    text("notShown"),
    ...open,
    "",
    verdict(verification, speaker),
  ].join("\n");
}

/** The report for programs; names of checks and what they do not show are English. */
export function proposalJsonReport(verification: ProposalVerification, english: ObserverSpeaker): string {
  const { checks, record, contentHash, source, comparedWith, archivist } = verification;
  const report: ProposalVerificationReport = {
    format: PROPOSAL_VERIFICATION_FORMAT,
    verified: VERIFIED[verdictOf(verification)],
    verdict: verdictOf(verification),
    final: record !== null && isOver(record),
    summary: verdict(verification, english),
    ...{ source, comparedWith, archivist },
    proposal: record?.id ?? null,
    chainId: record?.chainId ?? null,
    isTest: record?.template.isTest ?? null,
    block: record?.block ?? null,
    contentHash,
    supporters: record?.supporters ?? null,
    quota: record?.template.quota ?? null,
    reached: record?.reached ?? null,
    checks: [...checks],
    notShown: [...notShown(verification, english)],
  };
  return JSON.stringify(report, null, 2);
}

/** The text's title, of a record that nothing speaks against. */
function titleLines(
  { text: file, posting }: ProposalRecord,
  verification: ProposalVerification,
  { text }: ObserverSpeaker,
): readonly string[] {
  if (file === null) return [text("proposalNoText")];
  if (verdictOf(verification) === "not verified") return [];
  const leaves = readTextFile(canonicalJson(file), posting.digest);
  const hidden = leaves.filter((leaf) => !isShown(leaf)).length;
  const { title } = readText(leaves);
  return [
    ...(title === undefined ? [] : [text("proposalTitle", { title: clean(title) })]),
    ...(hidden === 0 ? [] : [text("proposalHidden", { hidden, parts: leaves.length })]),
  ];
}

function verdict(verification: ProposalVerification, speaker: ObserverSpeaker): string {
  const { record } = verification;
  const state = record === null ? { summary: speaker.text("proposalUnread"), final: false } : stateOf(record, speaker);
  return saidVerdict(verification, state, speaker);
}

function stateOf(record: ProposalRecord, speaker: ObserverSpeaker) {
  const { supporters, reached, template } = record;
  const key = reached !== null ? "supportsReached" : isOver(record) ? "supportsMissed" : "supportsOpen";
  const time = said(reached?.time ?? closesAt(record), speaker);
  return { summary: speaker.text(key, { supporters, quota: template.quota, time }), final: isOver(record) };
}

/** Whether no support can follow. */
function isOver(record: ProposalRecord): boolean {
  return record.reached !== null || record.block.time >= closesAt(record);
}

function closesAt({ posting, template }: ProposalRecord): number {
  return posting.at.time + template.window;
}

function said(time: number, { language }: ObserverSpeaker): string {
  return language === "ko" ? koreanMoment(time) : timeInKorea(time);
}

function notShown(verification: ProposalVerification, { language, text }: ObserverSpeaker): readonly string[] {
  const { isOnChain, isTrustJudged, archivist } = verification;
  const facts = [
    ...(isTrustJudged ? [] : [NOT_SHOWN_WITHOUT_TRUST]),
    ...NOT_SHOWN_OF_PROPOSALS,
    ...(isOnChain || archivist !== null ? [] : [NOT_SHOWN_WITHOUT_CHAIN]),
  ].map((fact) => wordsIn(language, fact));
  return isOnChain || archivist === null ? facts : [...facts, text("byArchivist")];
}
