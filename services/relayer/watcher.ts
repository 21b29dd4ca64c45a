import { blockAt } from "../../sdk/chain/finalBlock.ts";
import { answeringNodes, askNext, type Chain, type Head, readHeads } from "../sending/chain.ts";
import { fromAll } from "../sending/finality.ts";
import { noteHead } from "../sending/headMemory.ts";
import { tryToWrite } from "../sending/tryToWrite.ts";
import { type Kept, keyOf, type Placement } from "./kept.ts";
import type { Taken } from "./kind.ts";
import { kindOf } from "./kinds.ts";
import type { Works } from "./works.ts";

/** Blocks whose packages are read in every round. */
const WINDOW = 48;

/**
 * Places every acknowledged package that is not yet final where the node in use has it now: a reorganisation sends it back
 * to waiting. Nothing becomes final by that.
 * Throws ethers' errors where no node answers.
 */
export async function placePackages(works: Works): Promise<Head> {
  const { chain, store, memory } = works;
  const head = await readHeads(chain);
  noteHead(memory, head, works.clock());
  works.reached("watch.headRead");
  const unsettled = store.unsettled();
  const start = Math.max(0, head.number - WINDOW);
  const standing = await standingBlock(works);
  const latest = await blockAt(chain.provider, head.number);
  for (const group of byContract(unsettled)) {
    const [one] = group as [Kept];
    const blocks = { first: start, last: head.number };
    const found = new Map<string, Taken>();
    for (const taken of await kindOf(one).readTaken(one.acknowledgement.contract, blocks, chain.provider)) {
      found.set(keyOf(taken), taken);
    }
    works.reached("watch.castsRead");
    for (const kept of group) {
      const taken = found.get(keyOf(kept.acknowledgement));
      const isMissing = taken === undefined && kept.block !== null;
      if (isMissing && kept.block < start && kept.block <= standing) continue;
      place(works, kept, isMissing ? await lookUp(works, kept, head) : taken);
    }
  }
  memory.placed = latest;
  return head;
}

/** Packages by kind and contract. */
export function byContract(all: readonly Kept[]): Iterable<readonly Kept[]> {
  return Map.groupBy(all, ({ kind, acknowledgement }) => `${kind}:${acknowledgement.contract}`).values();
}

/** Asks another node first; what the one before has shown is looked up anew. */
export function changeOver({ chain, memory }: Pick<Works, "chain" | "memory">): void {
  askNext(chain);
  memory.placed = undefined;
}

/** Writes where a package is now. */
export function place(works: Works, kept: Kept, taken: Taken | undefined): void {
  const [placement, block] = placementOf(kept, taken);
  if (placement !== kept.placement || block !== kept.block) {
    tryToWrite(works.memory, () => works.store.place(kept, placement, block, false));
  }
  works.reached("watch.placed");
}

/**
 * Looks for what took an acknowledged package's version, further back than `placePackages` does, and at every
 * node: what one of them shows is reason enough not to send it again before two have said how it is.
 */
export async function lookUp({ chain }: Works, kept: Kept, head: Head): Promise<Taken | undefined> {
  const { readSlot, findTaken } = kindOf(kept);
  const look = async ({ provider }: Pick<Chain, "provider">) => {
    // Of a slot that has not moved there is nothing to be found, in however many blocks.
    if ((await readSlot(kept, provider)).version <= kept.acknowledgement.version) return undefined;
    return findTaken(kept, head.number, provider);
  };
  const others = answeringNodes(chain).filter((node) => node !== chain.inUse);
  const found = await look(chain);
  if (found !== undefined || others.length === 0) return found;
  const shown = await fromAll(others, look);
  return shown.find(({ value }) => value !== undefined)?.value;
}

/** Where a package is, by the event of the one that has its version. */
export function placementOf(
  { acknowledgement }: Kept,
  taken: Pick<Taken, "content" | "blockNumber"> | undefined,
): [Placement, number | null] {
  if (taken === undefined) return ["waiting", null];
  return [taken.content === acknowledgement.content ? "cast" : "displaced", taken.blockNumber];
}

/** The last block below which nothing has changed since the last round: its hash holds all that was before it. */
async function standingBlock({ chain, memory: { placed } }: Works): Promise<number> {
  if (placed === undefined) return -1;
  const now = await blockAt(chain.provider, placed.number);
  return now?.hash === placed.hash ? placed.number : -1;
}
