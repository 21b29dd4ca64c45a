import { blockAt } from "../../sdk/chain/finalBlock.ts";
import { finalityRule } from "../../sdk/trust/finality.ts";
import type { ChainNode } from "../sending/chain.ts";
import { fromAll, majority, noteFinality, type Said, wordsOf } from "../sending/finality.ts";
import { tryToWrite } from "../sending/tryToWrite.ts";
import { doubt } from "./doubts.ts";
import { settleEnded } from "./ending.ts";
import { type Kept, keyOf } from "./kept.ts";
import { kindOf } from "./kinds.ts";
import { quorumFor } from "./quorumFor.ts";
import { place, placementOf } from "./watcher.ts";
import type { Works } from "./works.ts";

/** What a node shows of a block: its hash, and the contents that it took, by slot and version. */
type Shown = { readonly hash: string | undefined; readonly contents: ReadonlyMap<string, string> };

/** What is said of a package that a node does not show. */
const NOTHING = "nothing";

/**
 * Settles what was acknowledged, and lets go of the packages: two nodes show the log of one, or of that which took its
 * version, in one block with one hash, at or below a block that both call final (P7.7). Where they contradict one another
 * nothing is settled, and every package is kept.
 * Throws ethers' errors other than those of a silent node.
 */
export async function settlePackages(works: Works): Promise<void> {
  const { chain, store, memory, limits } = works;
  const finality = await noteFinality(memory, chain, finalityRule(limits), works.clock());
  works.reached("watch.finalityRead");
  if (finality.kind !== "agreed") return;
  followWitnesses(works, finality.witnesses);
  const due = store.unsettled().filter(({ block }) => block !== null && block <= finality.block.number);
  const byBlock = Map.groupBy(due, ({ acknowledgement, block }) => `${acknowledgement.contract}:${block}`);
  let dispute: string | undefined;
  for (const group of byBlock.values()) {
    const [one] = group as [Kept];
    const shown = await fromAll(finality.witnesses, (node) => shownBy(node, one));
    works.reached("watch.logsCompared");
    const quorum = await quorumFor(works, one);
    for (const kept of group) {
      const words = settle(works, kept, shown, quorum);
      dispute ??= words;
      if (words !== undefined) await doubt(works, kept);
    }
  }
  memory.dispute = dispute;
  await settleEnded(works, finality.block, finality.witnesses);
}

/** @returns What nodes contradict one another in; nothing where they do not. */
function settle(works: Works, kept: Kept, shown: readonly Said<Shown>[], quorum: number): string | undefined {
  const key = keyOf(kept.acknowledgement);
  const said = shown.map(({ node, value: { hash, contents } }) => {
    const content = contents.get(`${hash}:${key}`);
    return { node, value: content === undefined ? NOTHING : `${content} in block ${hash}` };
  });
  const agreed = majority(said, quorum);
  if (agreed === undefined) {
    // A node that says nothing contradicts none.
    if (said.length < quorum) return undefined;
    return `the ${kept.kind} of block ${kept.block}: ${wordsOf(said)}`;
  }
  followWitnesses(works, agreed.nodes);
  if (agreed.value === NOTHING) {
    place(works, kept, undefined);
    return undefined;
  }
  const [content] = agreed.value.split(" ") as [string];
  const [placement, block] = placementOf(kept, { content, blockNumber: kept.block as number });
  tryToWrite(works.memory, () => works.store.place(kept, placement, block, true));
  works.reached("watch.settled");
  return undefined;
}

/** A node that two others contradict is asked no more before them, and what it alone has shown is looked up anew. */
function followWitnesses({ chain, memory }: Works, witnesses: readonly ChainNode[]): void {
  const [first] = witnesses;
  if (first === undefined || witnesses.includes(chain.inUse)) return;
  [chain.inUse, memory.placed] = [first, undefined];
}

/** The events are checked by us: contract, kind and block. Those of another block than the node's own are not counted. */
async function shownBy({ provider }: ChainNode, kept: Kept): Promise<Shown> {
  const block = kept.block as number;
  const blocks = { first: block, last: block };
  const taken = await kindOf(kept).readTaken(kept.acknowledgement.contract, blocks, provider);
  const hash = (await blockAt(provider, block))?.hash;
  return { hash, contents: new Map(taken.map((one) => [`${one.blockHash}:${keyOf(one)}`, one.content])) };
}
