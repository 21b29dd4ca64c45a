import { electionInterface } from "../../sdk/chain/contracts.ts";
import { castingCall } from "../../sdk/chain/relayer.ts";
import { follows, readSlotHead, type SlotHead } from "../../sdk/chain/slots.ts";
import { parseBallotPackage } from "../../sdk/election/ballotPackage.ts";
import { answeringNodes, type Head } from "../sending/chain.ts";
import type { Call } from "../sending/gas.ts";
import type { Cargo } from "../sending/sender.ts";
import { setAside } from "../sending/setAside.ts";
import { chooseBatch } from "./batches.ts";
import type { StoredBallot } from "./store.ts";
import { keyOf, lookUp, place } from "./watcher.ts";
import type { Works } from "./works.ts";

/** Every ballot costs more: proof, curve additions, call data. */
const LEAST_GAS = 60_000n;

/** Acknowledged ballots as what is sent: several of one election in a transaction, each looked up first. */
export function ballotCargo(works: Works, head: Head): Cargo<StoredBallot> {
  return {
    leastGas: LEAST_GAS,
    waiting: () => works.store.unsettled().filter(({ placement }) => placement === "waiting"),
    keyOf: ({ acknowledgement }) => keyOf(acknowledgement),
    ready: (waiting, size) => castable(works, chooseBatch(waiting, size, works.random), head),
    callOf: castBallots,
  };
}

/** Ballots that are castable now; those found in a block are placed there. */
async function castable(works: Works, chosen: readonly StoredBallot[], head: Head): Promise<readonly StoredBallot[]> {
  const { provider } = works.chain;
  const slots = await Promise.all(
    chosen.map(({ acknowledgement: { election, nullifier } }) => readSlotHead(election, nullifier, provider)),
  );
  works.reached("send.slotsRead");
  const ready: StoredBallot[] = [];
  for (const [i, ballot] of chosen.entries()) {
    const slot = slots[i] as (typeof slots)[number];
    const key = keyOf(ballot.acknowledgement);
    const isDoubted = works.memory.doubted.has(key);
    if (followsAt(ballot, slot)) {
      ready.push(ballot);
      if (isDoubted) setAside(works, key);
      continue;
    }
    if (slot.version > ballot.acknowledgement.version && !isDoubted) {
      const found = await lookUp(works, ballot, head);
      place(works, ballot, found);
      if (found !== undefined) continue;
    }
    const isCastable = await isCastableElsewhere(works, ballot);
    if (isCastable) ready.push(ballot);
    // What one node shows in a block may be sent for nothing: never twice at once.
    if (!isCastable || isDoubted) setAside(works, key);
  }
  return ready;
}

/** The node in use alone keeps nothing back: one other node whose slot has the ballot's version is enough. */
async function isCastableElsewhere({ chain }: Works, ballot: StoredBallot): Promise<boolean> {
  const { election, nullifier } = ballot.acknowledgement;
  const others = answeringNodes(chain).filter((node) => node !== chain.inUse);
  const slots = await Promise.allSettled(others.map(({ provider }) => readSlotHead(election, nullifier, provider)));
  return slots.some((slot) => slot.status === "fulfilled" && followsAt(ballot, slot.value));
}

function followsAt(ballot: StoredBallot, slot: SlotHead): boolean {
  return follows({ version: ballot.acknowledgement.version, held: heldOf(ballot) }, slot);
}

function castBallots(ballots: readonly StoredBallot[]): Call {
  const [name, argument] = castingCall(ballots.map((ballot) => parseBallotPackage(ballot.package).ballot));
  const data = electionInterface.encodeFunctionData(name, [argument]);
  return { to: ballots[0]?.acknowledgement.election as string, data };
}

function heldOf(ballot: StoredBallot): readonly bigint[] {
  return parseBallotPackage(ballot.package).ballot.held;
}
