/** After this version of an identity no change of a proposal is left (P21.5). */
const LAST_VERSION = 13;

/** A proposal's supporters, change by change. */
export interface SupportCount {
  /** Counts a change; whether it may follow. At the first that may not, counting ends. */
  readonly count: (nullifier: bigint, version: number) => boolean;
  readonly supporters: () => number;
  /** Which change, by its place, reached the quota, if one did. */
  readonly reachedBy: () => number | undefined;
}

/** No supporters yet of a proposal of this quota (P21.5, P21.8). */
export const openCount = (quota: number): SupportCount => {
  const versions = new Map<bigint, number>();
  let supporters = 0;
  let place = -1;
  let reachedBy: number | undefined;
  let ended = false;

  return {
    count: (nullifier, version) => {
      place++;
      const earlier = versions.get(nullifier) ?? 0;
      versions.set(nullifier, earlier + 1);
      const follows = version === earlier && version <= LAST_VERSION && reachedBy === undefined;
      ended ||= !follows;
      if (ended) return follows;
      supporters += version % 2 === 0 ? 1 : -1;
      if (version % 2 === 0 && supporters === quota) reachedBy = place;
      return true;
    },
    supporters: () => supporters,
    reachedBy: () => reachedBy,
  };
};
