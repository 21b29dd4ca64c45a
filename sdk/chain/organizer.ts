import { type ContractRunner, getBytes, hexlify, type Provider, type Signer } from "ethers";
import type { Constitution } from "../election/constitution.ts";
import { constitutionFromAbi, constitutionToAbi, type DecodedConstitution } from "../election/constitutionAbi.ts";
import { requireExampleBallot } from "../election/exampleBallot.ts";
import { HanpyoError, told } from "../errors.ts";
import { electionAt, factoryAt, factoryInterface, read, type Sent, send } from "./contracts.ts";
import { type Blocks, logPages } from "./logPages.ts";
import { type DecodedLog, decoded, logsOf, providerOf } from "./logs.ts";
import { LogsMissingError } from "./logsMissing.ts";
import { RpcProvider } from "./rpcProvider.ts";
import { isSilence } from "./silence.ts";

/** An election as its creation event describes it. */
export type CreatedElection = {
  readonly election: string;
  readonly creator: string;
  readonly constitutionHash: string;
  readonly constitution: Constitution;
  readonly content: Uint8Array;
  readonly blockNumber: number;
};

export class ElectionUnknownError extends HanpyoError {
  constructor(election: string, factory: string) {
    super(
      "ELECTION_UNKNOWN",
      told`Factory ${{ factory }} did not create ${{ election }}`,
      "Check both addresses and the chain",
    );
  }
}

/** The last block that counts is older than the election. */
export class CreatedLaterError extends HanpyoError {
  constructor(election: string, created: number, last: number) {
    super(
      "CREATED_LATER",
      told`Election ${{ election }} was created in block ${{ created }}, after block ${{ last }}, the last that counts`,
      "Wait until the chain calls that block finalized, or name a later block with --block",
    );
  }
}

/**
 * Creates an election (P3). Throws `NoLegalBallotError`, or `ContractRefusedError`, for a wrong field with
 * `InvalidConstitution`.
 * @param example A legal ballot's points for each option; by default one is looked for.
 */
export async function createElection(
  factory: string,
  constitution: Constitution,
  content: Uint8Array,
  organizer: Signer,
  example: readonly number[] = requireExampleBallot(constitution.rules),
): Promise<Sent & { readonly election: string }> {
  const args = [constitutionToAbi(constitution), hexlify(content), [...example]];
  const sent = await send(factoryAt(factory, organizer), "create", ...args);
  const receipt = await providerOf(organizer).getTransactionReceipt(sent.hash);
  const created = receipt?.logs
    .filter((log) => log.address.toLowerCase() === factory.toLowerCase())
    .map((log) => factoryInterface.parseLog(log))
    .find((log) => log?.name === "ElectionCreated");
  return { ...sent, election: created?.args.election as string };
}

/** What a factory created in these blocks (default: its own first to the latest), in the chain's order. */
export async function readCreations(
  factory: string,
  runner: ContractRunner,
  lastBlock?: number,
  firstBlock?: number,
): Promise<CreatedElection[]> {
  const logs = await logsOf(factoryAt(factory, runner), lastBlock, firstBlock);
  return logs.filter(({ name }) => name === "ElectionCreated").map(creationOf);
}

/**
 * Reads what an election was created with from its factory's event, up to `lastBlock` (default: the latest). The event
 * is looked for from the last block back, so that nobody needs to know when the factory was deployed; where it is not
 * found, the factory itself is asked, so that nothing is said of either for what a node leaves out.
 * Throws `ElectionUnknownError`, `CreatedLaterError` or `LogsMissingError`.
 */
export async function readCreation(
  factory: string,
  election: string,
  runner: ContractRunner,
  lastBlock?: number,
): Promise<CreatedElection> {
  const provider = providerOf(runner);
  const head = await provider.getBlockNumber();
  const last = lastBlock ?? head;
  const first = provider instanceof RpcProvider ? (provider.firstBlockOf(factory) ?? 0) : 0;
  // Of an address that is no election of the factory there is no event to be found, in however many blocks.
  if (!(await isCreated(factory, election, provider))) throw new ElectionUnknownError(election, factory);
  const found = await findCreation(factory, election, { first, last }, provider);
  if (found !== undefined) return found;
  const later = await findCreation(factory, election, { first: last + 1, last: head }, provider);
  if (later !== undefined) throw new CreatedLaterError(election, later.blockNumber, last);
  throw new LogsMissingError(factory, `that it created ${election}`, "say nothing of it");
}

/** What answers otherwise than a factory does has created nothing; a silent node is an error. */
async function isCreated(factory: string, election: string, provider: Provider): Promise<boolean> {
  try {
    return await read<boolean>(factoryAt(factory, provider), "isElection", election);
  } catch (error) {
    if (isSilence(error)) throw error;
    return false;
  }
}

async function findCreation(
  factory: string,
  election: string,
  blocks: Blocks,
  provider: Provider,
): Promise<CreatedElection | undefined> {
  const filter = { address: factory, topics: factoryInterface.encodeFilterTopics("ElectionCreated", [election]) };
  for await (const logs of logPages(filter, blocks, provider, "backwards")) {
    const [log] = logs;
    if (log !== undefined) return creationOf(decoded(log, factoryInterface) as DecodedLog);
  }
  return undefined;
}

function creationOf({ args, blockNumber }: DecodedLog): CreatedElection {
  return {
    election: args.election as string,
    creator: args.creator as string,
    constitutionHash: args.constitutionHash as string,
    constitution: constitutionFromAbi(args.constitution as DecodedConstitution),
    content: getBytes(args.content as string),
    blockNumber,
  };
}

/** An election's constitution from the election itself. */
export async function readConstitution(election: string, provider: Provider): Promise<Constitution> {
  return constitutionFromAbi(await read<DecodedConstitution>(electionAt(election, provider), "constitution"));
}
