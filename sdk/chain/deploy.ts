import { ContractFactory, type Signer } from "ethers";
import semaphoreVerifierArtifact from "../../artifacts/@semaphore-protocol/contracts/base/SemaphoreVerifier.sol/SemaphoreVerifier.json" with {
  type: "json",
};
import semaphoreArtifact from "../../artifacts/@semaphore-protocol/contracts/Semaphore.sol/Semaphore.json" with {
  type: "json",
};
import electionArtifact from "../../artifacts/contracts/elections/Election.sol/Election.json" with { type: "json" };
import factoryArtifact from "../../artifacts/contracts/factory/ElectionFactory.sol/ElectionFactory.json" with {
  type: "json",
};
import registryArtifact from "../../artifacts/contracts/registry/ResidentRegistry.sol/ResidentRegistry.json" with {
  type: "json",
};
import boardArtifact from "../../artifacts/contracts/trustees/TrusteeBoard.sol/TrusteeBoard.json" with { type: "json" };
import ballotVerifier8Artifact from "../../artifacts/contracts/verifiers/BallotVerifier8.sol/BallotVerifier8.json" with {
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
import type { Sent } from "./contracts.ts";

/** A contract's compiled form as Hardhat writes it. */
type Artifact = {
  readonly abi: unknown[];
  readonly bytecode: string;
  readonly linkReferences: Readonly<Record<string, Readonly<Record<string, readonly { readonly start: number }[]>>>>;
};

/** A deployed contract, with what its deployment cost. */
export type Deployed = Sent & { readonly address: string };

/** The contracts that all elections of a municipality share. */
export type SharedContracts = {
  readonly semaphore: Deployed;
  readonly registry: Deployed;
  readonly keyShareVerifier: Deployed;
  readonly factory: Deployed;
  /** Everything that was deployed, by name. */
  readonly all: Readonly<Record<string, Deployed>>;
};

export type OfficesParameters = {
  readonly registrar: string;
  readonly approver: string;
  /** Seconds between the announcement of new office keys and their effect. */
  readonly rotationDelay: number;
};

export type BoardParameters = {
  readonly factory: string;
  readonly trustees: readonly string[];
  readonly threshold: number;
  /** Unix seconds: until when the rounds must be done, and the end of the board's term. */
  readonly registerBy: number;
  readonly dealBy: number;
  readonly termEndsAt: number;
  /** The key share verifier. */
  readonly verifier: string;
};

/** Deploys the shared contracts: rolls, registry, verifiers, election implementation and factory. */
export async function deployShared(offices: OfficesParameters, deployer: Signer): Promise<SharedContracts> {
  const poseidon = await deploy(poseidonArtifact, [], deployer);
  const semaphoreVerifier = await deploy(semaphoreVerifierArtifact, [], deployer);
  const semaphore = await deploy(semaphoreArtifact, [semaphoreVerifier.address], deployer, {
    PoseidonT3: poseidon.address,
  });
  const enrolmentVerifier = await deploy(enrolmentVerifierArtifact, [], deployer);
  const keyShareVerifier = await deploy(keyShareVerifierArtifact, [], deployer);
  const ballotVerifier8 = await deploy(ballotVerifier8Artifact, [], deployer);
  const registryParameters = { ...offices, semaphore: semaphore.address, verifier: enrolmentVerifier.address };
  const registry = await deploy(registryArtifact, [registryParameters], deployer);
  const election8 = await deploy(electionArtifact, [ballotVerifier8.address, 8, CENSUS_DEPTH], deployer);
  const factory = await deploy(factoryArtifact, [[election8.address]], deployer);
  const verifiers = { semaphoreVerifier, enrolmentVerifier, keyShareVerifier, ballotVerifier8 };
  return {
    semaphore,
    registry,
    keyShareVerifier,
    factory,
    all: { poseidon, semaphore, ...verifiers, registry, election8, factory },
  };
}

/** Deploys a board of trustees; its term begins with the key ceremony (P2). */
export function deployBoard(parameters: BoardParameters, deployer: Signer): Promise<Deployed> {
  return deploy(boardArtifact, [parameters], deployer);
}

async function deploy(
  artifact: Artifact,
  args: readonly unknown[],
  deployer: Signer,
  libraries: Readonly<Record<string, string>> = {},
): Promise<Deployed> {
  const contract = await new ContractFactory(artifact.abi as never, linked(artifact, libraries), deployer).deploy(
    ...args,
  );
  const receipt = await contract.deploymentTransaction()?.wait();
  return {
    address: await contract.getAddress(),
    hash: receipt?.hash ?? "",
    gasUsed: receipt?.gasUsed ?? 0n,
    blockNumber: receipt?.blockNumber ?? 0,
  };
}

/** Puts library addresses into bytecode where solc left places for them. */
function linked({ bytecode, linkReferences }: Artifact, libraries: Readonly<Record<string, string>>): string {
  let code = bytecode;
  for (const contracts of Object.values(linkReferences)) {
    for (const [name, places] of Object.entries(contracts)) {
      const address = (libraries[name] ?? "").slice(2).toLowerCase();
      for (const { start } of places) {
        const at = 2 + 2 * start;
        code = code.slice(0, at) + address + code.slice(at + address.length);
      }
    }
  }
  return code;
}
