import { useSyncExternalStore } from "react";

/** What stops the reading that is under way. */
let stopNow: (() => void) | undefined;
const listeners = new Set<() => void>();

/** Notes that something is read, or that nothing is any more. */
export function setReading(stop: (() => void) | undefined): void {
  stopNow = stop;
  for (const told of listeners) told();
}

export function stopReading(): void {
  stopNow?.();
}

/** Whether the page is read aloud now, wherever that was begun. */
export function useReading(): boolean {
  return useSyncExternalStore(subscribe, () => stopNow !== undefined);
}

function subscribe(told: () => void): () => void {
  listeners.add(told);
  return () => listeners.delete(told);
}
