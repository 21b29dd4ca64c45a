import type { Template } from "../../../../../sdk/proposals/template.ts";

/** What makes cells one round: one organizer's, with the same times, limit and legal basis, and no test's beside a real one. */
type RoundFields = Pick<Template, "organizer" | "isTest" | "limitName" | "legalBasis" | "cell">;

/** Cells of one round. */
export type Cells<T> = readonly [T, ...T[]];

/** The rounds that some cells make up, in the order of each round's first cell. */
export function roundsOf<T extends { readonly template: RoundFields }>(cells: readonly T[]): readonly Cells<T>[] {
  return [...Map.groupBy(cells, ({ template }) => keyOf(template)).values()] as unknown as readonly Cells<T>[];
}

function keyOf({ organizer, isTest, limitName, legalBasis, cell }: RoundFields): string {
  const { supportsClose, assessBy, insertBy, openBy } = cell;
  return JSON.stringify([organizer, isTest, limitName, legalBasis, supportsClose, assessBy, insertBy, openBy]);
}
