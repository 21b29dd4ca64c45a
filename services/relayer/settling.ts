import { blockAt } from "../../sdk/chain/finalBlock.ts";
import { readCasts } from "../../sdk/chain/slots.ts";
import { finalityRule } from "../../sdk/trust/finality.ts";
import type { ChainNode } from "../sending/chain.ts";
import { fromAll, majority, noteFinality, quorumOf, type Said, wordsOf } from "../sending/finality.ts";
import { tryToWrite } from "../sending/tryToWrite.ts";
import { doubt } from "./doubts.ts";
import type { StoredBallot } from "./store.ts";
import { keyOf, place, placementOf } from "./watcher.ts";
import type { Works } from "./works.ts";

/** What a node shows of a block: its hash, and the ballots that it cast, by slot and version. */
type Shown = { readonly hash: string | undefined; readonly casts: ReadonlyMap<string, string> };

/** What is said of a ballot that a node does not show. */
const NOTHING = "nothing";

/**
 * Settles ballots, and lets go of their packages: two nodes show the ballot's log, or that of the ballot which took its
 * version, in one block with one hash, at or below a block that both call final (P7.7). Where they contradict one another
 * nothing is settled, and every package is kept.
 * Throws ethers' errors other than those of a silent node.
 */
export async function settleBallots(works: Works): Promise<void> {
  const { chain, store, memory, limits } = works;
  const finality = await noteFinality(memory, chain, finalityRule(limits), works.clock());
  works.reached("watch.finalityRead");
  if (finality.kind !== "agreed") return;
  followWitnesses(works, finality.witnesses);
  const due = store.unsettled().filter(({ block }) => block !== null && block <= finality.block.number);
  const byBlock = Map.groupBy(due, ({ acknowledgement, block }) => `${acknowledgement.election}:${block}`);
  let dispute: string | undefined;
  for (const ballots of byBlock.values()) {
    const [{ acknowledgement, block }] = ballots as [StoredBallot];
    const shown = await fromAll(finality.witnesses, (node) => shownBy(node, acknowledgement.election, Number(block)));
    works.reached("watch.logsCompared");
    const quorum = await quorumFor(works, acknowledgement.election);
    for (const ballot of ballots) {
      const words = settle(works, ballot, shown, quorum);
      dispute ??= words;
      if (words !== undefined) await doubt(works, ballot);
    }
  }
  memory.dispute = dispute;
}

/** @returns What nodes contradict one another in; nothing where they do not. */
function settle(works: Works, ballot: StoredBallot, shown: readonly Said<Shown>[], quorum: number): string | undefined {
  const key = keyOf(ballot.acknowledgement);
  const said = shown.map(({ node, value: { hash, casts } }) => {
    const ciphertexts = casts.get(`${hash}:${key}`);
    return { node, value: ciphertexts === undefined ? NOTHING : `${ciphertexts} in block ${hash}` };
  });
  const agreed = majority(said, quorum);
  if (agreed === undefined) {
    // A node that says nothing contradicts none.
    if (said.length < quorum) return undefined;
    return `the ballot of block ${ballot.block}: ${wordsOf(said)}`;
  }
  followWitnesses(works, agreed.nodes);
  if (agreed.value === NOTHING) {
    place(works, ballot, undefined);
    return undefined;
  }
  const [ciphertexts] = agreed.value.split(" ") as [string];
  const [placement, block] = placementOf(ballot, { ciphertexts, blockNumber: ballot.block as number });
  tryToWrite(works.memory, () => works.store.place(ballot, placement, block, true));
  works.reached("watch.settled");
  return undefined;
}

/** One node's word is enough for tests alone, whoever acknowledged the ballot when. */
async function quorumFor({ chain, elections }: Works, election: string): Promise<number> {
  if (chain.nodes.length > 1) return quorumOf(chain);
  const open = await elections.open(election).catch(() => undefined);
  return open?.constitution.isTest === true ? 1 : 2;
}

/** A node that two others contradict is asked no more before them, and what it alone has shown is looked up anew. */
function followWitnesses({ chain, memory }: Works, witnesses: readonly ChainNode[]): void {
  const [first] = witnesses;
  if (first === undefined || witnesses.includes(chain.inUse)) return;
  [chain.inUse, memory.placed] = [first, undefined];
}

/** The events are checked by us: contract, kind and block. Those of another block than the node's own are not counted. */
async function shownBy({ provider }: ChainNode, election: string, block: number): Promise<Shown> {
  const casts = await readCasts(election, block, block, provider);
  const hash = (await blockAt(provider, block))?.hash;
  return { hash, casts: new Map(casts.map((cast) => [`${cast.blockHash}:${keyOf(cast)}`, cast.ciphertexts])) };
}
