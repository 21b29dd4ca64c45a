import { hexlify, type Provider } from "ethers";
import { type BlockFacts, readBlock, readBlockTimes } from "../chain/blockTimes.ts";
import { type PointResult, readBoard, readCeremony, sigmaProofOf } from "../chain/board.ts";
import { electionAt, factoryAt, read } from "../chain/contracts.ts";
import { type Maker, readFromCreation } from "../chain/creationBlock.ts";
import type { DecodedLog } from "../chain/logs.ts";
import { type CreatedElection, readCreation } from "../chain/organizer.ts";
import { ElectionOfNoProposalError } from "../chain/originParts.ts";
import { readOrigin } from "../chain/readOrigin.ts";
import { isSilence } from "../chain/silence.ts";
import { boardAt, rollFactoryAt } from "../chain/townContracts.ts";
import type { SigmaProof } from "../crypto/sigmaProof.ts";
import { type DecodedOutcome, outcomeFromAbi } from "../election/outcome.ts";
import { HanpyoError, told } from "../errors.ts";
import { readElectionContent } from "../proposals/electionContent.ts";
import { originJson, type RecordedOrigin } from "./originSchema.ts";
import type { ElectionRecord } from "./record.ts";
import { constitutionJson, dealingJson, pointJson, registrationJson, sigmaJson } from "./recordJson.ts";

export type Moment = ElectionRecord["created"];
type Placed = { readonly blockNumber: number };

/** What a record is read from, before the events of its election and its roll are. */
export type RecordGround = {
  readonly provider: Provider;
  /** The last block that counts. */
  readonly block: BlockFacts;
  readonly board: string;
  readonly factory: string;
  readonly creation: CreatedElection;
  readonly ceremony: Awaited<ReturnType<typeof readCeremony>>;
  /** The block to read the roll's events from. */
  readonly rollFrom: number;
};

export class NotAnElectionError extends HanpyoError {
  constructor(address: string) {
    super("NOT_AN_ELECTION", told`There is no election at ${{ address }}`, "Check the address, the RPC and its chain");
  }
}

/**
 * Finds an election's creation, board and roll.
 * @param lastBlock The last block that counts; the latest by default.
 * @param created The block in which somebody says that it was created.
 * Throws `NotAnElectionError`, `ElectionUnknownError`, `CreatedLaterError`, `BlockUnknownError`.
 */
export async function readGround(
  election: string,
  provider: Provider,
  lastBlock?: number,
  created?: number,
): Promise<RecordGround> {
  const block = await readBlock(lastBlock ?? "latest", provider);
  const { board, factory } = await homeOf(election, provider);
  const creation = await creationOf(election, factory, provider, block.number, created);
  const { rolls } = creation.constitution;
  // Board and roll are older than their election.
  const from = (made: string, maker: Maker) => readFromCreation(made, maker, creation.blockNumber, provider);
  const boardFrom = await from(board, () => read<string>(factoryAt(factory, provider), "boardFactory"));
  const ceremony = await readCeremony(board, provider, block.number, boardFrom);
  const rollFrom = await from(rolls, () => rollFactoryOf(rolls, factory, provider));
  return { provider, block, board, factory, creation, ceremony, rollFrom };
}

/** The record but for its lists of batches, skipped ballots and the roll; of the election's events only others matter. */
export async function recordFrame(
  { provider, block, board, factory, creation, ceremony }: RecordGround,
  logs: readonly DecodedLog[],
  at: (event: Placed) => Moment,
) {
  const proposal = await originOf(creation, provider);
  return {
    ...(proposal === undefined ? {} : { proposal }),
    block,
    chainId: String((await provider.getNetwork()).chainId),
    election: creation.election,
    creator: creation.creator,
    created: at(creation),
    constitutionHash: creation.constitutionHash,
    constitution: constitutionJson(creation.constitution),
    content: hexlify(creation.content),
    board: {
      factory,
      ...(await boardTerms(board, provider)),
      registrations: ceremony.registrations.map((event) => ({ at: at(event), ...registrationJson(event) })),
      dealings: ceremony.dealings.map((event) => ({ at: at(event), ...dealingJson(event) })),
    },
    consents: named(logs, "ConsentGiven").map((log) => ({
      seat: Number(log.args.seat),
      at: at(log),
      proof: sigmaJson(sigmaProofOf(log.args.proof as SigmaProof)),
    })),
    opening: first(logs, "ElectionOpened", ({ args, ...log }) => ({
      at: at(log),
      censusRoot: String(args.censusRoot),
      activeMembers: Number(args.activeMembers),
      depth: Number(args.depth),
      electionKey: pointJson(args.electionKey as PointResult),
    })),
    firstSum: first(logs, "TallySummed", at),
    seal: first(logs, "TallySealed", ({ args, ...log }) => ({
      at: at(log),
      sumHash: args.sumHash as string,
      ballots: Number(args.ballots),
    })),
    shares: named(logs, "SharePosted").map((log) => ({
      seat: Number(log.args.seat),
      at: at(log),
      share: (log.args.share as PointResult[]).map(pointJson),
      proof: sigmaJson(sigmaProofOf(log.args.proof as SigmaProof)),
    })),
    result: first(logs, "ResultPosted", ({ args, ...log }) => ({
      at: at(log),
      counts: (args.counts as bigint[]).map(String),
      seats: (args.seats as bigint[]).map(Number),
      outcome: outcomeFromAbi(args.outcome as DecodedOutcome),
    })),
  };
}

/**
 * What an election came of whose content says that it came of a proposal; undefined where there is none or the content
 * cannot be read: both are checks' to say.
 */
async function originOf(creation: CreatedElection, provider: Provider): Promise<RecordedOrigin | undefined> {
  if (!isReadable(creation.content)) return undefined;
  try {
    const origin = await readOrigin(creation, provider);
    return origin && originJson(origin);
  } catch (error) {
    if (error instanceof ElectionOfNoProposalError) return undefined;
    throw error;
  }
}

function isReadable(content: Uint8Array): boolean {
  try {
    readElectionContent(content);
    return true;
  } catch (error) {
    if (error instanceof HanpyoError) return false;
    throw error;
  }
}

/** Gives an event's place in the chain; asks for the blocks of all of them beforehand. Throws `BlockUnknownError`. */
export async function momentReader(events: readonly Placed[], provider: Provider): Promise<(event: Placed) => Moment> {
  const times = await readBlockTimes(
    events.map(({ blockNumber }) => blockNumber),
    provider,
  );
  return ({ blockNumber }) => ({ block: blockNumber, time: times.get(blockNumber) as number });
}

/** Board and factory of an election. What answers otherwise than an election does is none; a silent node is an error. */
async function homeOf(
  election: string,
  provider: Provider,
): Promise<{ readonly board: string; readonly factory: string }> {
  try {
    const { board } = await read<{ board: string }>(electionAt(election, provider), "constitution");
    return { board, factory: await read<string>(boardAt(board, provider), "factory") };
  } catch (error) {
    if (isSilence(error)) throw error;
    throw new NotAnElectionError(election);
  }
}

/** Looked for where somebody says that it is, and from the last block back where it is not. */
async function creationOf(
  election: string,
  factory: string,
  provider: Provider,
  last: number,
  created = last,
): Promise<CreatedElection> {
  if (created < last) {
    try {
      return await readCreation(factory, election, provider, created);
    } catch (error) {
      if (isSilence(error)) throw error;
    }
  }
  return readCreation(factory, election, provider, last);
}

/** Which of its factory's roll factories made an election's rolls. */
async function rollFactoryOf(rolls: string, factory: string, provider: Provider): Promise<string | undefined> {
  for (const one of await read<readonly string[]>(factoryAt(factory, provider), "rollFactories")) {
    if (await read<boolean>(rollFactoryAt(one, provider), "isRoll", rolls)) return one;
  }
  return undefined;
}

async function boardTerms(board: string, provider: Provider) {
  const { trustees, threshold, termEndsAt } = await readBoard(board, provider);
  const registerBy = Number(await read<bigint>(boardAt(board, provider), "registerBy"));
  const dealBy = Number(await read<bigint>(boardAt(board, provider), "dealBy"));
  return { trustees: [...trustees], threshold, registerBy, dealBy, termEndsAt };
}

function named(logs: readonly DecodedLog[], event: string): DecodedLog[] {
  return logs.filter(({ name }) => name === event);
}

function first<T>(logs: readonly DecodedLog[], event: string, convert: (log: DecodedLog) => T): T | null {
  const found = logs.find(({ name }) => name === event);
  return found === undefined ? null : convert(found);
}
