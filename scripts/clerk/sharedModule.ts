import { buildModule } from "@nomicfoundation/hardhat-ignition/modules";
import trusteeProofsArtifact from "../../artifacts/contracts/elections/TrusteeProofs.sol/TrusteeProofs.json" with {
  type: "json",
};
import outcomesArtifact from "../../artifacts/contracts/libraries/Outcomes.sol/Outcomes.json" with { type: "json" };
import type { SharedParameters } from "../../sdk/chain/deploy.ts";
import { type BoardTerms, boardTermsToAbi, registryTermsToAbi } from "../../sdk/chain/factories.ts";
import { CENSUS_DEPTH } from "../../sdk/proofs/ballotProof.ts";

/**
 * The contracts that all elections and proposals of a municipality share, as Hardhat Ignition deploys them. One after the other:
 * with several transactions on their way at once, Ignition loses count of its nonces when it is killed.
 */
export function sharedModule({ challengePeriod, ...terms }: Required<SharedParameters>) {
  return buildModule("Factories", (m) => {
    const poseidon = m.library("PoseidonT3");
    const semaphoreVerifier = m.contract("SemaphoreVerifier", [], { after: [poseidon] });
    const hashing = { PoseidonT3: poseidon };
    const semaphore = m.contract("Semaphore", [semaphoreVerifier], { libraries: hashing });
    const enrolmentVerifier = m.contract("EnrolmentVerifier", [], { after: [semaphore] });
    const keyShareVerifier = m.contract("KeyShareVerifier", [], { after: [enrolmentVerifier] });
    const ballotVerifier4 = m.contract("BallotVerifier4", [], { after: [keyShareVerifier] });
    const ballotVerifier8 = m.contract("BallotVerifier8", [], { after: [ballotVerifier4] });
    const ballotVerifier32 = m.contract("BallotVerifier32", [], { after: [ballotVerifier8] });
    const groups = [semaphore, enrolmentVerifier];
    const registryImplementation = m.contract("ResidentRegistry", groups, { after: [ballotVerifier32] });
    const publishing = { libraries: hashing, after: [registryImplementation] };
    const publishedRollsImplementation = m.contract("PublishedRolls", [enrolmentVerifier], publishing);
    const rollFactory = m.contract("RollFactory", [registryImplementation, publishedRollsImplementation]);
    const boardImplementation = m.contract("TrusteeBoard", [keyShareVerifier], { after: [rollFactory] });
    const boardFactory = m.contract("BoardFactory", [boardImplementation]);
    const trusteeProofs = m.library("TrusteeProofs", withoutAbi(trusteeProofsArtifact), { after: [boardFactory] });
    const outcomes = m.library("Outcomes", withoutAbi(outcomesArtifact), { after: [trusteeProofs] });
    const libraries = { TrusteeProofs: trusteeProofs, Outcomes: outcomes };
    const tallying = m.contract("Tallying", [], { libraries });
    const [of4, of8, of32] = [
      [ballotVerifier4, tallying, 4, CENSUS_DEPTH],
      [ballotVerifier8, tallying, 8, CENSUS_DEPTH],
      [ballotVerifier32, tallying, 32, CENSUS_DEPTH],
    ];
    const election4 = m.contract("Election", of4, { id: "Election4", libraries });
    const election8 = m.contract("Election", of8, { id: "Election8", libraries, after: [election4] });
    const election32 = m.contract("Election", of32, { id: "Election32", libraries, after: [election8] });
    const genuine = [[election4, election8, election32], boardFactory, [rollFactory]];
    const factory = m.contract("ElectionFactory", genuine, { libraries: { Outcomes: outcomes } });
    const semaphoreVerifier20 = m.contract("SemaphoreVerifier20", [], { after: [factory] });
    const templates = m.contract("Templates", [factory], { after: [semaphoreVerifier20] });
    const proposals = m.contract("Proposals", [templates, semaphoreVerifier20]);
    const notices = m.contract("Notices", [proposals]);
    const conversions = m.contract("Conversions", [proposals, notices]);
    const rounds = m.contract("Rounds", [proposals], { after: [conversions] });
    const joints = m.contract("Joints", [factory], { after: [rounds] });
    const registered = m.call(rollFactory, "createRegistry", [registryTermsToAbi(terms)], { after: [joints] });
    const registryAddress = m.readEventArgument(registered, "RegistryCreated", "registry");
    const registry = m.contractAt("ResidentRegistry", registryAddress, { id: "Registry" });
    const published = m.call(rollFactory, "createPublishedRolls", [registry, challengePeriod], { after: [registered] });
    const publishedAddress = m.readEventArgument(published, "PublishedRollsCreated", "rolls");
    const publishedRolls = m.contractAt("PublishedRolls", publishedAddress, { id: "Published" });
    const verifiers = { enrolmentVerifier, keyShareVerifier, ballotVerifier4, ballotVerifier8, ballotVerifier32 };
    const rolls = { registryImplementation, publishedRollsImplementation, rollFactory, registry, publishedRolls };
    const boards = { boardImplementation, boardFactory };
    const elections = { trusteeProofs, outcomes, tallying, election4, election8, election32, factory, joints };
    const ofProposals = { semaphoreVerifier20, templates, proposals, notices, conversions, rounds };
    return { poseidon, semaphoreVerifier, semaphore, ...verifiers, ...rolls, ...boards, ...elections, ...ofProposals };
  });
}

/** A board of trustees, made by its factory; elections that name it share it. */
export function boardModule(name: string, boardFactory: string, terms: BoardTerms) {
  return buildModule(`FactoryBoard_${name.replaceAll("-", "_")}`, (m) => {
    const factory = m.contractAt("BoardFactory", boardFactory);
    const created = m.call(factory, "createBoard", [boardTermsToAbi(terms)]);
    return { board: m.contractAt("TrusteeBoard", m.readEventArgument(created, "BoardCreated", "board")) };
  });
}

/**
 * A library's artifact for deploying alone. Functions of libraries have Solidity's own names of types, of which ethers
 * warns on standard output, which belongs to the command.
 */
function withoutAbi<T extends { readonly abi: readonly unknown[] }>(artifact: T) {
  return { ...artifact, abi: [] };
}
