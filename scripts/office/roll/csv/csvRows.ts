import { parse } from "csv-parse/sync";

/** A row of a CSV file with its line. */
export type CsvRow = { readonly line: number; readonly fields: readonly string[] };

/** Rows that could be read, and the lines of those that could not. */
export type CsvRows = {
  readonly rows: readonly CsvRow[];
  readonly broken: readonly number[];
  readonly separator: Separator;
};

/** What spreadsheets write between cells, by their country's settings. */
const SEPARATORS = [",", ";", "\t", "|"] as const;
export type Separator = (typeof SEPARATORS)[number];

/** Lines read at once; only where one of them is broken is each looked at alone. */
const CHUNK = 1_000;

/**
 * Reads separated rows (RFC 4180), one per line: no cell of ours has a line break, so a quotation mark that is never
 * closed spoils its own line alone. What separates them is what stands most often in the first line, or what a line
 * `sep=;` before it says. Blank lines are skipped, columns are not counted.
 */
export function csvRows(text: string): CsvRows {
  const lines = text.replace(/\r?\n$/, "").split(/\r\n|\n|\r/);
  const stated = SEPARATORS.find((separator) => lines[0]?.toLowerCase() === `sep=${separator}`);
  const separator = stated ?? separatorOf(lines.find((line) => line.trim() !== "") ?? "");
  const rows: CsvRow[] = [];
  const broken: number[] = [];
  for (let start = stated === undefined ? 0 : 1; start < lines.length; start += CHUNK) {
    const chunk = lines.slice(start, start + CHUNK);
    const fields = parsed(chunk, separator) ?? chunk.map((line) => parsed([line], separator)?.[0]);
    for (const [m, row] of fields.entries()) {
      const line = start + m + 1;
      if (row === undefined) broken.push(line);
      else if (row.some((cell) => cell !== "")) rows.push({ line, fields: row });
    }
  }
  return { rows, broken, separator };
}

function separatorOf(header: string): Separator {
  const outside = header.replace(/"[^"]*"/g, "");
  const count = (separator: Separator) => outside.split(separator).length;
  return SEPARATORS.reduce((best, next) => (count(next) > count(best) ? next : best));
}

/** One row per line, or undefined if they are not that. */
function parsed(lines: readonly string[], delimiter: Separator): readonly (readonly string[])[] | undefined {
  try {
    const options = { delimiter, relax_column_count: true, skip_empty_lines: false, record_delimiter: "\n" };
    // Where a tab separates cells, it is no blank around them.
    const rows = parse(`${lines.join("\n")}\n`, { ...options, trim: delimiter !== "\t" }) as string[][];
    return rows.length === lines.length ? rows.map((row) => row.map((cell) => cell.trim())) : undefined;
  } catch {
    return undefined;
  }
}
