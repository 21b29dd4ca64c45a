import { columnsOf } from "../terminal/columns.ts";
import type { Language } from "../terminal/language.ts";
import type { Comparison } from "./comparison.ts";
import { pabulibWords } from "./phrases.ts";

/** What `rehearse` says of one file. */
export type Report = Comparison & {
  readonly file: string;
  /** Kind of ballot and rule as Pabulib names them. */
  readonly kind: string;
  readonly rule: string;
  readonly options: number;
  /** Taken, of those in the file. */
  readonly voters: number;
  readonly votersInFile: number;
  /** Ballots in the box; with --plain those counted. */
  readonly cast: number;
  /** Whether every check of the record holds; null with --plain. */
  readonly verified: boolean | null;
  /** Of all transactions; with --plain of the allocation alone. */
  readonly gas: number;
  readonly seconds: number;
};

/** A file that could not be run, and why. */
export type Refusal = { readonly file: string; readonly refused: string };

const HEADINGS: Readonly<Record<Language, readonly string[]>> = {
  en: ["project", "total", "recorded total", "funded", "recorded as funded"],
  ko: ["사업", "합계", "기록된 합계", "선정", "기록된 선정"],
};
const ANSWERS: Readonly<Record<Language, Readonly<Record<"yes" | "no", string>>>> = {
  en: { yes: "yes", no: "no" },
  ko: { yes: "예", no: "아니요" },
};

/** A report for people: one line per project, then what deviates, then the verdict. */
export function reportText(report: Report, language: Language): string {
  const { file, kind, rule, options, gas, seconds } = report;
  const said = (line: string) => pabulibWords(line, language);
  return [
    said(`${file}: ${kind}, ${options} projects, rule ${rule}`),
    said(turnout(report)),
    "",
    ...table(report, language),
    "",
    ...(report.tied.length === 0
      ? []
      : [
          said(
            `Tied: ${report.tied.join(", ")}: equal votes where not all fitted; they were gone through in the order of the file.`,
          ),
        ]),
    ...report.deviations.map((deviation) => said(`Deviation: ${deviation}.`)),
    said(`${verdict(report)} (${gas.toLocaleString("en")} gas, ${seconds} s)`),
    "",
  ].join("\n");
}

/** How the runs of several files ended, for people. */
export function summaryText(reports: readonly (Report | Refusal)[], language: Language): string {
  const refused = reports.filter((report) => "refused" in report).length;
  const verdicts = reports.flatMap((report) => ("match" in report ? [report.match] : []));
  const [matching, differing, silent] = [true, false, null].map(
    (one) => verdicts.filter((match) => match === one).length,
  );
  const nothing = silent === 0 ? "" : `, ${silent} record nothing to compare`;
  return pabulibWords(
    `${reports.length} files: ${matching} match, ${differing} do not${nothing}, ${refused} refused`,
    language,
  );
}

function turnout({ voters, votersInFile, cast }: Report): string {
  const counted = `${cast.toLocaleString("en")} ballots counted`;
  if (voters === votersInFile) return `${voters.toLocaleString("en")} voters, ${counted}`;
  return `the first ${voters.toLocaleString("en")} of ${votersInFile.toLocaleString("en")} voters, ${counted}; recorded are all`;
}

function table({ totals, recordedTotals, funded, recordedFunded }: Report, language: Language): string[] {
  const { yes, no } = ANSWERS[language];
  const rows = Object.entries(totals)
    .sort(([, one], [, other]) => other - one)
    .map(([id, total]) => [
      id,
      String(total),
      recordedTotals === null ? "-" : String(recordedTotals[id] ?? "-"),
      funded.includes(id) ? yes : no,
      recordedFunded === null ? "-" : recordedFunded.includes(id) ? yes : no,
    ]);
  const lines = [HEADINGS[language], ...rows];
  const widths = HEADINGS.en.map((_, column) => Math.max(...lines.map((cells) => columnsOf(cells[column] as string))));
  const padded = (cell: string, i: number) => cell + " ".repeat((widths[i] as number) - columnsOf(cell));
  return lines.map((cells) => `  ${cells.map(padded).join("  ")}`.trimEnd());
}

function verdict(report: Report): string {
  const { verified } = report;
  if (verified === null) return `${comparison(report)}, not verified (--plain)`;
  return `${comparison(report)}, ${verified ? "verified" : "NOT verified"}`;
}

/** No stronger than what the file records. */
function comparison({ match, recordedTotals, recordedFunded, voters, votersInFile }: Report): string {
  if (match === null) return "Nothing recorded to compare";
  if (!match) return "No match";
  if (voters < votersInFile || recordedFunded === null) return "Match with the recorded counts; no winners to compare";
  return Object.values(recordedTotals ?? {}).some((total) => total !== null)
    ? "Match"
    : "Match with the recorded winners; no totals to compare";
}
