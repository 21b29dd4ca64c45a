import { type ContractRunner, type Log, type LogDescription, type Provider, toBeHex } from "ethers";
import { hashWords } from "../crypto/transcript.ts";
import { type Ballot, heldHash } from "../election/ballot.ts";
import { HanpyoError, told } from "../errors.ts";
import type { SlotState } from "../proofs/ballotProof.ts";
import { type BallotEvent, ballotEventOf, CAST_TOPICS } from "./ballotBox.ts";
import { electionAt, electionInterface, read } from "./contracts.ts";
import { type LogFilter, logPages, readLogs } from "./logPages.ts";
import { type DecodedLog, providerOf } from "./logs.ts";

/** A ballot's event with the block that holds it. */
export type PlacedBallotEvent = BallotEvent & {
  /** keccak256 of the ciphertexts' words. */
  readonly ciphertexts: string;
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

export class HeldUnknownError extends HanpyoError {
  constructor(nullifier: bigint) {
    super(
      "HELD_UNKNOWN",
      told`The ciphertexts that slot ${{ nullifier }} holds are not among the events that the node gave`,
      "Ask another RPC",
    );
  }
}

/** What a slot stores, as of the latest block. */
export async function readSlotHead(election: string, nullifier: bigint, runner: ContractRunner): Promise<SlotHead> {
  const [version, held] = await read<[bigint, bigint]>(electionAt(election, runner), "slot", nullifier);
  return { version, heldHash: held };
}

/**
 * Reads a slot's version and the ciphertexts it holds (P7.2): the version and their hash from the contract, the words from
 * the events of this slot alone. Throws `HeldUnknownError`.
 */
export async function readSlot(election: string, nullifier: bigint, runner: ContractRunner): Promise<SlotState> {
  const { version, heldHash: hash } = await readSlotHead(election, nullifier, runner);
  if (version === 0n) return { version, held: [] };
  const provider = providerOf(runner);
  const cast = await findCast(
    election,
    { nullifier, version: version - 1n },
    await provider.getBlockNumber(),
    provider,
  );
  if (cast === undefined || heldHash(cast.next) !== hash) throw new HeldUnknownError(nullifier);
  return { version, held: cast.next };
}

/** The ballots that the blocks from `fromBlock` to `toBlock` cast, in the chain's order. */
export async function readCasts(
  election: string,
  fromBlock: number,
  toBlock: number,
  provider: Provider,
): Promise<PlacedBallotEvent[]> {
  const logs = await readLogs(castsOf(election), { first: fromBlock, last: toBlock }, provider);
  return placedEventsOf(logs);
}

/**
 * Looks for the ballot that took `version` of a slot, from `lastBlock` back to `firstBlock`; nothing if there is none.
 * The node is not believed to have filtered: it is the slot's and the version's by the event itself.
 */
export async function findCast(
  election: string,
  { nullifier, version }: Pick<Ballot, "nullifier" | "version">,
  lastBlock: number,
  provider: Provider,
  firstBlock = 0,
): Promise<PlacedBallotEvent | undefined> {
  const blocks = { first: firstBlock, last: lastBlock };
  for await (const logs of logPages(castsOf(election, nullifier), blocks, provider, "backwards")) {
    const found = placedEventsOf(logs).find((cast) => cast.nullifier === nullifier && cast.version === version);
    if (found !== undefined) return found;
  }
  return undefined;
}

function castsOf(election: string, nullifier?: bigint): LogFilter {
  return { address: election, topics: [CAST_TOPICS, nullifier === undefined ? null : toBeHex(nullifier, 32)] };
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

function placedEventsOf(logs: readonly Log[]): PlacedBallotEvent[] {
  return logs.flatMap((log) => placedEventOf(log) ?? []);
}

/** Nothing where the log cannot be decoded: no contract of ours wrote it, so the node shows no ballot by it. */
function placedEventOf(log: Log): PlacedBallotEvent | undefined {
  try {
    const { args } = electionInterface.parseLog(log) as LogDescription;
    const event = ballotEventOf(args as unknown as DecodedLog["args"]);
    return { ...event, ciphertexts: hashWords(event.next), blockNumber: log.blockNumber, blockHash: log.blockHash };
  } catch {
    return undefined;
  }
}
