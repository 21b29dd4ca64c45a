import { read } from "../../sdk/chain/contracts.ts";
import { proposalsAt } from "../../sdk/chain/proposalContracts.ts";
import { formatTracker, parseTracker } from "../../sdk/crypto/tracker.ts";
import { parseActPackage } from "../../sdk/proposals/actPackage.ts";
import { requireWhole } from "../../sdk/proposals/hiddenLeaves.ts";
import { readText } from "../../sdk/proposals/proposalText.ts";
import { readTextFile } from "../../sdk/proposals/textFile.ts";
import type { TextLeaf } from "../../sdk/proposals/textLeaf.ts";
import { offerText } from "../../sdk/relaying/mirrorClient.ts";
import { StorageFailedError } from "../hosting/refusals.ts";
import { isSetAside, setAside } from "../sending/setAside.ts";
import { tryToWrite } from "../sending/tryToWrite.ts";
import { MirrorsUnknownError, TextOfNoPostError } from "./refusals.ts";
import type { WaitingText } from "./textStore.ts";
import type { Works } from "./works.ts";

/** Milliseconds that a mirror may take. */
const TIMEOUT = 5_000;

/**
 * Takes the text of a posting that this relayer has taken and not settled, writes it, and hands it to its mirrors once
 * the posting is in a block: the author need not meet them.
 * @returns Its digest.
 * Throws `MirrorsUnknownError`, `TextOfNoPostError`, what `readTextFile` throws, `ProposalLeafMissingError`, or
 * `StorageFailedError`.
 */
export function takePostText({ store, mirrors }: Works, tracker: string, file: string): string {
  if (mirrors.length === 0) throw new MirrorsUnknownError();
  const code = formatTracker(parseTracker(tracker));
  const text = store.byTracker("act", code)?.package;
  const act = text ? parseActPackage(text).act : undefined;
  if (act?.kind !== "post") throw new TextOfNoPostError();
  const leaves = readTextFile(file, act.digest);
  readText(leaves);
  // Nobody hides parts of what is not posted.
  requireWhole(leaves, new Set());
  try {
    store.putText({ tracker: code, text: file });
  } catch {
    throw new StorageFailedError();
  }
  return act.digest;
}

/** Offers what waits to every mirror, and lets go of it once all have it, or no proposal came of it. */
export async function handTexts(works: Works): Promise<void> {
  const now = works.clock();
  const due = works.store.texts().filter(({ tracker }) => !isSetAside(works.memory, tracker, now));
  await Promise.all(due.map((waiting) => handText(works, waiting)));
}

async function handText(works: Works, { tracker, text }: WaitingText): Promise<void> {
  const { store, memory, chain, mirrors } = works;
  const kept = store.byTracker("act", tracker);
  if (kept === undefined || (kept.settled && kept.placement !== "cast")) {
    return tryToWrite(memory, () => store.dropText(tracker));
  }
  if (kept.placement !== "cast") return;
  const { contract, nullifier } = kept.acknowledgement;
  try {
    const id = await read<bigint>(proposalsAt(contract, chain.provider), "postedWith", nullifier);
    const { leaves } = JSON.parse(text) as { readonly leaves: readonly TextLeaf[] };
    const offers = mirrors.map((mirror) => offerText(mirror, id, leaves, { timeout: TIMEOUT, fetch }));
    const handed = await Promise.allSettled(offers);
    if (handed.every(({ status }) => status === "fulfilled")) {
      return tryToWrite(memory, () => store.dropText(tracker));
    }
  } catch {
    // As where a mirror fails.
  }
  // Whatever a mirror or a node fails with, the text waits, for twice as long each time.
  setAside(works, tracker);
}
