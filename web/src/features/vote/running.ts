import { useSyncExternalStore } from "react";
import type { Voting } from "./voting.ts";

/** What is under way in this tab, by election: it outlives every page and every change of an election's phase. */
const running = new Map<string, Voting>();
const listeners = new Set<() => void>();

export function runningVoting(election: string): Voting | undefined {
  return running.get(election.toLowerCase());
}

export function setRunning(election: string, voting: Voting): void {
  running.set(election.toLowerCase(), voting);
  for (const told of listeners) told();
}

/** The vote that is under way in an election, once a booth has begun one. */
export function useRunning(election: string): Voting | undefined {
  return useSyncExternalStore(subscribe, () => runningVoting(election));
}

function subscribe(told: () => void): () => void {
  listeners.add(told);
  return () => listeners.delete(told);
}
