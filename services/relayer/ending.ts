import type { JsonRpcProvider } from "ethers";
import type { NumberedBlock } from "../../sdk/chain/finalBlock.ts";
import type { ChainNode } from "../sending/chain.ts";
import { fromAll, majority } from "../sending/finality.ts";
import { tryToWrite } from "../sending/tryToWrite.ts";
import { type Ended, keyOf } from "./kept.ts";
import type { FinalBlock } from "./kind.ts";
import { kindOf } from "./kinds.ts";
import { quorumFor } from "./quorumFor.ts";
import type { Works } from "./works.ts";

/** What a node says of a package that may still be taken. */
const GOES_ON = "goes on";

/**
 * Settles what can never be taken any more: two nodes say that its slot has not its version, and that as of the final
 * block, whose hash and time they show alike, its proposal had reached the quota, or its time was over (P21.13).
 * Throws ethers' errors other than those of a silent node.
 * @param witnesses Nodes that know the final block by one hash.
 */
export async function settleEnded(works: Works, block: NumberedBlock, witnesses: readonly ChainNode[]): Promise<void> {
  const { store, memory } = works;
  const waiting = store.unsettled().filter(({ placement }) => placement === "waiting");
  const keys = new Set(waiting.map(({ acknowledgement }) => keyOf(acknowledgement)));
  for (const key of memory.ending) if (!keys.has(key)) memory.ending.delete(key);
  for (const kept of waiting) {
    const key = keyOf(kept.acknowledgement);
    if (!memory.ending.has(key)) continue;
    const shown = await fromAll(witnesses, async ({ provider }) => {
      const final = await finalBlock(block, provider);
      return (final && (await kindOf(kept).readEnded(kept, final, provider))) ?? GOES_ON;
    });
    const agreed = majority(shown, await quorumFor(works, kept));
    if (agreed === undefined) continue;
    memory.ending.delete(key);
    if (agreed.value === GOES_ON) continue;
    tryToWrite(memory, () => store.place(kept, agreed.value as Ended, block.number, true));
    works.reached("watch.ended");
  }
}

/** Nothing where the node knows another block of that number. */
async function finalBlock({ number, hash }: NumberedBlock, provider: JsonRpcProvider): Promise<FinalBlock | undefined> {
  const block = await provider.getBlock(number);
  return block?.hash === hash ? { number, hash, timestamp: block.timestamp } : undefined;
}
