import { Contract, type Provider } from "ethers";
import type { Rpc } from "../../sdk/chain/agreement.ts";
import { factoryAt, read } from "../../sdk/chain/contracts.ts";
import { logsOf } from "../../sdk/chain/logs.ts";
import { type CreatedElection, readCreation, readCreations } from "../../sdk/chain/organizer.ts";
import { challengePeriodOf, publishedRollsAt } from "../../sdk/chain/publishedRolls.ts";
import { registryAt, rollFactoryAt } from "../../sdk/chain/townContracts.ts";
import { BALLOT_SIZES } from "../../sdk/election/ballotSize.ts";
import { constitutionHash } from "../../sdk/election/constitutionAbi.ts";
import { HanpyoError, told } from "../../sdk/errors.ts";
import { whyTest } from "../electionFile/safety.ts";
import { boardTermsOf, constitutionOf, contentOf, officesOf, rollSourceOf } from "../electionFile/toElection.ts";
import { blockOnChain, eventfulOf } from "./deployedBlocks.ts";
import { officesText, termsText } from "./deployedTerms.ts";
import type { DeployedBoard, Deployment } from "./deploymentFile.ts";
import { requireSame } from "./deployRefusals.ts";
import { placed } from "./placedElection.ts";
import type { Opened } from "./session.ts";

const TALLYING_ABI = ["function tallying() view returns (address)"];

type RegistryCreated = {
  readonly registrar: string;
  readonly approver: string;
  readonly recoveryBody: string;
  readonly rotationDelay: bigint;
  readonly isTest: boolean;
};

export class RollFactoryMissingError extends HanpyoError {
  constructor(rolls: string) {
    super(
      "ROLL_FACTORY_MISSING",
      told`No roll factory of this election's factory made ${{ rolls }}`,
      "Do not go on: the election is not made as this release makes them; check its address",
    );
  }
}

/**
 * What a lost deployment file said, from the chain, for an election that was created.
 * Throws `DeploymentDiffersError` unless it was created from this very file.
 */
export async function recoveredDeployment(
  opened: Opened,
  options: { readonly election: string; readonly deployments: string },
  rpc: Rpc,
): Promise<Deployment> {
  const { file, dangers } = opened;
  const { provider } = rpc;
  const { deployment } = await placed(opened, options, rpc);
  const { contracts, boards, elections } = deployment as Deployment;
  const board = boards[file.board.name] as DeployedBoard;
  requireSame(`Board ${file.board.name}`, termsText(board), termsText(boardTermsOf(file)));
  const entry = elections[file.id];
  const creation = await readCreation(contracts.factory as string, entry?.address as string, provider);
  const rolls = creation.constitution.rolls;
  const ofFile = constitutionOf(file, contentOf(file, whyTest(file, dangers)), { rolls, board: board.address });
  requireSame(`The roll of ${file.id}`, rolls, rollSourceOf(file, contracts) ?? "none");
  requireSame(`Election ${file.id}`, creation.constitutionHash, constitutionHash(ofFile));
  const town = await townOf(contracts.factory as string, creation, provider);
  requireSame("The registry", officesText(town.offices), officesText(officesOf(file)));
  const recovered = {
    ...(deployment as Deployment),
    organizer: creation.creator,
    offices: town.offices,
    contracts: { ...contracts, ...town.contracts },
  };
  return { ...recovered, blocks: await blocksOf(recovered, board.address, creation, provider) };
}

/** In which blocks the contracts were made: as noted, or from the chain. */
async function blocksOf(
  recovered: Deployment,
  board: string,
  { election, blockNumber }: CreatedElection,
  provider: Provider,
): Promise<Deployment["blocks"]> {
  const { contracts, blocks: noted } = recovered;
  const makers = new Map([
    [board, contracts.boardFactory],
    [contracts.registry, contracts.rollFactory],
    [contracts.publishedRolls, contracts.rollFactory],
  ]);
  const blocks = { ...noted, [election]: blockNumber };
  for (const address of eventfulOf(recovered)) {
    const maker = makers.get(address);
    blocks[address] ??= await blockOnChain(address, provider, maker === undefined ? undefined : async () => maker);
  }
  return blocks;
}

/** The election that one of the accounts created from a file, whether it was noted or not; undefined if there is none. */
export async function createdOf(
  { file, dangers }: Pick<Opened, "file" | "dangers">,
  factory: string,
  organizers: readonly string[],
  { provider }: Pick<Rpc, "provider">,
): Promise<CreatedElection | undefined> {
  const content = contentOf(file, whyTest(file, dangers));
  return (await readCreations(factory, provider)).find(
    ({ creator, constitution, constitutionHash: created }) =>
      organizers.includes(creator) && constitutionHash(constitutionOf(file, content, constitution)) === created,
  );
}

/** The contracts around an election, as far as contracts name one another, and the offices that its registry began with. */
async function townOf(
  factory: string,
  { constitution: { rolls }, creator }: CreatedElection,
  provider: Provider,
): Promise<{ readonly contracts: Readonly<Record<string, string>>; readonly offices: Deployment["offices"] }> {
  const at = factoryAt(factory, provider);
  const rollFactory = await rollFactoryOf(at, rolls, provider);
  const made = await logsOf(rollFactoryAt(rollFactory, provider));
  const isRegistry = await read<boolean>(rollFactoryAt(rollFactory, provider), "isRegistry", rolls);
  const registry = isRegistry ? rolls : await read<string>(publishedRollsAt(rolls, provider), "registry");
  const published = made
    .filter(({ name }) => name === "PublishedRollsCreated")
    .filter(({ args }) => (args.terms as { readonly registry: string }).registry === registry)
    .toSorted((a, b) => Number(b.args.creator === creator) - Number(a.args.creator === creator));
  const publishedRolls = isRegistry ? (published[0]?.args.rolls as string | undefined) : rolls;
  const terms = made.find(({ name, args }) => name === "RegistryCreated" && args.registry === registry)?.args
    .terms as RegistryCreated;
  const { registrar, approver, recoveryBody, rotationDelay, isTest } = terms;
  const period = publishedRolls === undefined ? 0 : await challengePeriodOf(publishedRolls, provider);
  const rollsAt = rollFactoryAt(rollFactory, provider);
  return {
    offices: {
      ...{ registrar, approver, recoveryBody, rotationDelay: Number(rotationDelay), isTest },
      challengePeriod: period,
    },
    contracts: {
      boardFactory: await read<string>(at, "boardFactory"),
      rollFactory,
      registryImplementation: await read<string>(rollsAt, "registryImplementation"),
      publishedRollsImplementation: await read<string>(rollsAt, "publishedRollsImplementation"),
      semaphore: await read<string>(registryAt(registry, provider), "semaphore"),
      registry,
      ...(publishedRolls === undefined ? {} : { publishedRolls }),
      ...(await electionCodeOf(at, provider)),
    },
  };
}

/** The code that elections of each ballot size share, and what all of it delegates the tally to. */
async function electionCodeOf(factory: Contract, provider: Provider): Promise<Readonly<Record<string, string>>> {
  const found: Record<string, string> = {};
  for (const size of BALLOT_SIZES) {
    const implementation = await read<string>(factory, "implementation", size);
    found[`election${size}`] = implementation;
    found.tallying = await read<string>(new Contract(implementation, TALLYING_ABI, provider), "tallying");
  }
  return found;
}

async function rollFactoryOf(
  factory: ReturnType<typeof factoryAt>,
  rolls: string,
  provider: Provider,
): Promise<string> {
  for (const rollFactory of await read<string[]>(factory, "rollFactories")) {
    if (await read<boolean>(rollFactoryAt(rollFactory, provider), "isRoll", rolls)) return rollFactory;
  }
  throw new RollFactoryMissingError(rolls);
}
