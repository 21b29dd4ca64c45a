import { readFromElection } from "../../sdk/chain/electionLogs.ts";
import { blockAt } from "../../sdk/chain/finalBlock.ts";
import { findCast, type PlacedBallotEvent, readCasts, readSlotHead } from "../../sdk/chain/slots.ts";
import { answeringNodes, askNext, type Chain, type Head, readHeads } from "../sending/chain.ts";
import { fromAll } from "../sending/finality.ts";
import { noteHead } from "../sending/headMemory.ts";
import { tryToWrite } from "../sending/tryToWrite.ts";
import type { Placement, StoredBallot } from "./store.ts";
import type { Works } from "./works.ts";

/** Blocks whose ballots are read in every round. */
const WINDOW = 48;

/**
 * Places every acknowledged ballot that is not yet final where the node in use has it now: a reorganisation sends it back
 * to waiting. Nothing becomes final by that.
 * Throws ethers' errors where no node answers.
 */
export async function placeBallots(works: Works): Promise<Head> {
  const { chain, store, memory } = works;
  const head = await readHeads(chain);
  noteHead(memory, head, works.clock());
  works.reached("watch.headRead");
  const unsettled = store.unsettled();
  const start = Math.max(0, head.number - WINDOW);
  const standing = await standingBlock(works);
  const latest = await blockAt(chain.provider, head.number);
  for (const election of new Set(unsettled.map(({ acknowledgement }) => acknowledgement.election))) {
    const casts = new Map<string, PlacedBallotEvent>();
    for (const cast of await readCasts(election, start, head.number, chain.provider)) casts.set(keyOf(cast), cast);
    works.reached("watch.castsRead");
    for (const ballot of unsettled.filter(({ acknowledgement }) => acknowledgement.election === election)) {
      const cast = casts.get(keyOf(ballot.acknowledgement));
      const isMissing = cast === undefined && ballot.block !== null;
      if (isMissing && ballot.block < start && ballot.block <= standing) continue;
      place(works, ballot, isMissing ? await lookUp(works, ballot, head) : cast);
    }
  }
  memory.placed = latest;
  return head;
}

/** Asks another node first; what the one before has shown is looked up anew. */
export function changeOver({ chain, memory }: Pick<Works, "chain" | "memory">): void {
  askNext(chain);
  memory.placed = undefined;
}

/** Writes where a ballot is now. */
export function place(works: Works, ballot: StoredBallot, cast: PlacedBallotEvent | undefined): void {
  const [placement, block] = placementOf(ballot, cast);
  if (placement !== ballot.placement || block !== ballot.block) {
    tryToWrite(works.memory, () => works.store.place(ballot, placement, block, false));
  }
  works.reached("watch.placed");
}

/**
 * Looks for the ballot that took an acknowledged ballot's version, further back than `placeBallots` does, and at every
 * node: what one of them shows is reason enough not to send it again before two have said how it is.
 */
export async function lookUp(
  { chain }: Works,
  { acknowledgement }: StoredBallot,
  head: Head,
): Promise<PlacedBallotEvent | undefined> {
  const { election, nullifier, version } = acknowledgement;
  const look = async ({ provider }: Pick<Chain, "provider">) => {
    // Of a slot that has not moved there is nothing to be found, in however many blocks.
    if ((await readSlotHead(election, nullifier, provider)).version <= version) return undefined;
    const first = await readFromElection(election, head.number, provider);
    return findCast(election, acknowledgement, head.number, provider, first);
  };
  const others = answeringNodes(chain).filter((node) => node !== chain.inUse);
  const found = await look(chain);
  if (found !== undefined || others.length === 0) return found;
  const shown = await fromAll(others, look);
  return shown.find(({ value }) => value !== undefined)?.value;
}

export function keyOf({ nullifier, version }: { readonly nullifier: bigint; readonly version: bigint }): string {
  return `${nullifier}:${version}`;
}

/** Where a ballot is, by the event of the ballot that has its version. */
export function placementOf(
  { acknowledgement }: StoredBallot,
  cast: Pick<PlacedBallotEvent, "ciphertexts" | "blockNumber"> | undefined,
): [Placement, number | null] {
  if (cast === undefined) return ["waiting", null];
  return [cast.ciphertexts === acknowledgement.ciphertexts ? "cast" : "displaced", cast.blockNumber];
}

/** The last block below which nothing has changed since the last round: its hash holds all that was before it. */
async function standingBlock({ chain, memory: { placed } }: Works): Promise<number> {
  if (placed === undefined) return -1;
  const now = await blockAt(chain.provider, placed.number);
  return now?.hash === placed.hash ? placed.number : -1;
}
