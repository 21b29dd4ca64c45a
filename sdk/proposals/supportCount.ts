import { isSupport, LAST_VERSION } from "./actions.ts";

/** A change of a proposal's count, as far as counting needs it (P21.5). */
export type CountedChange = { readonly nullifier: bigint; readonly version: number };

/** What the changes of a proposal come to. */
export type SupportCount = {
  /** Nullifiers with an odd number of changes. */
  readonly supporters: number;
  /** Place of the change that reached the quota; undefined as long as none did. */
  readonly reachedBy: number | undefined;
  /** Place of the first change that the contract cannot have counted: of another version, or after the quota. */
  readonly wrong: number | undefined;
};

/** Counts changes in their order, by the rules of P21.5 and P21.8; stops at the first that breaks them. */
export function countSupports(changes: readonly CountedChange[], quota: number): SupportCount {
  const versions = new Map<bigint, number>();
  let supporters = 0;
  let reachedBy: number | undefined;
  for (const [place, { nullifier, version }] of changes.entries()) {
    const next = versions.get(nullifier) ?? 0;
    if (version !== next || version > LAST_VERSION || reachedBy !== undefined) {
      return { supporters, reachedBy, wrong: place };
    }
    versions.set(nullifier, version + 1);
    supporters += isSupport(version) ? 1 : -1;
    if (isSupport(version) && supporters === quota) reachedBy = place;
  }
  return { supporters, reachedBy, wrong: undefined };
}
