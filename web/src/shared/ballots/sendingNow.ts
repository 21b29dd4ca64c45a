import { useSyncExternalStore } from "react";

/** Elections for which this tab makes or sends a ballot now. */
let sending: readonly string[] = [];
const listeners = new Set<() => void>();

/** Told by whatever makes and sends a ballot, so that every page can say so. */
export function setSending(election: string, isSending: boolean): void {
  const one = election.toLowerCase();
  if (sending.includes(one) === isSending) return;
  sending = isSending ? [...sending, one] : sending.filter((other) => other !== one);
  for (const told of listeners) told();
}

export function useSending(election: string): boolean {
  return useSendings().includes(election.toLowerCase());
}

/** Addresses of those elections. */
export function useSendings(): readonly string[] {
  return useSyncExternalStore(subscribe, () => sending);
}

function subscribe(told: () => void): () => void {
  listeners.add(told);
  return () => listeners.delete(told);
}
