import type { ContentText } from "../../../../sdk/election/contentText.ts";
import { electorateOf } from "../../../../sdk/election/outcome.ts";
import type { ListedElection } from "../../shared/elections/queries.ts";
import type { Result, Verdict } from "./verdict.ts";

/** What Excel needs to read a file as UTF-8. */
const BOM = "\uFEFF";
/** What makes a spreadsheet take a cell for a formula, also behind spaces; full-width forms are taken for them too. */
const FORMULA = /^[\s\u00a0]*[=+\-@\t\r＝＋－＠]/;

export type TableWords = {
  readonly option: string;
  readonly votes: string;
  readonly cost: string;
  readonly chosen: string;
  readonly isChosen: string;
  readonly isNotChosen: string;
  readonly isTied: string;
};

type Counted = Pick<ListedElection, "constitution" | "content"> & {
  readonly result: Result;
  readonly verdict: Verdict;
};

/**
 * The counts as a table for spreadsheets (RFC 4180, in UTF-8 with a mark that Excel needs): numbers raw, and no text of
 * the election becomes a formula.
 */
export function resultCsv(
  { constitution, result, verdict }: Omit<Counted, "content">,
  titles: readonly string[],
  words: TableWords,
): string {
  const { costs, kind } = constitution.outcome;
  const hasCosts = costs.length > 0;
  const selects = kind !== "Referendum";
  const head = ["#", words.option, words.votes, ...(hasCosts ? [words.cost] : []), ...(selects ? [words.chosen] : [])];
  const rows = result.counts.map((count, option) => {
    const isTied = verdict.tied.includes(option) ? ` (${words.isTied})` : "";
    const state = (verdict.selected.includes(option) ? words.isChosen : words.isNotChosen) + isTied;
    return [
      ...[option + 1, titles[option] ?? "?", count],
      ...(hasCosts ? [costs[option] ?? 0] : []),
      ...(selects ? [state] : []),
    ];
  });
  return BOM + [head, ...rows].map((row) => `${row.map(cell).join(",")}\r\n`).join("");
}

function cell(value: string | number): string {
  if (typeof value === "number") return String(value);
  const guarded = FORMULA.test(value) ? `'${value}` : value;
  return `"${guarded.replaceAll('"', '""')}"`;
}

/** The same for programs, as the chain says it, with texts in all their languages. */
export function resultJson(
  { election, constitution, content, state, result, verdict }: ListedElection & Omit<Counted, keyof ListedElection>,
  chainId: number,
): string {
  const { costs } = constitution.outcome;
  const whole = {
    chainId,
    election,
    title: content.title,
    members: electorateOf(constitution.outcome, state.activeMembers),
    ballots: state.ballots,
    options: result.counts.map((votes, option) => ({
      title: (content.options[option]?.title ?? {}) satisfies ContentText,
      votes,
      ...(costs.length > 0 && { cost: costs[option] ?? 0 }),
      selected: verdict.selected.includes(option),
      tied: verdict.tied.includes(option),
    })),
    outcome: result.outcome,
  };
  return `${JSON.stringify(whole, null, 2)}\n`;
}
