import type { VotingIdentity } from "./identities.ts";
import { inVault, type Sealed, seal, unseal } from "./sealing.ts";

/** Milliseconds after which a draft is thrown away: a week. */
const KEPT = 7 * 24 * 3_600_000;

type Kept = Sealed & { readonly at: number };

/** Of what a draft is: an election on a chain. */
export type DraftOf = { readonly chainId: bigint | number; readonly election: string };

/**
 * Keeps choices that were not submitted, under a key that follows from the opened identity: the vault alone does not
 * open them.
 */
export async function keepDraft(of: DraftOf, identity: VotingIdentity, choices: readonly number[]): Promise<void> {
  const plain = new TextEncoder().encode(JSON.stringify(choices));
  const kept: Kept = { ...(await seal(plain, await keyOfDraft(of, identity))), at: Date.now() };
  await inVault((store) => store.set(nameOf(of), kept));
}

/** The choices that were kept; nothing if there are none, they are old, or they are another identity's. */
export async function readDraft(of: DraftOf, identity: VotingIdentity): Promise<readonly number[] | undefined> {
  const kept = await keptOf(of);
  if (kept === undefined) return undefined;
  try {
    const choices: unknown = JSON.parse(new TextDecoder().decode(await unseal(kept, await keyOfDraft(of, identity))));
    return Array.isArray(choices) && choices.every(Number.isSafeInteger) ? choices : undefined;
  } catch {
    return undefined;
  }
}

/** Whether choices are kept for an election; whose they are shows when an identity is opened. */
export async function hasDraft(of: DraftOf): Promise<boolean> {
  return (await keptOf(of)) !== undefined;
}

export async function forgetDraft(of: DraftOf): Promise<void> {
  await inVault((store) => store.del(nameOf(of)));
}

async function keptOf(of: DraftOf): Promise<Kept | undefined> {
  const kept = await inVault((store) => store.get<Kept>(nameOf(of)));
  if (kept === undefined || Date.now() - kept.at < KEPT) return kept;
  await forgetDraft(of);
  return undefined;
}

/** The key of an election's draft: it follows from the identity alone (HKDF), and opens nothing else. */
export async function keyOfDraft(of: DraftOf, { privateKey }: VotingIdentity): Promise<CryptoKey> {
  const base = await crypto.subtle.importKey("raw", privateKey, "HKDF", false, ["deriveKey"]);
  const info = new TextEncoder().encode(`hanpyo.draft.v1 ${nameOf(of)}`);
  const derived = { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(0), info };
  return crypto.subtle.deriveKey(derived, base, { name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
}

function nameOf({ chainId, election }: DraftOf): string {
  return `draft ${chainId} ${election.toLowerCase()}`;
}
