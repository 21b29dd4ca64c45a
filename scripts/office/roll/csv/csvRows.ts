import { parse } from "csv-parse/sync";

/** A row of a CSV file with its line. */
export type CsvRow = { readonly line: number; readonly fields: readonly string[] };

/** Rows that could be read, and the lines of those that could not. */
export type CsvRows = { readonly rows: readonly CsvRow[]; readonly broken: readonly number[] };

/** Lines read at once; only where one of them is broken is each looked at alone. */
const CHUNK = 1_000;

/**
 * Reads comma-separated rows (RFC 4180), one per line: no cell of ours has a line break, so a quotation mark that is
 * never closed spoils its own line alone. Blank lines are skipped, columns are not counted.
 */
export function csvRows(text: string): CsvRows {
  const lines = text.replace(/\r?\n$/, "").split(/\r\n|\n|\r/);
  const rows: CsvRow[] = [];
  const broken: number[] = [];
  for (let start = 0; start < lines.length; start += CHUNK) {
    const chunk = lines.slice(start, start + CHUNK);
    const fields = parsed(chunk) ?? chunk.map((line) => parsed([line])?.[0]);
    for (const [m, row] of fields.entries()) {
      const line = start + m + 1;
      if (row === undefined) broken.push(line);
      else if (row.some((cell) => cell !== "")) rows.push({ line, fields: row });
    }
  }
  return { rows, broken };
}

/** One row per line, or undefined if they are not that. */
function parsed(lines: readonly string[]): readonly (readonly string[])[] | undefined {
  try {
    const options = { relax_column_count: true, skip_empty_lines: false, trim: true, record_delimiter: "\n" };
    const rows = parse(`${lines.join("\n")}\n`, options) as string[][];
    return rows.length === lines.length ? rows : undefined;
  } catch {
    return undefined;
  }
}
