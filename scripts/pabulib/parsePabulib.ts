import { type Decimal, decimalOf, numberOf } from "./decimal.ts";
import { PabulibMalformedError } from "./refusals.ts";
import { withoutRepeats } from "./repeatedProjects.ts";
import { columnOf, type Meta, metaOf, requiredColumn, type Section, sectionsOf } from "./sections.ts";

/** A participatory-budgeting election in Pabulib's format (pabulib.org/format). */
export type Pabulib = {
  readonly meta: Meta;
  readonly projects: readonly PabulibProject[];
  readonly votes: readonly PabulibVote[];
  /** Where the file contradicts itself, in sentences. */
  readonly deviations: readonly string[];
};
export type PabulibProject = {
  readonly id: string;
  readonly name: string;
  readonly cost: Decimal;
  /** As recorded, null where the file says nothing: ballots that name it, points given to it. */
  readonly votes: number | null;
  readonly score: number | null;
  /** As recorded: 0, 1 for selected by the rule, other values for selected in another way; null for nothing. */
  readonly selected: number | null;
};
export type PabulibVote = {
  readonly line: number;
  /** Positions of the projects named, in the ballot's order. */
  readonly projects: readonly number[];
  /** As written, one for each project; empty where the file has none. */
  readonly points: readonly string[];
  /** Whether it names a project more than once; then it does so above once. */
  readonly isRepetitive: boolean;
  /** How many times the ballot counts, "1" if the file does not say. */
  readonly strength: string;
};

/** Reads a `.pb` file. Throws `PabulibMalformedError` with the line. */
export function parsePabulib(text: string): Pabulib {
  const sections = sectionsOf(text);
  const meta = metaOf(sections.META);
  const projects = projectsOf(sections.PROJECTS);
  const positions = new Map(projects.map(({ id }, position) => [id, position]));
  const votes = votesOf(sections.VOTES, positions, meta.get("vote_type")?.value.toLowerCase() ?? "");
  const deviations = [
    ...miscounted(meta, "num_projects", projects.length, "projects"),
    ...miscounted(meta, "num_votes", votes.length, "ballots"),
  ];
  return { meta, projects, votes, deviations };
}

/** How many ballots name each project. */
export function namingBallots({ projects, votes }: Pick<Pabulib, "projects" | "votes">): number[] {
  const counts = projects.map(() => 0);
  for (const vote of votes) for (const project of vote.projects) counts[project] = (counts[project] as number) + 1;
  return counts;
}

function projectsOf(section: Section): PabulibProject[] {
  const [id, cost] = [requiredColumn(section, "project_id"), requiredColumn(section, "cost")];
  const [votes, score] = [columnOf(section, "votes"), columnOf(section, "score")];
  const [name, selected] = [columnOf(section, "name"), columnOf(section, "selected")];
  if (section.rows.length === 0) throw new PabulibMalformedError(section.line, "the section PROJECTS has no projects");
  const seen = new Set<string>();
  return section.rows.map(({ line, cells }) => {
    const cell = (column: number | undefined) => (column === undefined ? "" : (cells[column] as string));
    const recorded = (column: number | undefined, what: string) =>
      cell(column) === "" ? null : numberOf(countable(cell(column), what, line));
    return {
      id: unique(cell(id), "project", seen, line),
      name: cell(name) || cell(id),
      cost: countable(cell(cost), "a cost", line),
      votes: recorded(votes, "a number of votes"),
      score: recorded(score, "a score"),
      selected: recorded(selected, "a value of selected"),
    };
  });
}

function votesOf(section: Section, positions: ReadonlyMap<string, number>, kind: string): PabulibVote[] {
  const [voter, vote] = [requiredColumn(section, "voter_id"), requiredColumn(section, "vote")];
  const [points, strength] = [columnOf(section, "points"), columnOf(section, "vote_strength")];
  if (section.rows.length === 0) throw new PabulibMalformedError(section.line, "the section VOTES has no ballots");
  const seen = new Set<string>();
  return section.rows.map(({ line, cells }) => {
    unique(cells[voter] as string, "voter", seen, line);
    const projects = listOf(cells[vote] as string).map((id) => {
      const position = positions.get(id);
      if (position === undefined) throw new PabulibMalformedError(line, `project ${id} is not in the file`);
      return position;
    });
    const given = points === undefined ? [] : listOf(cells[points] as string);
    return {
      line,
      ...withoutRepeats(kind, { projects, points: given }),
      isRepetitive: new Set(projects).size !== projects.length,
      strength: (strength === undefined ? "" : (cells[strength] as string)) || "1",
    };
  });
}

function listOf(cell: string): string[] {
  return cell
    .split(",")
    .map((entry) => entry.trim())
    .filter((entry) => entry !== "");
}

function unique(id: string, what: string, seen: Set<string>, line: number): string {
  if (id === "") throw new PabulibMalformedError(line, `a ${what} has no id`);
  if (seen.has(id)) throw new PabulibMalformedError(line, `${what} ${id} stands twice`);
  seen.add(id);
  return id;
}

/** A number from 0. */
function countable(text: string, what: string, line: number): Decimal {
  const value = decimalOf(text);
  if (value === undefined || value.digits < 0n) throw new PabulibMalformedError(line, `"${text}" is not ${what}`);
  return value;
}

function miscounted(meta: Meta, key: string, found: number, what: string): string[] {
  const stated = meta.get(key)?.value;
  if (stated === undefined || Number(stated) === found) return [];
  return [`${key} says ${stated}, the file has ${found} ${what}`];
}
