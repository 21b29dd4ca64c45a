import { type ContractRunner, getBytes, hexlify, type Provider, type Signer } from "ethers";
import type { Constitution } from "../election/constitution.ts";
import { constitutionFromAbi, constitutionToAbi, type DecodedConstitution } from "../election/constitutionAbi.ts";
import { requireExampleBallot } from "../election/exampleBallot.ts";
import { HanpyoError } from "../errors.ts";
import { electionAt, factoryAt, factoryInterface, read, type Sent, send } from "./contracts.ts";
import { type DecodedLog, logsOf, providerOf } from "./logs.ts";

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
    super("ELECTION_UNKNOWN", `Factory ${factory} did not create ${election}`, "Check both addresses and the chain");
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
    .map((log) => factoryInterface.parseLog(log))
    .find((log) => log?.name === "ElectionCreated");
  return { ...sent, election: created?.args.election as string };
}

/** Everything that a factory created, in the chain's order, up to `lastBlock` (default: the latest). */
export async function readCreations(
  factory: string,
  runner: ContractRunner,
  lastBlock?: number,
): Promise<CreatedElection[]> {
  const logs = await logsOf(factoryAt(factory, runner), lastBlock);
  return logs.filter(({ name }) => name === "ElectionCreated").map(creationOf);
}

/** Reads what an election was created with from its factory's event, up to `lastBlock`. Throws `ElectionUnknownError`. */
export async function readCreation(
  factory: string,
  election: string,
  runner: ContractRunner,
  lastBlock?: number,
): Promise<CreatedElection> {
  const logs = await logsOf(factoryAt(factory, runner), lastBlock);
  const created = logs.find(
    ({ name, args }) =>
      name === "ElectionCreated" && (args.election as string).toLowerCase() === election.toLowerCase(),
  );
  if (created === undefined) throw new ElectionUnknownError(election, factory);
  return creationOf(created);
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
