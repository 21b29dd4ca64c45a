import { textFor } from "../../sdk/election/contentText.ts";
import { optionsOfBits } from "../../sdk/election/outcome.ts";
import { turnoutOf } from "../../sdk/verify/electionStatus.ts";
import type { ElectionFacts } from "./facts.ts";
import { listedElection } from "./told.ts";

const COLUMNS = [
  ...["election", "title", "isTest", "block", "verified", "ballots", "activeMembers"],
  ...["option", "name", "votes", "selected"],
];

/** Results as CSV (RFC 4180; P29.10), a line for each option; elections without a result have none. */
export function resultTable(elections: Iterable<ElectionFacts>): string {
  const rows = [...elections].flatMap(rowsOf);
  return [COLUMNS, ...rows].map((row) => `${row.map(cell).join(",")}\r\n`).join("");
}

function rowsOf(facts: ElectionFacts): readonly (readonly (string | number | boolean)[])[] {
  const { record, content } = facts;
  if (record.result === null) return [];
  const { counts, outcome } = record.result;
  const { address, isTest, verification, block } = listedElection(facts);
  const { ballots, activeMembers } = turnoutOf(record) ?? { ballots: 0, activeMembers: 0 };
  const said = (text: Readonly<Record<string, string>> | undefined) =>
    text === undefined || content === undefined ? "" : textFor(text, [content.language], content).text;
  const selected = optionsOfBits(outcome.selected);
  // A ballot has places that the election does not use.
  return counts
    .slice(0, record.constitution.rules.optionCount)
    .map((votes, option) => [
      ...[address, said(content?.title), isTest, block.number, verification.verified ?? "", ballots, activeMembers],
      ...[option + 1, said(content?.options[option]?.title), votes, selected.includes(option)],
    ]);
}

/** A spreadsheet runs what begins so. */
const RUNS = /^[=+\-@\t\r]/;

function cell(value: string | number | boolean): string {
  const text = String(value);
  const safe = RUNS.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
