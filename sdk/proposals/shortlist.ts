/** A project of a cell by what its place is decided (P25.3). */
export type Candidate = {
  readonly id: bigint;
  readonly supports: number;
  /** Unix seconds. */
  readonly postedAt: number;
};

/** Below 0 if `a` comes before `b`: by supports, then the one posted earlier, then the lower id; 0 for one id alone. */
export function comparePlaces(a: Candidate, b: Candidate): number {
  return b.supports - a.supports || a.postedAt - b.postedAt || (a.id < b.id ? -1 : Number(a.id > b.id));
}

/**
 * The list with a candidate at its place, the last one falling out where there are more than `most`. The very list where
 * the candidate is on it already, or has no place.
 */
export function insertCandidate<T extends Candidate>(list: readonly T[], candidate: T, most: number): readonly T[] {
  if (list.some(({ id }) => id === candidate.id)) return list;
  const place = list.findIndex((listed) => comparePlaces(candidate, listed) < 0);
  const at = place < 0 ? list.length : place;
  return at === most ? list : [...list.slice(0, at), candidate, ...list.slice(at)].slice(0, most);
}

/** The best of some candidates, in their order: what a list comes to once all of them were inserted. */
export function shortlist<T extends Candidate>(candidates: readonly T[], most: number): readonly T[] {
  return [...candidates].sort(comparePlaces).slice(0, most);
}
