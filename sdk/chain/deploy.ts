import type { Signer } from "ethers";
import semaphoreVerifierArtifact from "../../artifacts/@semaphore-protocol/contracts/base/SemaphoreVerifier.sol/SemaphoreVerifier.json" with {
  type: "json",
};
import semaphoreArtifact from "../../artifacts/@semaphore-protocol/contracts/Semaphore.sol/Semaphore.json" with {
  type: "json",
};
import electionArtifact from "../../artifacts/contracts/elections/Election.sol/Election.json" with { type: "json" };
import trusteeProofsArtifact from "../../artifacts/contracts/elections/TrusteeProofs.sol/TrusteeProofs.json" with {
  type: "json",
};
import factoryArtifact from "../../artifacts/contracts/factory/ElectionFactory.sol/ElectionFactory.json" with {
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

const CHALLENGE_PERIOD = 3 * 86_400;

/** Semaphore with what it stands on. */
export type SemaphoreContracts = {
  readonly poseidon: Deployed;
  readonly semaphoreVerifier: Deployed;
  readonly semaphore: Deployed;
};

/** The libraries that elections are linked with; their factory is linked with `outcomes` too. */
export type ElectionLibraries = { readonly trusteeProofs: Deployed; readonly outcomes: Deployed };

/** The contracts that all elections of a municipality share. */
export type SharedContracts = {
  readonly semaphore: Deployed;
  readonly registry: Deployed;
  readonly keyShareVerifier: Deployed;
  readonly factory: Deployed;
  readonly publishedRolls: Deployed;
  /** Everything that was deployed, by name. */
  readonly all: Readonly<Record<string, Deployed>>;
};

export type OfficesParameters = {
  readonly registrar: string;
  readonly approver: string;
  /** Seconds between the announcement of new office keys and their effect. */
  readonly rotationDelay: number;
};

/** What the shared contracts are deployed with. */
export type SharedParameters = OfficesParameters & {
  /** Seconds in which a published roll can be challenged, at least a day; three days by default. */
  readonly challengePeriod?: number;
};

/** What a registry is deployed with (P1). */
export type RegistryParameters = OfficesParameters & {
  readonly semaphore: string;
  /** Of enrolment.circom. */
  readonly verifier: string;
};

/** What a board is deployed with (P2). */
export type BoardParameters = {
  readonly factory: string;
  /** Accounts by seat, 2 to 9. */
  readonly trustees: readonly string[];
  readonly threshold: number;
  /** Unix seconds: until when the rounds must be done, and the end of the board's term. */
  readonly registerBy: number;
  readonly dealBy: number;
  readonly termEndsAt: number;
  /** The key share verifier. */
  readonly verifier: string;
};

/**
 * Deploys the shared contracts: registry, verifiers, an election implementation for each ballot size with its
 * libraries, factory, and published rolls. Throws `ContractRefusedError`.
 */
export async function deployShared(
  { challengePeriod = CHALLENGE_PERIOD, ...offices }: SharedParameters,
  deployer: Signer,
): Promise<SharedContracts> {
  const groups = await deploySemaphore(deployer);
  const enrolmentVerifier = await deploy(enrolmentVerifierArtifact, [], deployer);
  const keyShareVerifier = await deploy(keyShareVerifierArtifact, [], deployer);
  const ballotVerifier8 = await deploy(ballotVerifier8Artifact, [], deployer);
  const ballotVerifier32 = await deploy(ballotVerifier32Artifact, [], deployer);
  const registry = await deployRegistry(
    { ...offices, semaphore: groups.semaphore.address, verifier: enrolmentVerifier.address },
    deployer,
  );
  const libraries = await deployElectionLibraries(deployer);
  const links = linksOf(libraries);
  const election8 = await deploy(electionArtifact, [ballotVerifier8.address, 8, CENSUS_DEPTH], deployer, links);
  const election32 = await deploy(electionArtifact, [ballotVerifier32.address, 32, CENSUS_DEPTH], deployer, links);
  const factory = await deploy(factoryArtifact, [[election8.address, election32.address]], deployer, links);
  const source = { registry: registry.address, verifier: enrolmentVerifier.address, poseidon: groups.poseidon.address };
  const publishedRolls = await deployPublishedRolls({ ...source, challengePeriod }, deployer);
  const verifiers = { enrolmentVerifier, keyShareVerifier, ballotVerifier8, ballotVerifier32 };
  return {
    semaphore: groups.semaphore,
    registry,
    keyShareVerifier,
    factory,
    publishedRolls,
    all: { ...groups, ...verifiers, registry, ...libraries, election8, election32, factory, publishedRolls },
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

/** Deploys the libraries that elections and their factory are linked with. */
export async function deployElectionLibraries(deployer: Signer): Promise<ElectionLibraries> {
  const trusteeProofs = await deploy(trusteeProofsArtifact, [], deployer);
  return { trusteeProofs, outcomes: await deploy(outcomesArtifact, [], deployer) };
}

/** Addresses of the libraries by the names under which Election and ElectionFactory refer to them. */
export function linksOf({ trusteeProofs, outcomes }: ElectionLibraries) {
  return { TrusteeProofs: trusteeProofs.address, Outcomes: outcomes.address };
}

/** Deploys a registry. Throws `ContractRefusedError` (`OfficesMustDiffer`, `OfficeAddressZero`). */
export function deployRegistry(parameters: RegistryParameters, deployer: Signer): Promise<Deployed> {
  return deploy(registryArtifact, [parameters], deployer);
}

/** What published rolls are deployed with (P13). */
export type PublishedRollsParameters = {
  /** Its offices publish. */
  readonly registry: string;
  /** Of enrolment.circom. */
  readonly verifier: string;
  /** Semaphore's hash library, PoseidonT3. */
  readonly poseidon: string;
  /** Seconds, at least a day. */
  readonly challengePeriod: number;
};

/** Deploys the contract of published rolls. Throws `ContractRefusedError` (`ChallengePeriodTooShort`). */
export function deployPublishedRolls(parameters: PublishedRollsParameters, deployer: Signer): Promise<Deployed> {
  const { registry, verifier, poseidon, challengePeriod } = parameters;
  return deploy(publishedRollsArtifact, [registry, verifier, challengePeriod], deployer, { PoseidonT3: poseidon });
}

/**
 * Deploys a board of trustees; its term begins with the key ceremony (P2).
 * Throws `ContractRefusedError` (`BoardParametersInvalid`).
 */
export function deployBoard(parameters: BoardParameters, deployer: Signer): Promise<Deployed> {
  return deploy(boardArtifact, [parameters], deployer);
}
