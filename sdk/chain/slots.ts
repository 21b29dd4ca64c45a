import { type Log, type Provider, toBeHex } from "ethers";
import { hashWords } from "../crypto/transcript.ts";
import type { Ballot } from "../election/ballot.ts";
import { heldHash } from "../election/ballot.ts";
import { electionAt, electionInterface, read } from "./contracts.ts";
import { RANGE } from "./firstBlock.ts";

/** A ballot as a block holds it, by slot and version. */
export type FoundBallot = {
  readonly nullifier: bigint;
  readonly version: bigint;
  /** keccak256 of the ciphertexts' words. */
  readonly ciphertexts: string;
  readonly next: readonly bigint[];
  readonly blockNumber: number;
  readonly blockHash: string;
};

/** What a slot stores: the next version, and the low 224 bits of the hash of what it holds (P7.2). */
export type SlotHead = { readonly version: bigint; readonly heldHash: bigint };

/** Where a ballot stands on the chain that a node sees now. */
export type BallotPlace =
  /** The slot has the version that the ballot was made for. */
  | { readonly place: "castable" }
  /** The slot has not reached the ballot's version, or holds other ciphertexts than the ballot names. */
  | { readonly place: "ahead" }
  | { readonly place: "cast"; readonly blockNumber: number }
  /** Another ballot took this version of the slot. */
  | { readonly place: "displaced"; readonly blockNumber: number };

export async function readSlotHead(election: string, nullifier: bigint, provider: Provider): Promise<SlotHead> {
  const [version, held] = await read<[bigint, bigint]>(electionAt(election, provider), "slot", nullifier);
  return { version, heldHash: held };
}

/** The ballots that the blocks from `fromBlock` to `toBlock` cast. */
export async function readCasts(
  election: string,
  fromBlock: number,
  toBlock: number,
  provider: Provider,
  nullifier?: bigint,
): Promise<FoundBallot[]> {
  const topics = electionInterface.encodeFilterTopics(
    "BallotCast",
    nullifier === undefined ? [] : [toBeHex(nullifier)],
  );
  const logs = await provider.getLogs({ address: election, topics, fromBlock, toBlock });
  return logs.map(foundBallot);
}

/** Looks for the ballot that took `version` of a slot, from `lastBlock` back to the first; nothing if there is none. */
export async function findCast(
  election: string,
  { nullifier, version }: Pick<Ballot, "nullifier" | "version">,
  lastBlock: number,
  provider: Provider,
): Promise<FoundBallot | undefined> {
  for (let to = lastBlock; to >= 0; to -= RANGE) {
    const casts = await readCasts(election, Math.max(0, to - RANGE + 1), to, provider, nullifier);
    const found = casts.find((cast) => cast.version === version);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Asks a node where a ballot stands; for a moved slot it looks for the block that took the ballot's version. */
export async function readBallotPlace(election: string, ballot: Ballot, provider: Provider): Promise<BallotPlace> {
  const slot = await readSlotHead(election, ballot.nullifier, provider);
  if (slot.version < ballot.version) return { place: "ahead" };
  if (slot.version === ballot.version) return { place: follows(ballot, slot) ? "castable" : "ahead" };
  const cast = await findCast(election, ballot, await provider.getBlockNumber(), provider);
  if (cast === undefined) return { place: "ahead" };
  const place = cast.ciphertexts === hashWords(ballot.next) ? "cast" : "displaced";
  return { place, blockNumber: cast.blockNumber };
}

/** Whether a ballot names the version that a slot has, and what it holds (P7.2). */
export function follows({ version, held }: Pick<Ballot, "version" | "held">, slot: SlotHead): boolean {
  return version === slot.version && (version === 0n || heldHash(held) === slot.heldHash);
}

function foundBallot(log: Log): FoundBallot {
  const { args } = electionInterface.parseLog(log) as NonNullable<ReturnType<typeof electionInterface.parseLog>>;
  const next = [...(args.next as bigint[])];
  return {
    nullifier: args.nullifier as bigint,
    version: args.version as bigint,
    ciphertexts: hashWords(next),
    next,
    blockNumber: log.blockNumber,
    blockHash: log.blockHash,
  };
}
