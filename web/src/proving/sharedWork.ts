import type { DownloadReport } from "../shared/download.ts";

/** Work that is done once by its name, whoever asks for it. */
export type SharedWork<T> = (
  name: string,
  report: DownloadReport,
  make: (report: DownloadReport) => Promise<T>,
) => Promise<T>;

/**
 * Keeps what each name gave. Everybody who waits hears how far the work is, also who came later; a failure is
 * forgotten, so that the next call tries again.
 */
export function sharedWork<T>(): SharedWork<T> {
  const kept = new Map<string, { readonly made: Promise<T>; readonly listeners: Set<DownloadReport> }>();
  return (name, report, make) => {
    const found = kept.get(name);
    if (found !== undefined) {
      found.listeners.add(report);
      return found.made;
    }
    const listeners = new Set([report]);
    const made = make((loaded, total) => {
      for (const listener of listeners) listener(loaded, total);
    });
    kept.set(name, { made, listeners });
    made.then(
      () => listeners.clear(),
      () => kept.delete(name),
    );
    return made;
  };
}
