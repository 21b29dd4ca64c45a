import { HanpyoError } from "../../sdk/errors.ts";
import { askForText, MirrorRefusedError, MirrorUnreachableError } from "../../sdk/relaying/mirrorClient.ts";
import type { OtherMirror } from "./otherMirror.ts";
import { keepText } from "./texts.ts";
import type { Works } from "./works.ts";

/** Milliseconds until one is asked again for what it did not have: at first, and at the most. */
const [FIRST_WAIT, LAST_WAIT] = [10_000, 3_600_000];

/**
 * Asks other mirrors for what this one lacks, as long as a round has time (P24.8): by the digests that the chain names,
 * so that nobody's list is believed. One that gives no answer is asked no more in the round.
 */
export async function askOthers(works: Works, ask: typeof fetch): Promise<void> {
  const { others, store, view, limits, clock } = works;
  const begun = clock();
  const whole = store.whole();
  const wanted = [...view.ids.keys()].filter((digest) => !whole.has(digest));
  const reach = { timeout: limits.askingTime, fetch: ask };
  await Promise.all(
    others.map(async (other) => {
      for (const digest of wanted) {
        if (clock() - begun >= limits.askingTime) return;
        const { at, wait } = other.again.get(digest) ?? { at: 0, wait: FIRST_WAIT };
        if (clock() < at) continue;
        if (!(await askOne(works, other, digest, reach))) return;
        other.again.set(digest, { at: clock() + wait, wait: Math.min(2 * wait, LAST_WAIT) });
      }
    }),
  );
  for (const other of others)
    for (const digest of other.again.keys()) if (whole.has(digest)) other.again.delete(digest);
}

/** Whether the other mirror answered. */
async function askOne(
  works: Works,
  other: OtherMirror,
  digest: string,
  reach: Parameters<typeof askForText>[2],
): Promise<boolean> {
  try {
    const leaves = await askForText(other.url, digest, reach);
    if (leaves !== undefined) {
      keepText(works, digest, leaves);
      other.isFalse = false;
    }
    other.isSilent = false;
    return true;
  } catch (error) {
    if (!(error instanceof HanpyoError)) throw error;
    const isSilent = error instanceof MirrorUnreachableError || error instanceof MirrorRefusedError;
    [other.isSilent, other.isFalse] = [isSilent, !isSilent || other.isFalse];
    return !isSilent;
  }
}
