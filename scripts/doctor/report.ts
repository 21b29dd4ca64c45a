import { columnsOf } from "../terminal/columns.ts";
import type { Language } from "../terminal/language.ts";
import { shown } from "../terminal/shown.ts";
import { type Finding, said } from "./finding.ts";
import { foundIn } from "./phrases.ts";

/** Columns of a state and what separates it from a name. */
const STATE_COLUMNS: Readonly<Record<Language, number>> = { en: 9, ko: 12 };

/** One aligned line for each finding, with what to do under those that are not ok. */
export function doctorText(findings: readonly Finding[], language: Language): string {
  const width = Math.max(...findings.map(({ name }) => columnsOf(name[language]))) + 2;
  return findings
    .flatMap(({ name, state, found, remedy }) => [
      `${padded(said(state)[language], STATE_COLUMNS[language])}${padded(name[language], width)}${shown(foundIn(language, found))}`,
      ...(remedy === undefined ? [] : [`${" ".repeat(STATE_COLUMNS[language] + width)}-> ${remedy[language]}`]),
    ])
    .join("\n");
}

/** The findings for programs: in English, with the Korean beside it. */
export function doctorJson(findings: readonly Finding[]): string {
  const told = findings.map(({ name, state, found, remedy }) => ({
    name: name.en,
    state,
    found,
    ...(remedy === undefined ? {} : { remedy: remedy.en }),
    ko: {
      name: name.ko,
      state: said(state).ko.trim(),
      found: foundIn("ko", found),
      ...(remedy === undefined ? {} : { remedy: remedy.ko }),
    },
  }));
  return JSON.stringify(told, null, 2);
}

/** 0 all is well, 1 something is wrong, 2 something could not be found out. */
export function doctorExitCode(findings: readonly Finding[]): number {
  const states = findings.map(({ state }) => state);
  return states.includes("wrong") ? 1 : states.includes("unknown") ? 2 : 0;
}

function padded(text: string, columns: number): string {
  return text + " ".repeat(columns - columnsOf(text));
}
