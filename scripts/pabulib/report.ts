import type { Comparison } from "./comparison.ts";

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

/** A report for people: one line per project, then what deviates, then the verdict. */
export function reportText(report: Report): string {
  const { file, kind, rule, options, gas, seconds } = report;
  return [
    `${file}: ${kind}, ${options} projects, rule ${rule}`,
    turnout(report),
    "",
    ...table(report),
    "",
    ...(report.tied.length === 0
      ? []
      : [
          `Tied: ${report.tied.join(", ")}: equal votes where not all fitted; they were gone through in the order of the file.`,
        ]),
    ...report.deviations.map((deviation) => `Deviation: ${deviation}.`),
    `${verdict(report)} (${gas.toLocaleString("en")} gas, ${seconds} s)`,
    "",
  ].join("\n");
}

/** How the runs of several files ended, for people. */
export function summaryText(reports: readonly (Report | Refusal)[]): string {
  const refused = reports.filter((report) => "refused" in report).length;
  const verdicts = reports.flatMap((report) => ("match" in report ? [report.match] : []));
  const [matching, differing, silent] = [true, false, null].map(
    (one) => verdicts.filter((match) => match === one).length,
  );
  const nothing = silent === 0 ? "" : `, ${silent} record nothing to compare`;
  return `${reports.length} files: ${matching} match, ${differing} do not${nothing}, ${refused} refused`;
}

function turnout({ voters, votersInFile, cast }: Report): string {
  const counted = `${cast.toLocaleString("en")} ballots counted`;
  if (voters === votersInFile) return `${voters.toLocaleString("en")} voters, ${counted}`;
  return `the first ${voters.toLocaleString("en")} of ${votersInFile.toLocaleString("en")} voters, ${counted}; recorded are all`;
}

function table({ totals, recordedTotals, funded, recordedFunded }: Report): string[] {
  const rows = Object.entries(totals)
    .sort(([, one], [, other]) => other - one)
    .map(([id, total]) => [
      id,
      String(total),
      recordedTotals === null ? "-" : String(recordedTotals[id] ?? "-"),
      funded.includes(id) ? "yes" : "no",
      recordedFunded === null ? "-" : recordedFunded.includes(id) ? "yes" : "no",
    ]);
  const lines = [["project", "total", "recorded total", "funded", "recorded as funded"], ...rows];
  const widths = [0, 1, 2, 3, 4].map((column) => Math.max(...lines.map((cells) => (cells[column] as string).length)));
  return lines.map((cells) => `  ${cells.map((cell, i) => cell.padEnd(widths[i] as number)).join("  ")}`.trimEnd());
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
