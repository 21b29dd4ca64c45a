/** How long anything of a proposal's text is hidden alone, as in `AloneHiding` of contracts/types; Unix seconds. */
export type AloneHiding = {
  /** Until then something is. */
  readonly until: number;
  /** For how many seconds in all; those in which several leaves are hidden count once. */
  readonly used: number;
};

/** For how many seconds parts of one proposal are hidden alone, all parties and leaves together (P26.2). */
export const MOST_ALONE = 3 * 86_400;
export const NOTHING_HIDDEN_ALONE: AloneHiding = { until: 0, used: 0 };

/**
 * What stands after a leaf is hidden alone from a time until another. The leaf is hidden from now on, or from the end of
 * what hides it now, when others may still be hidden: those seconds count once.
 */
export function hideAlone(
  before: AloneHiding,
  { from, until }: { readonly from: number; readonly until: number },
): AloneHiding {
  const added = until - Math.max(from, before.until);
  return added > 0 ? { until, used: before.used + added } : before;
}
