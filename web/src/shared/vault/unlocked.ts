import type { VotingIdentity } from "./identities.ts";

/** Identities opened in this tab: in memory alone, and gone with it. */
const unlocked = new Map<string, VotingIdentity>();

export function rememberUnlocked(id: string, identity: VotingIdentity): void {
  unlocked.set(id, identity);
}

export function unlockedIdentity(id: string): VotingIdentity | undefined {
  return unlocked.get(id);
}

export function forgetUnlocked(id: string): void {
  unlocked.delete(id);
}
