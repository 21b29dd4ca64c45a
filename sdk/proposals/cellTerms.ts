import type { CellTerms } from "./ballotTerms.ts";

const REVIEW_LEAD = 7 * 86_400;

/** Before when a cell's reviewer assesses, Unix seconds (P25.1): 7 days before the list ends, of a test's halfway. */
export function reviewBy({ assessBy, insertBy }: CellTerms): number {
  return insertBy - Math.min(REVIEW_LEAD, Math.floor((insertBy - assessBy) / 2));
}

/** How a cell's vote went, as far as its state depends on it. */
export type CellCourse = {
  /** Unix seconds, 0 for never: when the term last began anew. */
  readonly reopenedAt: number;
  /** Unix seconds, 0 for never: since when no board is fit. */
  readonly pausedAt: number;
  readonly ending: "none" | "decided" | "failed";
  /** Whether it has an election that is not void. */
  readonly isVoting: boolean;
  /** Projects on its list. */
  readonly listed: number;
};

/** States of a cell in the order of the contract's enum (P25.7). */
export const CELL_STATES = [
  ...(["none", "open", "assessing", "listing", "openable"] as const),
  ...(["voting", "decided", "failed", "lapsed", "closed"] as const),
] as const;
export type CellState = (typeof CELL_STATES)[number];

/** From when and before when anybody opens a cell's ballot, Unix seconds (P25.4). */
export function openingTerm(
  { insertBy, openBy }: CellTerms,
  { reopenedAt, pausedAt }: Pick<CellCourse, "reopenedAt" | "pausedAt">,
  time: number,
): { readonly from: number; readonly until: number } {
  const from = reopenedAt === 0 ? insertBy : reopenedAt;
  const stoodStill = pausedAt === 0 ? 0 : time - pausedAt;
  return { from, until: from + openBy - insertBy + stoodStill };
}

/** How a cell stands at a time, by its terms, what is kept of it and the clock (P25.7). */
export function cellState(terms: CellTerms, course: CellCourse, time: number): CellState {
  if (time < terms.supportsClose) return "open";
  if (time < terms.assessBy) return "assessing";
  if (time < terms.insertBy) return "listing";
  if (course.ending !== "none") return course.ending;
  if (course.isVoting) return "voting";
  if (course.listed === 0) return "closed";
  return time < openingTerm(terms, course, time).until ? "openable" : "lapsed";
}
