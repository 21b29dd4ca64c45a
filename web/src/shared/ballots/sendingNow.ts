import { useSyncExternalStore } from "react";
import { claim, release } from "./sendingClaim.ts";

/** What a tab tells the other tabs of this browser: for which elections it makes or sends a ballot, or that it asks. */
type Told = { readonly from: string; readonly sending: readonly string[]; readonly asks: boolean };

const CHANNEL = "hanpyo.sending";

/** Elections for which this tab makes or sends a ballot now, and those of other tabs. */
let here: readonly string[] = [];
let elsewhere: ReadonlyMap<string, readonly string[]> = new Map();
const listeners = new Set<() => void>();

/** Nothing outside of a page, and in a browser without it: then the record alone tells of another tab's ballot. */
const channel =
  typeof document === "undefined" || typeof BroadcastChannel === "undefined"
    ? undefined
    : new BroadcastChannel(CHANNEL);
const tab = channel === undefined ? "" : crypto.randomUUID();

channel?.addEventListener("message", ({ data }: MessageEvent<Told>) => {
  setElsewhere(data.from, data.sending);
  if (data.asks) tell();
});
tell(true);
globalThis.addEventListener?.("pagehide", () => channel?.postMessage({ from: tab, sending: [], asks: false }));

function tell(asks = false): void {
  channel?.postMessage({ from: tab, sending: here, asks } satisfies Told);
}

function setElsewhere(from: string, sending: readonly string[]): void {
  const earlier = elsewhere.get(from) ?? [];
  if (earlier.join() === sending.join()) return;
  elsewhere = new Map([...elsewhere, [from, sending]]);
  for (const told of listeners) told();
}

/** Told by whatever makes and sends a ballot, so that every page and every tab can say so. */
export function setSending(election: string, isSending: boolean): void {
  const one = election.toLowerCase();
  if (!isSending) release(one);
  if (here.includes(one) === isSending) return;
  here = isSending ? [...here, one] : here.filter((other) => other !== one);
  tell();
  for (const told of listeners) told();
}

/** Takes the right to make and send a ballot of an election, which one tab has at a time, until `setSending` ends it. */
export function claimSending(election: string): Promise<boolean> {
  return claim(election.toLowerCase());
}

/** Whether this tab makes or sends any ballot. */
export function isSendingHere(): boolean {
  return here.length > 0;
}

export function useSending(election: string): boolean {
  return useSyncExternalStore(subscribe, () => here.includes(election.toLowerCase()) || isElsewhere(election));
}

/** Whether another tab of this browser makes or sends a ballot of the election. */
export function useSendingElsewhere(election: string): boolean {
  return useSyncExternalStore(subscribe, () => isElsewhere(election));
}

/** Tells when another tab begins to send a ballot of the election, and when it has ended. */
export function watchElsewhere(election: string, changed: (isSending: boolean) => void): void {
  let earlier = isElsewhere(election);
  listeners.add(() => {
    const now = isElsewhere(election);
    if (now === earlier) return;
    earlier = now;
    changed(now);
  });
}

function isElsewhere(election: string): boolean {
  const one = election.toLowerCase();
  return [...elsewhere.values()].some((sending) => sending.includes(one));
}

function subscribe(told: () => void): () => void {
  listeners.add(told);
  return () => listeners.delete(told);
}
