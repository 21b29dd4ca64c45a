/** Gives back what this tab holds, by election. */
const held = new Map<string, () => void>();

/**
 * Takes a lock of all tabs of this browser; false where another holds it. It is given back by `release`, or by the end of
 * the tab. Where a browser has no Web Locks it is granted always: the record takes one of two ballots of a slot.
 */
export function claim(election: string): Promise<boolean> {
  if (held.has(election) || typeof navigator === "undefined" || navigator.locks === undefined) {
    return Promise.resolve(true);
  }
  return new Promise((answer, fail) => {
    navigator.locks
      .request(`hanpyo.sending ${election}`, { ifAvailable: true }, (lock) => {
        answer(lock !== null);
        if (lock === null) return undefined;
        return new Promise<void>((free) => held.set(election, free));
      })
      .catch(fail);
  });
}

export function release(election: string): void {
  held.get(election)?.();
  held.delete(election);
}
