import { parse } from "csv-parse/sync";
import { HanpyoError } from "../../sdk/errors.ts";

/** A participatory-budgeting election in Pabulib's format (pabulib.org/format). */
export type Pabulib = {
  readonly meta: ReadonlyMap<string, string>;
  readonly projects: readonly PabulibProject[];
  readonly votes: readonly PabulibVote[];
};
export type PabulibProject = {
  readonly id: string;
  readonly name: string;
  readonly cost: number;
  /** As recorded: votes or score, null where the file has none. */
  readonly total: number | null;
  readonly selected: boolean | null;
};
export type PabulibVote = { readonly line: number; readonly voter: string; readonly projects: readonly string[] };

export class PabulibMalformedError extends HanpyoError {
  constructor(line: number, reason: string) {
    super("PABULIB_MALFORMED", `Line ${line}: ${reason}`, "Correct the file");
  }
}

type Row = { readonly line: number; readonly cells: readonly string[] };
type Section = { readonly line: number; readonly header: readonly string[]; readonly rows: readonly Row[] };

/** Reads a `.pb` file. Throws `PabulibMalformedError` with the line. */
export function parsePabulib(text: string): Pabulib {
  const sections = sectionsOf(text);
  const meta = new Map(required(sections, "META").rows.map(({ cells }) => [cells[0] as string, cells[1] as string]));
  const projects = projectsOf(required(sections, "PROJECTS"));
  const votes = votesOf(required(sections, "VOTES"), new Set(projects.map(({ id }) => id)));
  checkCount(meta, "num_projects", projects.length);
  checkCount(meta, "num_votes", votes.length);
  return { meta, projects, votes };
}

function sectionsOf(text: string): Map<string, Section> {
  const sections = new Map<string, Section>();
  const lines = text.replace(/^\uFEFF/, "").split(/\r?\n/);
  let rows: Row[] = [];
  let expectsHeader = "";
  for (const [index, line] of lines.entries()) {
    const number = index + 1;
    if (line.trim() === "") continue;
    if (["META", "PROJECTS", "VOTES"].includes(line.trim())) {
      expectsHeader = line.trim();
      continue;
    }
    const cells = cellsOf(line, number);
    if (expectsHeader !== "") {
      rows = [];
      sections.set(expectsHeader, { line: number, header: cells.map((cell) => cell.trim().toLowerCase()), rows });
      expectsHeader = "";
    } else if (sections.size === 0) {
      throw new PabulibMalformedError(number, "text before the section META");
    } else {
      const { header } = [...sections.values()].at(-1) as Section;
      if (cells.length !== header.length) {
        throw new PabulibMalformedError(number, `${cells.length} columns, the header has ${header.length}`);
      }
      rows.push({ line: number, cells });
    }
  }
  return sections;
}

function cellsOf(line: string, number: number): string[] {
  try {
    return (parse(line, { delimiter: ";", relax_column_count: true }) as string[][])[0] ?? [];
  } catch (error) {
    throw new PabulibMalformedError(number, error instanceof Error ? error.message : String(error));
  }
}

function required(sections: ReadonlyMap<string, Section>, name: string): Section {
  const section = sections.get(name);
  if (section === undefined) throw new PabulibMalformedError(1, `the section ${name} is missing`);
  return section;
}

function projectsOf({ header, line, rows }: Section): PabulibProject[] {
  const [id, cost] = [column(header, "project_id", line), column(header, "cost", line)];
  const total = header.includes("score") ? header.indexOf("score") : header.indexOf("votes");
  const [name, selected] = [header.indexOf("name"), header.indexOf("selected")];
  const seen = new Set<string>();
  return rows.map((row) => {
    const value = Number(row.cells[cost]);
    if (!(value > 0)) throw new PabulibMalformedError(row.line, `"${row.cells[cost]}" is not a cost`);
    const identifier = (row.cells[id] as string).trim();
    if (seen.has(identifier)) throw new PabulibMalformedError(row.line, `project ${identifier} stands twice`);
    seen.add(identifier);
    return {
      id: identifier,
      name: row.cells[name] ?? identifier,
      cost: value,
      total: total < 0 || row.cells[total] === "" ? null : Number(row.cells[total]),
      selected: selected < 0 || row.cells[selected] === "" ? null : row.cells[selected] !== "0",
    };
  });
}

function votesOf({ header, line, rows }: Section, projects: ReadonlySet<string>): PabulibVote[] {
  const [voter, vote] = [column(header, "voter_id", line), column(header, "vote", line)];
  const seen = new Set<string>();
  return rows.map((row) => {
    const identifier = (row.cells[voter] as string).trim();
    if (seen.has(identifier)) throw new PabulibMalformedError(row.line, `voter ${identifier} stands twice`);
    seen.add(identifier);
    const chosen = (row.cells[vote] as string)
      .split(",")
      .map((entry) => entry.trim())
      .filter((entry) => entry !== "");
    const unknown = chosen.find((entry) => !projects.has(entry));
    if (unknown !== undefined) throw new PabulibMalformedError(row.line, `project ${unknown} is not in the file`);
    if (new Set(chosen).size !== chosen.length)
      throw new PabulibMalformedError(row.line, "a project stands twice in the vote");
    return { line: row.line, voter: identifier, projects: chosen };
  });
}

function column(header: readonly string[], name: string, line: number): number {
  const found = header.indexOf(name);
  if (found < 0) throw new PabulibMalformedError(line, `the column ${name} is missing`);
  return found;
}

function checkCount(meta: ReadonlyMap<string, string>, key: string, found: number): void {
  const stated = meta.get(key);
  if (stated !== undefined && Number(stated) !== found) {
    throw new PabulibMalformedError(1, `${key} says ${stated}, the file has ${found}`);
  }
}
