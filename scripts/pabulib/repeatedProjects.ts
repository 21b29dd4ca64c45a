import { decimalOf, numberOf } from "./decimal.ts";

/** What a ballot says, project by project. */
type Named = { readonly projects: readonly number[]; readonly points: readonly string[] };

/** How a project counts that a ballot names more than once, by kind of ballot. */
const MEANINGS: Readonly<Record<string, string>> = {
  cumulative: "its points are added up",
  scoring: "its first score counts",
  ordinal: "its first rank counts",
};

/** In words, what becomes of a project that stands more than once in a ballot. */
export function meaningOfRepeats(kind: string): string {
  return MEANINGS[kind] ?? "it counts once";
}

/**
 * A ballot that names each project once: points of cumulative ballots add up, otherwise the first place counts. Points
 * that do not fit their projects are left as they are, for whoever reads them to refuse.
 */
export function withoutRepeats(kind: string, { projects, points }: Named): Named {
  const distinct = [...new Set(projects)];
  const hasPoints = points.length > 0;
  if (distinct.length === projects.length || (hasPoints && points.length !== projects.length)) {
    return { projects, points };
  }
  const given = (project: number) => points.filter((_, i) => projects[i] === project);
  const taken = (project: number) => (kind === "cumulative" ? added(given(project)) : (given(project)[0] as string));
  return { projects: distinct, points: hasPoints ? distinct.map(taken) : [] };
}

/** The sum as written, or the first that is no number. */
function added(points: readonly string[]): string {
  const numbers = points.map(decimalOf);
  const wrong = numbers.indexOf(undefined);
  if (wrong >= 0) return points[wrong] as string;
  return String(numbers.reduce((sum, value) => sum + (value === undefined ? 0 : numberOf(value)), 0));
}
