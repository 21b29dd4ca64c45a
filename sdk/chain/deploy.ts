import type { Signer } from "ethers";
import semaphoreVerifierArtifact from "../../artifacts/@semaphore-protocol/contracts/base/SemaphoreVerifier.sol/SemaphoreVerifier.json" with {
  type: "json",
};
import semaphoreArtifact from "../../artifacts/@semaphore-protocol/contracts/Semaphore.sol/Semaphore.json" with {
  type: "json",
};
import electionArtifact from "../../artifacts/contracts/elections/Election.sol/Election.json" with { type: "json" };
import jointsArtifact from "../../artifacts/contracts/elections/Joints.sol/Joints.json" with { type: "json" };
import tallyingArtifact from "../../artifacts/contracts/elections/Tallying.sol/Tallying.json" with { type: "json" };
import trusteeProofsArtifact from "../../artifacts/contracts/elections/TrusteeProofs.sol/TrusteeProofs.json" with {
  type: "json",
};
import boardFactoryArtifact from "../../artifacts/contracts/factory/BoardFactory.sol/BoardFactory.json" with {
  type: "json",
};
import factoryArtifact from "../../artifacts/contracts/factory/ElectionFactory.sol/ElectionFactory.json" with {
  type: "json",
};
import rollFactoryArtifact from "../../artifacts/contracts/factory/RollFactory.sol/RollFactory.json" with {
  type: "json",
};
import outcomesArtifact from "../../artifacts/contracts/libraries/Outcomes.sol/Outcomes.json" with { type: "json" };
import publishedRollsArtifact from "../../artifacts/contracts/registry/PublishedRolls.sol/PublishedRolls.json" with {
  type: "json",
};
import registryArtifact from "../../artifacts/contracts/registry/ResidentRegistry.sol/ResidentRegistry.json" with {
  type: "json",
};
import boardArtifact from "../../artifacts/contracts/trustees/TrusteeBoard.sol/TrusteeBoard.json" with { type: "json" };
import ballotVerifier4Artifact from "../../artifacts/contracts/verifiers/BallotVerifier4.sol/BallotVerifier4.json" with {
  type: "json",
};
import ballotVerifier8Artifact from "../../artifacts/contracts/verifiers/BallotVerifier8.sol/BallotVerifier8.json" with {
  type: "json",
};
import ballotVerifier32Artifact from "../../artifacts/contracts/verifiers/BallotVerifier32.sol/BallotVerifier32.json" with {
  type: "json",
};
import enrolmentVerifierArtifact from "../../artifacts/contracts/verifiers/EnrolmentVerifier.sol/EnrolmentVerifier.json" with {
  type: "json",
};
import keyShareVerifierArtifact from "../../artifacts/contracts/verifiers/KeyShareVerifier.sol/KeyShareVerifier.json" with {
  type: "json",
};
import poseidonArtifact from "../../artifacts/poseidon-solidity/PoseidonT3.sol/PoseidonT3.json" with { type: "json" };
import { CENSUS_DEPTH } from "../proofs/ballotProof.ts";
import { type Deployed, deploy } from "./deployment.ts";
import { type DeployedProposals, deployProposals } from "./deployProposals.ts";
import { createPublishedRolls, createRegistry, type RegistryTerms } from "./factories.ts";

const CHALLENGE_PERIOD = 3 * 86_400;

/** Semaphore with what it stands on. */
export type SemaphoreContracts = {
  readonly poseidon: Deployed;
  readonly semaphoreVerifier: Deployed;
  readonly semaphore: Deployed;
};

/** What elections delegate to; their factory is linked with `outcomes` too. */
export type ElectionLibraries = {
  readonly trusteeProofs: Deployed;
  readonly outcomes: Deployed;
  readonly tallying: Deployed;
};

/** A factory of rolls with the code that it clones. */
export type RollContracts = {
  readonly registryImplementation: Deployed;
  readonly publishedRollsImplementation: Deployed;
  readonly rollFactory: Deployed;
};

/** A factory of boards with the code that it clones. */
export type BoardContracts = { readonly boardImplementation: Deployed; readonly boardFactory: Deployed };

/** The contracts that all elections of a municipality share. */
export type SharedContracts = {
  readonly semaphore: Deployed;
  readonly rollFactory: Deployed;
  readonly registry: Deployed;
  readonly publishedRolls: Deployed;
  readonly boardFactory: Deployed;
  readonly factory: Deployed;
  readonly proposals: DeployedProposals;
  readonly joints: Deployed;
  /** Everything that was deployed, by name. */
  readonly all: Readonly<Record<string, Deployed>>;
};

/** What the shared contracts are deployed with. */
export type SharedParameters = RegistryTerms & {
  /** Seconds in which a published roll can be challenged, at least a day but for a test; three days by default. */
  readonly challengePeriod?: number;
};

/**
 * Deploys the shared contracts: verifiers, the factories of rolls, boards and elections with the code that they clone,
 * of the first a registry and published rolls, and the contracts of proposals. Throws `ContractRefusedError`.
 */
export async function deployShared(
  { challengePeriod = CHALLENGE_PERIOD, ...terms }: SharedParameters,
  deployer: Signer,
): Promise<SharedContracts> {
  const groups = await deploySemaphore(deployer);
  const enrolmentVerifier = await deploy(enrolmentVerifierArtifact, [], deployer);
  const keyShareVerifier = await deploy(keyShareVerifierArtifact, [], deployer);
  const ballotVerifier4 = await deploy(ballotVerifier4Artifact, [], deployer);
  const ballotVerifier8 = await deploy(ballotVerifier8Artifact, [], deployer);
  const ballotVerifier32 = await deploy(ballotVerifier32Artifact, [], deployer);
  const code = { semaphore: groups.semaphore.address, poseidon: groups.poseidon.address };
  const rolls = await deployRollFactory({ ...code, verifier: enrolmentVerifier.address }, deployer);
  const boards = await deployBoardFactory(keyShareVerifier.address, deployer);
  const libraries = await deployElectionLibraries(deployer);
  const links = linksOf(libraries);
  const electionOf = (verifier: Deployed, ballotSize: number) => {
    const parts = [verifier.address, libraries.tallying.address, ballotSize, CENSUS_DEPTH];
    return deploy(electionArtifact, parts, deployer, links);
  };
  const election4 = await electionOf(ballotVerifier4, 4);
  const election8 = await electionOf(ballotVerifier8, 8);
  const election32 = await electionOf(ballotVerifier32, 32);
  const factory = await deployElectionFactory(
    {
      implementations: [election4.address, election8.address, election32.address],
      boardFactory: boards.boardFactory.address,
      rollFactories: [rolls.rollFactory.address],
      outcomes: libraries.outcomes.address,
    },
    deployer,
  );
  const registry = await createRegistry(rolls.rollFactory.address, terms, deployer);
  const publishedRolls = await createPublishedRolls(
    rolls.rollFactory.address,
    { registry: registry.address, challengePeriod },
    deployer,
  );
  const proposals = await deployProposals(factory.address, deployer);
  const joints = await deploy(jointsArtifact, [factory.address], deployer);
  const verifiers = { enrolmentVerifier, keyShareVerifier, ballotVerifier4, ballotVerifier8, ballotVerifier32 };
  const elections = { ...libraries, election4, election8, election32, factory, joints };
  return {
    semaphore: groups.semaphore,
    rollFactory: rolls.rollFactory,
    registry,
    publishedRolls,
    boardFactory: boards.boardFactory,
    factory,
    proposals,
    joints,
    all: { ...groups, ...verifiers, ...rolls, ...boards, ...elections, registry, publishedRolls, ...proposals },
  };
}

/** Deploys Semaphore with its verifier and its hash library. */
export async function deploySemaphore(deployer: Signer): Promise<SemaphoreContracts> {
  const poseidon = await deploy(poseidonArtifact, [], deployer);
  const semaphoreVerifier = await deploy(semaphoreVerifierArtifact, [], deployer);
  const libraries = { PoseidonT3: poseidon.address };
  const semaphore = await deploy(semaphoreArtifact, [semaphoreVerifier.address], deployer, libraries);
  return { poseidon, semaphoreVerifier, semaphore };
}

/** What stands behind all rolls of a factory, for ever. */
export type RollCode = {
  readonly semaphore: string;
  /** Semaphore's hash library, PoseidonT3. */
  readonly poseidon: string;
  /** Of enrolment.circom. */
  readonly verifier: string;
};

/** Deploys the factory of registries and published rolls, with the code that it clones (P2.5). */
export async function deployRollFactory(
  { semaphore, poseidon, verifier }: RollCode,
  deployer: Signer,
): Promise<RollContracts> {
  const hashing = { PoseidonT3: poseidon };
  const registryImplementation = await deploy(registryArtifact, [semaphore, verifier], deployer);
  const publishedRollsImplementation = await deploy(publishedRollsArtifact, [verifier], deployer, hashing);
  const code = [registryImplementation.address, publishedRollsImplementation.address];
  const rollFactory = await deploy(rollFactoryArtifact, code, deployer);
  return { registryImplementation, publishedRollsImplementation, rollFactory };
}

/**
 * Deploys the factory of boards, with the code that it clones (P2.5).
 * @param verifier Of keyShare.circom.
 */
export async function deployBoardFactory(verifier: string, deployer: Signer): Promise<BoardContracts> {
  const boardImplementation = await deploy(boardArtifact, [verifier], deployer);
  const boardFactory = await deploy(boardFactoryArtifact, [boardImplementation.address], deployer);
  return { boardImplementation, boardFactory };
}

/** Deploys the code that elections delegate to, and that their factory is linked with. */
export async function deployElectionLibraries(deployer: Signer): Promise<ElectionLibraries> {
  const trusteeProofs = await deploy(trusteeProofsArtifact, [], deployer);
  const outcomes = await deploy(outcomesArtifact, [], deployer);
  const links = linksOf({ trusteeProofs, outcomes });
  return { trusteeProofs, outcomes, tallying: await deploy(tallyingArtifact, [], deployer, links) };
}

/** Addresses of the libraries by the names under which Election, Tallying and ElectionFactory refer to them. */
export function linksOf({ trusteeProofs, outcomes }: Pick<ElectionLibraries, "trusteeProofs" | "outcomes">) {
  return { TrusteeProofs: trusteeProofs.address, Outcomes: outcomes.address };
}

/** What a factory of elections is made with: it refuses every board and every roll of other factories. */
export type ElectionFactoryParameters = {
  /** One per ballot size. */
  readonly implementations: readonly string[];
  readonly boardFactory: string;
  readonly rollFactories: readonly string[];
  /** The library of outcomes. */
  readonly outcomes: string;
};

/** Deploys a factory of elections; a later one may name the same factories of boards and rolls. */
export function deployElectionFactory(
  { implementations, boardFactory, rollFactories, outcomes }: ElectionFactoryParameters,
  deployer: Signer,
): Promise<Deployed> {
  const links = { Outcomes: outcomes };
  return deploy(factoryArtifact, [implementations, boardFactory, rollFactories], deployer, links);
}
