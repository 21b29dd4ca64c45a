import { buildModule } from "@nomicfoundation/hardhat-ignition/modules";
import trusteeProofsArtifact from "../../artifacts/contracts/elections/TrusteeProofs.sol/TrusteeProofs.json" with {
  type: "json",
};
import outcomesArtifact from "../../artifacts/contracts/libraries/Outcomes.sol/Outcomes.json" with { type: "json" };
import type { BoardParameters, SharedParameters } from "../../sdk/chain/deploy.ts";
import { CENSUS_DEPTH } from "../../sdk/proofs/ballotProof.ts";

/**
 * The contracts that all elections of a municipality share, as Hardhat Ignition deploys them. One after the other:
 * with several transactions on their way at once, Ignition loses count of its nonces when it is killed.
 */
export function sharedModule({ challengePeriod, ...offices }: Required<SharedParameters>) {
  return buildModule("Shared", (m) => {
    const poseidon = m.library("PoseidonT3");
    const semaphoreVerifier = m.contract("SemaphoreVerifier", [], { after: [poseidon] });
    const hashing = { PoseidonT3: poseidon };
    const semaphore = m.contract("Semaphore", [semaphoreVerifier], { libraries: hashing });
    const enrolmentVerifier = m.contract("EnrolmentVerifier", [], { after: [semaphore] });
    const keyShareVerifier = m.contract("KeyShareVerifier", [], { after: [enrolmentVerifier] });
    const ballotVerifier8 = m.contract("BallotVerifier8", [], { after: [keyShareVerifier] });
    const ballotVerifier32 = m.contract("BallotVerifier32", [], { after: [ballotVerifier8] });
    const parameters = { semaphore, verifier: enrolmentVerifier, ...offices };
    const registry = m.contract("ResidentRegistry", [parameters], { after: [ballotVerifier32] });
    const trusteeProofs = m.library("TrusteeProofs", withoutAbi(trusteeProofsArtifact), { after: [registry] });
    const outcomes = m.library("Outcomes", withoutAbi(outcomesArtifact), { after: [trusteeProofs] });
    const libraries = { TrusteeProofs: trusteeProofs, Outcomes: outcomes };
    const small = [ballotVerifier8, 8, CENSUS_DEPTH];
    const large = [ballotVerifier32, 32, CENSUS_DEPTH];
    const election8 = m.contract("Election", small, { id: "Election8", libraries, after: [outcomes] });
    const election32 = m.contract("Election", large, { id: "Election32", libraries, after: [election8] });
    const factory = m.contract("ElectionFactory", [[election8, election32]], { libraries: { Outcomes: outcomes } });
    const terms = [registry, enrolmentVerifier, challengePeriod];
    const publishedRolls = m.contract("PublishedRolls", terms, { libraries: hashing, after: [factory] });
    const verifiers = { enrolmentVerifier, keyShareVerifier, ballotVerifier8, ballotVerifier32 };
    const elections = { trusteeProofs, outcomes, election8, election32, factory };
    return { poseidon, semaphoreVerifier, semaphore, ...verifiers, registry, ...elections, publishedRolls };
  });
}

/** A board of trustees; elections that name it share it. */
export function boardModule(name: string, { trustees, ...terms }: BoardParameters) {
  return buildModule(`Board_${name.replaceAll("-", "_")}`, (m) => ({
    board: m.contract("TrusteeBoard", [{ ...terms, trustees: [...trustees] }]),
  }));
}

/**
 * A library's artifact for deploying alone. Functions of libraries have Solidity's own names of types, of which ethers
 * warns on standard output, which belongs to the command.
 */
function withoutAbi<T extends { readonly abi: readonly unknown[] }>(artifact: T) {
  return { ...artifact, abi: [] };
}
