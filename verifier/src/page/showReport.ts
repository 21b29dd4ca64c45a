import { headFacts, isTest, notes, testSentence } from "../report/headFacts.ts";
import type { Language } from "../report/language.ts";
import type { Finding } from "../report/ledger.ts";
import { countWord, stateWord, stepAndWords } from "../report/renderText.ts";
import type { Report } from "../report/report.ts";
import { SENTENCES } from "../report/sentences.ts";

const element = (id: string): HTMLElement => document.getElementById(id)!;

const made = (name: string, text: string): HTMLElement => {
  const created = document.createElement(name);
  created.textContent = text;
  return created;
};

const rowOf = (finding: Finding, language: Language): HTMLElement => {
  const [step, words] = stepAndWords(finding.check, language);
  const row = document.createElement("tr");
  row.dataset.state = finding.state;
  const what = made("td", `${words}${countWord(finding)}`);
  for (const told of finding.told) what.append(document.createElement("br"), made("small", told));
  row.append(made("td", stateWord(finding.state, language).trim()), made("td", step), what);
  return row;
};

/** Shows a report in the page. Texts of the file are written as text, never as markup. */
export const showReport = (report: Report, language: Language): void => {
  element("verdict").textContent = `${SENTENCES.verdict[language]}: ${SENTENCES.verdicts[report.verdict][language]}`;
  element("facts").replaceChildren(
    ...headFacts(report, language).flatMap(([name, lines]) => [
      made("dt", name),
      ...lines.map((line) => made("dd", line)),
    ]),
  );
  element("checks").replaceChildren(...report.findings.map((finding) => rowOf(finding, language)));
  element("test").textContent = isTest(report) ? testSentence(report, language) : "";
  element("notes").replaceChildren(...notes(report, language).map((note) => made("p", note)));
  element("report").hidden = false;
};
