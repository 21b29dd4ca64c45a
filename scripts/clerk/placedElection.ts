import type { Provider } from "ethers";
import { getAddress, isAddress, ZeroAddress } from "ethers";
import type { Rpc } from "../../sdk/chain/agreement.ts";
import { readBoard } from "../../sdk/chain/board.ts";
import { factoryAt, isOtherContract, read } from "../../sdk/chain/contracts.ts";
import { readConstitution } from "../../sdk/chain/organizer.ts";
import { isPublishedRolls } from "../../sdk/chain/publishedRolls.ts";
import { boardAt } from "../../sdk/chain/townContracts.ts";
import type { Constitution } from "../../sdk/election/constitution.ts";
import { constitutionHash } from "../../sdk/election/constitutionAbi.ts";
import { HanpyoError } from "../../sdk/errors.ts";
import { officesOf } from "../electionFile/toElection.ts";
import { NothingThereError, requireContract } from "../terminal/rpc.ts";
import { DEPLOYMENT_FORMAT, type DeployedBoard, type Deployment, deploymentPath } from "./deploymentFile.ts";
import type { Opened } from "./session.ts";

export class ElectionAddressUnfitError extends HanpyoError {
  readonly reasonInKorean: string;

  constructor(text: string) {
    super(
      "ELECTION_ADDRESS_UNFIT",
      `--election ${text} is no address`,
      "Give 0x and 40 hexadecimal digits, copied whole",
    );
    this.reasonInKorean = `받은 것: ${text}.`;
  }
}

export class OtherElectionError extends HanpyoError {
  readonly reasonInKorean: string;

  constructor(path: string, noted: string, given: string) {
    super(
      "OTHER_ELECTION",
      `${path} has the election of this file at ${noted}, --election says ${given}`,
      "Find out which of the two is meant: leave --election out for the noted one, or give --deployments with another folder",
    );
    this.reasonInKorean = `${path}: ${noted}. --election: ${given}.`;
  }
}

export type ElectionOption = { readonly election?: string; readonly deployments: string };

/**
 * An opened file with its deployment as the chain has it, where the election is named by its address: so a lost
 * deployment file stops nobody. Without an address what is noted stands.
 * Throws `ElectionAddressUnfitError`, `OtherElectionError`, `NothingThereError`, or `OtherContractError`
 * for what is no election.
 */
export async function placed(
  opened: Opened,
  { election: given, deployments }: ElectionOption,
  rpc: Rpc,
): Promise<Opened> {
  if (given === undefined) return opened;
  const { file, deployment } = opened;
  const election = addressOf(given);
  const noted = deployment?.elections[file.id]?.address;
  if (noted !== undefined && getAddress(noted) !== election) {
    throw new OtherElectionError(deploymentPath(deployments, file.chain.deployment), noted, election);
  }
  return { ...opened, deployment: await deploymentOf(opened, election, rpc) };
}

/** What an election says of the contracts that it stands on, over what is noted already. */
async function deploymentOf({ file, deployment }: Opened, election: string, rpc: Rpc): Promise<Deployment> {
  const { provider } = rpc;
  const frozen = await genuine(election, rpc);
  const factory = await read<string>(boardAt(frozen.board, provider), "factory");
  const known = deployment ?? {
    format: DEPLOYMENT_FORMAT,
    name: file.chain.deployment,
    chainId: file.chain.id,
    organizer: ZeroAddress,
    offices: officesOf(file),
    contracts: {},
    boards: {},
    elections: {},
    blocks: {},
  };
  const rolls = (await isPublishedRolls(frozen.rolls, provider)) ? "publishedRolls" : "registry";
  const entry = { board: file.board.name, constitutionHash: constitutionHash(frozen), address: election };
  return {
    ...known,
    contracts: { ...known.contracts, factory, [rolls]: frozen.rolls },
    boards: { ...known.boards, [file.board.name]: await boardOf(frozen.board, provider) },
    elections: { ...known.elections, [file.id]: entry },
  };
}

/** A board as a deployment file notes it, from the chain. */
async function boardOf(address: string, provider: Provider): Promise<DeployedBoard> {
  const { trustees, threshold, termEndsAt, isTest } = await readBoard(address, provider);
  const time = async (name: string) => Number(await read<bigint>(boardAt(address, provider), name));
  const terms = { registerBy: await time("registerBy"), dealBy: await time("dealBy"), termEndsAt, isTest };
  return { address, trustees: [...trustees], threshold, ...terms };
}

/**
 * The constitution of an election that the factory of its board made. Throws `NothingThereError`, or `OtherContractError`
 * for what is no election.
 */
export async function genuine(election: string, rpc: Rpc): Promise<Constitution> {
  await requireContract(rpc, "election", election);
  const { name, provider } = rpc;
  const nothing = new NothingThereError("election", election, name);
  try {
    const constitution = await readConstitution(election, provider);
    const factory = await read<string>(boardAt(constitution.board, provider), "factory");
    if (await read<boolean>(factoryAt(factory, provider), "isElection", election)) return constitution;
  } catch (error) {
    if (!isOtherContract(error)) throw error;
  }
  throw nothing;
}

/** Throws `ElectionAddressUnfitError`. */
export function addressOf(text: string): string {
  if (!isAddress(text) || !text.startsWith("0x")) throw new ElectionAddressUnfitError(text);
  return getAddress(text);
}
