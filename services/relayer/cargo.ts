import { answeringNodes, type Head } from "../sending/chain.ts";
import type { Cargo } from "../sending/sender.ts";
import { setAside } from "../sending/setAside.ts";
import { chooseBatch } from "./batches.ts";
import { type Kept, keyOf } from "./kept.ts";
import type { SlotNow } from "./kind.ts";
import { kindOf } from "./kinds.ts";
import { lookUp, place } from "./watcher.ts";
import type { Works } from "./works.ts";

/** Groups that are looked at in a round, until one has something to send: more than posts may wait. */
const MOST_GROUPS = 64;

/**
 * Acknowledged packages as what is sent: several of one group in a transaction, each looked up first. A group of which
 * nothing can be taken now holds up no other.
 */
export function packageCargo(works: Works, head: Head): Cargo<Kept> {
  return {
    leastGasOf: (kept) => kindOf(kept).leastGas,
    waiting: () => works.store.unsettled().filter(({ placement }) => placement === "waiting"),
    keyOf: ({ acknowledgement }) => keyOf(acknowledgement),
    async ready(waiting, size) {
      let rest = waiting;
      for (let groups = 0; groups < MOST_GROUPS && rest.length > 0; groups++) {
        const chosen = chooseBatch(rest, size, works.random);
        const ready = await takable(works, chosen, head);
        if (ready.length > 0) return ready;
        rest = rest.filter((kept) => !chosen.includes(kept));
      }
      return [];
    },
    callOf: (group) => kindOf(group[0] as Kept).callOf(group),
  };
}

/** Packages that are takable now; those found in a block are placed there. */
async function takable(works: Works, chosen: readonly Kept[], head: Head): Promise<readonly Kept[]> {
  const { provider } = works.chain;
  const slots = await Promise.all(chosen.map((kept) => kindOf(kept).readSlot(kept, provider)));
  works.reached("send.slotsRead");
  const ready: Kept[] = [];
  for (const [i, kept] of chosen.entries()) {
    const slot = slots[i] as SlotNow;
    const key = keyOf(kept.acknowledgement);
    const isDoubted = works.memory.doubted.has(key);
    if (slot.isDue) {
      ready.push(kept);
      if (isDoubted) setAside(works, key);
      continue;
    }
    if (slot.version > kept.acknowledgement.version && !isDoubted) {
      const found = await lookUp(works, kept, head);
      place(works, kept, found);
      if (found !== undefined) continue;
    }
    const isTakable = await isTakableElsewhere(works, kept);
    if (isTakable) ready.push(kept);
    else if (slot.ended !== undefined) works.memory.ending.add(key);
    // What one node shows in a block may be sent for nothing: never twice at once.
    if (!isTakable || isDoubted) setAside(works, key);
  }
  return ready;
}

/** The node in use alone keeps nothing back: one other node whose slot has the package's version is enough. */
async function isTakableElsewhere({ chain }: Works, kept: Kept): Promise<boolean> {
  const others = answeringNodes(chain).filter((node) => node !== chain.inUse);
  const slots = await Promise.allSettled(others.map(({ provider }) => kindOf(kept).readSlot(kept, provider)));
  return slots.some((slot) => slot.status === "fulfilled" && slot.value.isDue);
}
