import { buildModule } from "@nomicfoundation/hardhat-ignition/modules";
import type { BoardParameters, OfficesParameters } from "../../sdk/chain/deploy.ts";
import { CENSUS_DEPTH } from "../../sdk/proofs/ballotProof.ts";

/** The contracts that all elections of a municipality share, as Hardhat Ignition deploys them. */
export function sharedModule(offices: OfficesParameters) {
  return buildModule("Shared", (m) => {
    const poseidon = m.library("PoseidonT3");
    const semaphoreVerifier = m.contract("SemaphoreVerifier");
    const semaphore = m.contract("Semaphore", [semaphoreVerifier], { libraries: { PoseidonT3: poseidon } });
    const enrolmentVerifier = m.contract("EnrolmentVerifier");
    const keyShareVerifier = m.contract("KeyShareVerifier");
    const ballotVerifier8 = m.contract("BallotVerifier8");
    const ballotVerifier32 = m.contract("BallotVerifier32");
    const registry = m.contract("ResidentRegistry", [{ semaphore, verifier: enrolmentVerifier, ...offices }]);
    const election8 = m.contract("Election", [ballotVerifier8, 8, CENSUS_DEPTH], { id: "Election8" });
    const election32 = m.contract("Election", [ballotVerifier32, 32, CENSUS_DEPTH], { id: "Election32" });
    const factory = m.contract("ElectionFactory", [[election8, election32]]);
    const verifiers = { enrolmentVerifier, keyShareVerifier, ballotVerifier8, ballotVerifier32 };
    return { poseidon, semaphoreVerifier, semaphore, ...verifiers, registry, election8, election32, factory };
  });
}

/** A board of trustees; elections that name it share it. */
export function boardModule(name: string, { trustees, ...terms }: BoardParameters) {
  return buildModule(`Board_${name.replaceAll("-", "_")}`, (m) => ({
    board: m.contract("TrusteeBoard", [{ ...terms, trustees: [...trustees] }]),
  }));
}
