/** A project by what its place on a cell's list is decided (P25.3). */
export interface Candidate {
  readonly id: bigint;
  readonly supports: number;
  readonly postedAt: number;
}

/** Below 0 where `a` comes before `b`: more supports, then posted earlier, then of the lower id. */
export const inOrder = (a: Candidate, b: Candidate): number =>
  b.supports - a.supports || a.postedAt - b.postedAt || (a.id < b.id ? -1 : 1);

/** Whether projects stand as a cell's list has them: in order, none twice, at most as many as it takes (P25.3). */
export const isShortlist = (listed: readonly Candidate[], most: number): boolean =>
  listed.length <= most &&
  listed.every((one, i) => i === 0 || inOrder(listed[i - 1]!, one) < 0) &&
  new Set(listed.map(({ id }) => id)).size === listed.length;
