import { electionInterface } from "../../sdk/chain/contracts.ts";
import { readFromElection } from "../../sdk/chain/electionLogs.ts";
import { castingCall } from "../../sdk/chain/relayer.ts";
import { findCast, follows, type PlacedBallotEvent, readCasts, readSlotHead } from "../../sdk/chain/slots.ts";
import { trackerNumber } from "../../sdk/crypto/tracker.ts";
import { parseBallotPackage } from "../../sdk/election/ballotPackage.ts";
import type { Kind, Taken } from "./kind.ts";

/** Acknowledged ballots: several of one election in a transaction, first ones apart from changes, which are dearer. */
export const ballotKind: Kind = {
  groupOf: ({ acknowledgement: { contract, version } }) => `${contract}:${version === 0n ? "first" : "change"}`,
  callOf(group) {
    const [name, argument] = castingCall(group.map((kept) => parseBallotPackage(kept.package).ballot));
    const data = electionInterface.encodeFunctionData(name, [argument]);
    return { to: group[0]?.acknowledgement.contract as string, data };
  },
  // Every ballot costs more: proof, curve additions, call data.
  leastGas: 60_000n,
  async readSlot({ acknowledgement: { contract, nullifier, version }, package: text }, provider) {
    const slot = await readSlotHead(contract, nullifier, provider);
    return { version: slot.version, isDue: follows({ version, held: parseBallotPackage(text).ballot.held }, slot) };
  },
  async readTaken(contract, { first, last }, provider) {
    return (await readCasts(contract, first, last, provider)).map((cast) => takenBy(contract, cast));
  },
  async findTaken({ acknowledgement }, lastBlock, provider) {
    const { contract } = acknowledgement;
    const first = await readFromElection(contract, lastBlock, provider);
    const cast = await findCast(contract, acknowledgement, lastBlock, provider, first);
    return cast && takenBy(contract, cast);
  },
  readFirstBlock: readFromElection,
  async mayBeTaken({ elections }, { acknowledgement }, time) {
    const open = await elections.open(acknowledgement.contract).catch(() => undefined);
    if (open === undefined) return true;
    const { closesAt, closeGrace } = open.constitution.schedule;
    return time <= closesAt + closeGrace;
  },
  // The deadline of a ballot leaves time: one that its box did not get is a promise that was broken.
  readEnded: async () => undefined,
  async isTest({ elections }, { acknowledgement }) {
    const open = await elections.open(acknowledgement.contract).catch(() => undefined);
    return open?.constitution.isTest === true;
  },
  known: ({ elections }) => elections.known(),
};

function takenBy(election: string, cast: PlacedBallotEvent): Taken {
  const { nullifier, version, ciphertexts, blockNumber, blockHash } = cast;
  const tracker = trackerNumber({ election, ...cast });
  return { nullifier, version, content: ciphertexts, tracker, blockNumber, blockHash };
}
