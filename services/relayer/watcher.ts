import { type PlacedBallotEvent as FoundBallot, findCast, readCasts, readSlotHead } from "../../sdk/chain/slots.ts";
import { type Head, readBlockHash, readHead } from "../sending/chain.ts";
import type { Placement, StoredBallot } from "./store.ts";
import { tryToWrite, type Works } from "./works.ts";

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
  [memory.head, memory.headAt] = [head, works.clock()];
  works.pass("watch.headRead");
  const unsettled = store.unsettled();
  const start = Math.max(0, head.number - limits.finality - OVERLAP);
  for (const election of new Set(unsettled.map(({ acknowledgement }) => acknowledgement.election))) {
    const casts = new Map<string, FoundBallot>();
    for (const cast of await readCasts(election, start, head.number, chain.provider)) casts.set(keyOf(cast), cast);
    works.pass("watch.castsRead");
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
  cast: FoundBallot | undefined,
  head: Head,
): Promise<void> {
  const [placement, block] = placementOf(ballot, cast);
  if (placement !== ballot.placement || block !== ballot.block) {
    tryToWrite(works, () => works.store.place(ballot, placement, block, false));
  }
  works.pass("watch.placed");
  if (cast === undefined || head.number - cast.blockNumber < works.limits.finality) return;
  if (!(await isDeep(works, ballot, cast))) return;
  tryToWrite(works, () => works.store.place(ballot, placement, block, true));
  works.pass("watch.settled");
}

/** Looks for the ballot that took an acknowledged ballot's version, further back than `placeBallots` does. */
export function lookUp({ chain }: Works, { acknowledgement }: StoredBallot, head: Head) {
  return findCast(acknowledgement.election, acknowledgement, head.number, chain.provider);
}

export function keyOf({ nullifier, version }: { readonly nullifier: bigint; readonly version: bigint }): string {
  return `${nullifier}:${version}`;
}

function placementOf({ acknowledgement }: StoredBallot, cast: FoundBallot | undefined): [Placement, number | null] {
  if (cast === undefined) return ["waiting", null];
  return [cast.ciphertexts === acknowledgement.ciphertexts ? "cast" : "displaced", cast.blockNumber];
}

async function isDeep({ chain, limits }: Works, { acknowledgement }: StoredBallot, cast: FoundBallot) {
  const own = await readBlockHash(chain, cast.blockNumber);
  const above = await readBlockHash(chain, cast.blockNumber + limits.finality);
  const slot = await readSlotHead(acknowledgement.election, acknowledgement.nullifier, chain.provider);
  return own === cast.blockHash && above !== undefined && slot.version > acknowledgement.version;
}
