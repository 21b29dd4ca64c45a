import { findCast, type PlacedBallotEvent, readCasts, readSlotHead } from "../../sdk/chain/slots.ts";
import { type Head, readBlockHash, readHead } from "../sending/chain.ts";
import { noteHead } from "../sending/headMemory.ts";
import { tryToWrite } from "../sending/tryToWrite.ts";
import type { Placement, StoredBallot } from "./store.ts";
import type { Works } from "./works.ts";

/** Blocks read again beyond those that can still be reorganised. */
const OVERLAP = 16;

/**
 * Places every acknowledged ballot that is not yet final where the chain has it now: a reorganisation sends it back to
 * waiting. What becomes final rests on answers that agree: event, hash of its block, a block deep enough on top of it,
 * and the slot.
 * Throws ethers' errors where the node fails.
 */
export async function placeBallots(works: Works): Promise<Head> {
  const { chain, store, limits, memory } = works;
  const head = await readHead(chain);
  noteHead(memory, head, works.clock());
  works.reached("watch.headRead");
  const unsettled = store.unsettled();
  const start = Math.max(0, head.number - limits.finality - OVERLAP);
  for (const election of new Set(unsettled.map(({ acknowledgement }) => acknowledgement.election))) {
    const casts = new Map<string, PlacedBallotEvent>();
    for (const cast of await readCasts(election, start, head.number, chain.provider)) casts.set(keyOf(cast), cast);
    works.reached("watch.castsRead");
    for (const ballot of unsettled.filter(({ acknowledgement }) => acknowledgement.election === election)) {
      const earlier = ballot.block !== null && ballot.block < start;
      const cast =
        casts.get(keyOf(ballot.acknowledgement)) ?? (earlier ? await lookUp(works, ballot, head) : undefined);
      await place(works, ballot, cast, head);
    }
  }
  return head;
}

/** Writes where a ballot is; final if it lies deep enough. */
export async function place(
  works: Works,
  ballot: StoredBallot,
  cast: PlacedBallotEvent | undefined,
  head: Head,
): Promise<void> {
  const [placement, block] = placementOf(ballot, cast);
  if (placement !== ballot.placement || block !== ballot.block) {
    tryToWrite(works.memory, () => works.store.place(ballot, placement, block, false));
  }
  works.reached("watch.placed");
  if (cast === undefined || head.number - cast.blockNumber < works.limits.finality) return;
  if (!(await isDeep(works, ballot, cast))) return;
  tryToWrite(works.memory, () => works.store.place(ballot, placement, block, true));
  works.reached("watch.settled");
}

/** Looks for the ballot that took an acknowledged ballot's version, further back than `placeBallots` does. */
export function lookUp({ chain }: Works, { acknowledgement }: StoredBallot, head: Head) {
  return findCast(acknowledgement.election, acknowledgement, head.number, chain.provider);
}

export function keyOf({ nullifier, version }: { readonly nullifier: bigint; readonly version: bigint }): string {
  return `${nullifier}:${version}`;
}

function placementOf(
  { acknowledgement }: StoredBallot,
  cast: PlacedBallotEvent | undefined,
): [Placement, number | null] {
  if (cast === undefined) return ["waiting", null];
  return [cast.ciphertexts === acknowledgement.ciphertexts ? "cast" : "displaced", cast.blockNumber];
}

async function isDeep({ chain, limits }: Works, { acknowledgement }: StoredBallot, cast: PlacedBallotEvent) {
  const own = await readBlockHash(chain, cast.blockNumber);
  const above = await readBlockHash(chain, cast.blockNumber + limits.finality);
  const slot = await readSlotHead(acknowledgement.election, acknowledgement.nullifier, chain.provider);
  return own === cast.blockHash && above !== undefined && slot.version > acknowledgement.version;
}
