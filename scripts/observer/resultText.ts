import { getBytes } from "ethers";
import { inAllLanguages } from "../../sdk/election/contentText.ts";
import { electorateOf, optionsOfBits, quorumMissed } from "../../sdk/election/outcome.ts";
import { quorumWords, TIE_BREAK_WORDS, VERDICT_WORDS } from "../../sdk/election/outcomeWords.ts";
import { readElectionContent } from "../../sdk/proposals/electionContent.ts";
import { electionStatus, turnoutOf } from "../../sdk/verify/electionStatus.ts";
import type { ElectionRecord } from "../../sdk/verify/record.ts";
import { shown } from "../terminal/shown.ts";
import type { ObserverSpeaker } from "./observerSpeaker.ts";
import { type Verification, verdictOf } from "./verdict.ts";

/** The counts beside the options' titles; nothing that a check speaks against, or left out, is printed as a result. */
export function resultLines(verification: Verification, speaker: ObserverSpeaker): readonly string[] {
  const { record } = verification;
  const verdict = verdictOf(verification);
  if (record === null || (verdict !== "verified" && verdict !== "not compared")) return [];
  const head = verdict === "verified" ? "result" : "resultAlone";
  const { language, text } = speaker;
  if (electionStatus(record).phase === "below quorum") return ["", ...closedLines(record, head, speaker)];
  if (record.result === null) return [];
  const { counts, outcome } = record.result;
  const selected = optionsOfBits(outcome.selected);
  const tied = optionsOfBits(outcome.tied);
  const content = readElectionContent(getBytes(record.content));
  const rule = record.constitution.outcome;
  const lines = content.options.map(({ title }, option) => {
    const marks = [selected.includes(option) ? "selected" : "", tied.includes(option) ? "tied" : ""] as const;
    const said = marks.flatMap((mark) => (mark === "" ? [] : [`  ${text(mark)}`])).join("");
    return `  ${shown(inAllLanguages(title, content).join(" / "))}: ${counts[option]}${said}`;
  });
  const quorum = text(outcome.quorumReached ? "quorumReached" : "quorumMissed");
  const judged = rule.kind === "Referendum" ? `, ${VERDICT_WORDS[outcome.verdict][language]}` : "";
  return [
    "",
    text(head, { quorum, verdict: judged }),
    turnoutLine(record, speaker),
    ...lines,
    ...(tied.length === 0 ? [] : [`  ${text("ties", { rule: TIE_BREAK_WORDS[rule.tieBreak][language] })}`]),
  ];
}

/** A box that stays closed: turnout, and no counts. */
function closedLines(
  record: ElectionRecord,
  head: "result" | "resultAlone",
  speaker: ObserverSpeaker,
): readonly string[] {
  const { language, text } = speaker;
  const { kind } = record.constitution.outcome;
  const verdict = kind === "Referendum" ? `, ${VERDICT_WORDS[quorumMissed({ kind }).verdict][language]}` : "";
  const first = text(head, { quorum: text("quorumMissed"), verdict });
  return [first, turnoutLine(record, speaker), `  ${text("staysClosed")}`];
}

function turnoutLine(record: ElectionRecord, { language, text }: ObserverSpeaker): string {
  const rule = record.constitution.outcome;
  const { ballots, activeMembers } = turnoutOf(record) ?? { ballots: 0, activeMembers: 0 };
  const needed = quorumWords(rule)?.[language] ?? text("needsNone");
  return `  ${text("turnout", { ballots, electorate: electorateOf(rule, activeMembers), needed })}`;
}
