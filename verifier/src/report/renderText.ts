import { headFacts, isTest, notes, testSentence } from "./headFacts.ts";
import { KOREAN_CHECKS } from "./koreanChecks.ts";
import type { Language } from "./language.ts";
import type { Finding } from "./ledger.ts";
import type { Report } from "./report.ts";
import { SENTENCES } from "./sentences.ts";

/** A check's step, and what is checked. */
export const stepAndWords = (check: Finding["check"], language: Language): readonly [step: string, words: string] => {
  const [step, ...words] = check.split(" ");
  return [step!, language === "ko" ? KOREAN_CHECKS[check] : words.join(" ")];
};

/** A finding's state in one word. */
export const stateWord = (state: Finding["state"], language: Language): string =>
  ({ holds: SENTENCES.holds, fails: SENTENCES.fails, "not made": SENTENCES.notMade })[state][language];

/** Of how many things a check was asked, where that says anything. */
export const countWord = ({ state, times, failures }: Finding): string => {
  if (state === "fails") return ` (${failures}/${times})`;
  return times > 1 ? ` (${times})` : "";
};

const linesOf = (finding: Finding, language: Language): readonly string[] => {
  const [step, words] = stepAndWords(finding.check, language);
  const line = `${stateWord(finding.state, language)}  ${step.padEnd(Math.max(6, step.length + 1))}${words}${countWord(finding)}`;
  return [line, ...finding.told.map((told) => `          ${told}`)];
};

/** A report for people, line by line. */
export const renderText = (report: Report, language: Language): readonly string[] => {
  const head = headFacts(report, language).flatMap(([name, lines]) =>
    lines.length === 1 ? [`${name}: ${lines[0]}`] : [`${name}:`, ...lines.map((line) => `  ${line}`)],
  );

  return [
    ...(isTest(report) ? [testSentence(report, language)] : []),
    ...head,
    "",
    ...report.findings.flatMap((finding) => linesOf(finding, language)),
    "",
    ...notes(report, language),
    `${SENTENCES.verdict[language]}: ${SENTENCES.verdicts[report.verdict][language]}`,
  ];
};
