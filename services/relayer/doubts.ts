import { answeringNodes, type Chain, headTimes } from "../sending/chain.ts";
import { fromAll, quorumOf } from "../sending/finality.ts";
import { type Kept, keyOf } from "./kept.ts";
import { kindOf } from "./kinds.ts";
import { changeOver, place } from "./watcher.ts";
import type { Works } from "./works.ts";

/**
 * Doubts where the node in use has placed packages, once half of their promise's time has passed and nothing is final:
 * see `doubt`. A package of which two nodes said that its slot has moved is not doubted again while it stays in a block.
 * Throws ethers' errors where every node fails.
 */
export async function doubtPlaced(works: Works): Promise<void> {
  const { chain, store, memory, limits } = works;
  const time = chainTime(chain);
  const unsettled = store.unsettled();
  const keys = new Set(unsettled.map(({ acknowledgement }) => keyOf(acknowledgement)));
  for (const key of memory.unsettledSince.keys()) if (!keys.has(key)) memory.unsettledSince.delete(key);
  for (const { acknowledgement, placement } of unsettled) {
    const key = keyOf(acknowledgement);
    if (!memory.unsettledSince.has(key)) memory.unsettledSince.set(key, time);
    if (placement === "waiting") memory.confirmed.delete(key);
  }
  for (const key of memory.confirmed) if (!keys.has(key)) memory.confirmed.delete(key);
  memory.doubted.clear();
  if (chain.nodes.length === 1) return;
  const doubtful = unsettled.filter(
    (kept) =>
      kept.placement !== "waiting" &&
      isPastHalf(works, kept, time) &&
      !memory.confirmed.has(keyOf(kept.acknowledgement)),
  );
  await Promise.all(doubtful.slice(0, limits.batchSize).map((kept) => doubt(works, kept)));
}

/**
 * Takes a package that was placed in a block for waiting where a node says that its slot still has its version, unless two
 * say that it has moved: that one node shows an event keeps no promise.
 * Throws ethers' errors where every node fails.
 */
export async function doubt(works: Works, kept: Kept): Promise<void> {
  const { chain, memory } = works;
  const { version } = kept.acknowledgement;
  const slots = await fromAll(answeringNodes(chain), ({ provider }) => kindOf(kept).readSlot(kept, provider));
  const moved = slots.filter(({ value }) => value.version > version).length;
  const key = keyOf(kept.acknowledgement);
  if (moved >= quorumOf(chain)) memory.confirmed.add(key);
  else if (moved < slots.length) {
    memory.doubted.add(key);
    place(works, kept, undefined);
  }
}

/** Notes whether a package waits past half of its promise's time while it can still be taken. */
export async function noteLate(works: Works): Promise<void> {
  const { store, memory } = works;
  const time = chainTime(works.chain);
  memory.isLate = false;
  for (const kept of store.unsettled()) {
    if (kept.placement !== "waiting" || !isPastHalf(works, kept, time)) continue;
    if (!(await kindOf(kept).mayBeTaken(works, kept, time))) continue;
    memory.isLate = true;
    return;
  }
}

/**
 * While a promise is late another node is asked first in every round, and what was set aside is tried again: whatever one
 * node says of estimates, slots and nonces keeps nothing back for long. What is only doubted stays set aside, as it may
 * cost a transaction every time.
 */
export function rotateWhileLate(works: Works): void {
  const { memory } = works;
  if (memory.isLate !== true) return;
  changeOver(works);
  for (const key of memory.setAside.keys()) if (!memory.doubted.has(key)) memory.setAside.delete(key);
}

/** Half of the time between the round that first saw it and its deadline; a deadline alone tells not when it was given. */
function isPastHalf({ memory }: Works, { acknowledgement }: Kept, time: number): boolean {
  const since = memory.unsettledSince.get(keyOf(acknowledgement)) ?? time;
  return time > (since + acknowledgement.deadline) / 2;
}

/** Of three nodes or more none alone says what time it is; of two, one may have been cut off. */
function chainTime(chain: Chain): number {
  const times = headTimes(chain);
  return times[times.length > 2 ? 1 : 0] ?? 0;
}
