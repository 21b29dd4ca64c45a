import { PabulibMalformedError } from "./refusals.ts";
import { type Row, rowsOf } from "./semicolonRows.ts";

const TITLES = ["META", "PROJECTS", "VOTES"] as const;
export type Title = (typeof TITLES)[number];

/** A section of a `.pb` file; its rows have as many cells as its header, but for META, which need not have one. */
export type Section = {
  /** Line of the header; of the title in META. */
  readonly line: number;
  readonly header: readonly string[];
  readonly rows: readonly Row[];
};

/** What META says under each key (in small letters), with the line; blank values are left out. */
export type Meta = ReadonlyMap<string, { readonly line: number; readonly value: string }>;

/** The three sections in any order. Throws `PabulibMalformedError`. */
export function sectionsOf(text: string): Readonly<Record<Title, Section>> {
  const parts = new Map<Title, { line: number; rows: Row[] }>();
  let current: Row[] | undefined;
  for (const row of rowsOf(text)) {
    const title = titleOf(row);
    if (title !== undefined) {
      if (parts.has(title)) throw new PabulibMalformedError(row.line, `the section ${title} stands twice`);
      current = [];
      parts.set(title, { line: row.line, rows: current });
    } else if (current === undefined) {
      throw new PabulibMalformedError(row.line, "text before the first section");
    } else current.push(row);
  }
  const section = (title: Title) => {
    const part = parts.get(title);
    if (part === undefined) throw new PabulibMalformedError(1, `the section ${title} is missing`);
    return title === "META" ? { ...part, header: [] } : tableOf(title, part.line, part.rows);
  };
  return { META: section("META"), PROJECTS: section("PROJECTS"), VOTES: section("VOTES") };
}

/**
 * Keys and values of META, whose header `key;value` may be missing. A value with semicolons needs no quotes.
 * Throws `PabulibMalformedError` for a key with two values; comments may be several.
 */
export function metaOf({ rows }: Section): Meta {
  const meta = new Map<string, { line: number; value: string }>();
  for (const { line, cells } of rows) {
    const key = (cells[0] as string).toLowerCase();
    const value = cells.slice(1).join(";").replace(/;+$/, "");
    if (value === "" || (key === "key" && value.toLowerCase() === "value")) continue;
    const earlier = meta.get(key);
    if (earlier !== undefined && earlier.value !== value && key !== "comment") {
      throw new PabulibMalformedError(line, `${key} is "${value}", line ${earlier.line} says "${earlier.value}"`);
    }
    meta.set(key, { line, value });
  }
  return meta;
}

/** Position of a column, or undefined. Throws `PabulibMalformedError` if it stands twice. */
export function columnOf({ header, line }: Section, name: string): number | undefined {
  const found = header.indexOf(name);
  if (header.lastIndexOf(name) !== found) throw new PabulibMalformedError(line, `the column ${name} stands twice`);
  return found < 0 ? undefined : found;
}

/** Position of a column. Throws `PabulibMalformedError` if it is missing or stands twice. */
export function requiredColumn(section: Section, name: string): number {
  const found = columnOf(section, name);
  if (found === undefined) throw new PabulibMalformedError(section.line, `the column ${name} is missing`);
  return found;
}

function titleOf({ cells }: Row): Title | undefined {
  const [first = "", ...rest] = cells;
  return rest.every((cell) => cell === "") ? TITLES.find((title) => title === first.toUpperCase()) : undefined;
}

function tableOf(title: Title, line: number, [first, ...rows]: readonly Row[]): Section {
  if (first === undefined) throw new PabulibMalformedError(line, `the section ${title} is empty`);
  const header = withoutTrailingBlanks(first.cells).map((cell) => cell.toLowerCase());
  for (const row of rows) {
    const surplus = row.cells.slice(header.length).some((cell) => cell !== "");
    if (surplus || row.cells.length < header.length) {
      throw new PabulibMalformedError(row.line, `${row.cells.length} columns, the header has ${header.length}`);
    }
  }
  return { line: first.line, header, rows };
}

function withoutTrailingBlanks(cells: readonly string[]): readonly string[] {
  return cells.slice(0, cells.findLastIndex((cell) => cell !== "") + 1);
}
