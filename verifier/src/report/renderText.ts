import type { Skeleton } from "../record/recordShape.ts";
import { addressText } from "../record/shape.ts";
import { textIn } from "../rules/content.ts";
import { KOREAN_CHECKS } from "./koreanChecks.ts";
import type { Language, Sentence } from "./language.ts";
import type { Finding } from "./ledger.ts";
import type { Report } from "./report.ts";
import { SENTENCES } from "./sentences.ts";

const hash = (value: bigint): string => `0x${value.toString(16).padStart(64, "0")}`;

/** A check's step and what it is about. */
export const checkLine = (check: Finding["check"], language: Language): string => {
  const [step, ...words] = check.split(" ");
  return `${step!.padEnd(6)}${language === "ko" ? KOREAN_CHECKS[check] : words.join(" ")}`;
};

const linesOf = ({ check, state, times, failures, told }: Finding, language: Language): readonly string[] => {
  const word = { holds: SENTENCES.holds, fails: SENTENCES.fails, "not made": SENTENCES.notMade }[state][language];
  const count = state === "fails" ? ` (${failures}/${times})` : times > 1 ? ` (${times})` : "";
  return [`${word}  ${checkLine(check, language)}${count}`, ...told.map((line) => `          ${line}`)];
};

const hasBit = (bits: number, place: number): boolean => Math.floor(bits / 2 ** place) % 2 === 1;

const resultLines = ({ verification: { content, overview } }: Report, language: Language): readonly string[] => {
  const { result, constitution } = overview.skeleton;
  if (!result) return [];
  const say = (sentence: Sentence): string => sentence[language];
  const { quorumReached, verdict, selected, tied } = result.outcome;
  const options = result.counts.slice(0, constitution.rules.optionCount).map((count, option) => {
    const texts = content?.options[option]?.title ?? {};
    const marks = [
      ...(hasBit(selected, option) ? [say(SENTENCES.selected)] : []),
      ...(hasBit(tied, option) ? [say(SENTENCES.tied)] : []),
    ];
    const name = textIn(texts, language, content?.language ?? "ko");
    return `  ${option + 1}. ${name}: ${count}${marks.length > 0 ? ` (${marks.join(", ")})` : ""}`;
  });
  const words = { Accepted: SENTENCES.accepted, Rejected: SENTENCES.rejected, Neither: SENTENCES.neither };
  return [
    `${say(SENTENCES.result)}:`,
    ...options,
    ...(verdict === "None" ? [] : [`  ${say(words[verdict])}`]),
    ...(quorumReached ? [] : [`  ${say(SENTENCES.quorumMissed)}`]),
  ];
};

const headLines = (report: Report, language: Language): readonly string[] => {
  const { overview, content, phase, ballots } = report.verification;
  const record: Skeleton = overview.skeleton;
  const say = (sentence: Sentence): string => sentence[language];
  const title = content ? textIn(content.title, language, content.language) : "-";
  return [
    ...(record.constitution.isTest ? [say(SENTENCES.isTest)] : []),
    `${say(SENTENCES.title)}: ${title}`,
    `${say(SENTENCES.election)}: ${addressText(record.election)} (${say(SENTENCES.chain)} ${record.chainId})`,
    `${say(SENTENCES.constitutionHash)}: ${hash(record.constitutionHash)}`,
    `${say(SENTENCES.file)}: ${overview.sha256}`,
    `${say(SENTENCES.block)}: ${record.block.number}, ${new Date(record.block.time * 1000).toISOString()}`,
    `${say(SENTENCES.phase)}: ${SENTENCES.phases[phase][language]}`,
    `${say(SENTENCES.casts)}: ${overview.ballots}`,
    `${say(SENTENCES.ballots)}: ${ballots} / ${record.opening?.activeMembers ?? 0}`,
    ...resultLines(report, language),
  ];
};

/** A report for people, line by line. */
export const renderText = (report: Report, language: Language): readonly string[] => {
  const { verdict, comparedWith } = report;
  const say = (sentence: Sentence): string => sentence[language];
  const compared = comparedWith
    ? [`${say(SENTENCES.comparedWith)}: ${comparedWith}`]
    : [say(SENTENCES.onlyTheChainTells), say(SENTENCES.chainFields)];

  return [
    ...headLines(report, language),
    "",
    ...report.findings.flatMap((finding) => linesOf(finding, language)),
    "",
    ...compared,
    say(SENTENCES.noCheckShows),
    say(SENTENCES.developmentKeys),
    `${say(SENTENCES.verdict)}: ${SENTENCES.verdicts[verdict][language]}`,
  ];
};
