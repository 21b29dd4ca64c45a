import { checkWords } from "./checkWords.ts";
import type { Language, Sentence } from "./language.ts";
import type { Finding } from "./ledger.ts";
import type { Report } from "./report.ts";
import { SENTENCES } from "./sentences.ts";

const hex = (value: bigint, bytes: number): string => `0x${value.toString(16).padStart(2 * bytes, "0")}`;

/** One line for a check, and one for each thing that is told of it. */
const linesOf = ({ check, state, times, failures, told }: Finding, language: Language): readonly string[] => {
  const word = { holds: SENTENCES.holds, fails: SENTENCES.fails, "not made": SENTENCES.notMade }[state][language];
  const name = `${check.split(" ")[0]!.padEnd(6)}${checkWords(check)[language]}`;
  const count = state === "fails" ? ` (${failures}/${times})` : times > 1 ? ` (${times})` : "";
  return [`${word}  ${name}${count}`, ...told.map((line) => `        ${line}`)];
};

const optionLines = ({ verification: { record, titles } }: Report, language: Language): readonly string[] =>
  (record.result?.counts ?? []).map((count, option) => {
    const selected =
      Math.floor(record.result!.outcome.selected / 2 ** option) % 2 === 1 ? SENTENCES.selected[language] : "";
    return `  ${option + 1}. ${titles.options[option] ?? "-"}: ${count}${selected}`;
  });

/** A report for people, line by line. */
export const renderText = (report: Report, language: Language): readonly string[] => {
  const { verification, verdict, comparedWith } = report;
  const { record, overview, titles, phase, ballots } = verification;
  const say = (sentence: Sentence): string => sentence[language];
  const isTest = record.constitution.isTest ? [say(SENTENCES.isTest)] : [];

  return [
    ...isTest,
    `${say(SENTENCES.title)}: ${titles.title}`,
    `${say(SENTENCES.election)}: ${hex(record.election, 20)} (${say(SENTENCES.chain)} ${record.chainId})`,
    `${say(SENTENCES.constitutionHash)}: ${hex(record.constitutionHash, 32)}`,
    `${say(SENTENCES.file)}: SHA-256 ${overview.sha256}`,
    `${say(SENTENCES.phase)}: ${SENTENCES.phases[phase][language]}`,
    `${say(SENTENCES.ballots)}: ${ballots}${record.opening ? ` / ${record.opening.activeMembers}` : ""}`,
    ...optionLines(report, language),
    "",
    ...report.findings.flatMap((finding) => linesOf(finding, language)),
    "",
    ...(comparedWith ? [`${say(SENTENCES.comparedWith)}: ${comparedWith}`] : [say(SENTENCES.comparedWithNothing)]),
    `${say(SENTENCES.verdict)}: ${SENTENCES.verdicts[verdict][language]}`,
  ];
};
