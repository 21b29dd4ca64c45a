import { electionInterface } from "../../sdk/chain/contracts.ts";
import { castingCall } from "../../sdk/chain/relayer.ts";
import { follows, readSlotHead } from "../../sdk/chain/slots.ts";
import { parseBallotPackage } from "../../sdk/election/ballotPackage.ts";
import type { Head } from "../sending/chain.ts";
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
    const { version } = ballot.acknowledgement;
    if (follows({ version, held: heldOf(ballot) }, slot)) ready.push(ballot);
    else if (slot.version > version) place(works, ballot, await lookUp(works, ballot, head));
    else setAside(works, keyOf(ballot.acknowledgement));
  }
  return ready;
}

function castBallots(ballots: readonly StoredBallot[]): Call {
  const [name, argument] = castingCall(ballots.map((ballot) => parseBallotPackage(ballot.package).ballot));
  const data = electionInterface.encodeFunctionData(name, [argument]);
  return { to: ballots[0]?.acknowledgement.election as string, data };
}

function heldOf(ballot: StoredBallot): readonly bigint[] {
  return parseBallotPackage(ballot.package).ballot.held;
}
