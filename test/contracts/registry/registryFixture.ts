import type { Signer } from "ethers";
import hre from "hardhat";
import { deployRollFactory, deploySemaphore } from "../../../sdk/chain/deploy.ts";
import type { EntryWithoutEarlier } from "../../../sdk/chain/earlierEnrolment.ts";
import { createRegistry } from "../../../sdk/chain/factories.ts";
import { type Enrolment, type Office, signVoucher, type VoucherFacts } from "../../../sdk/chain/offices.ts";
import { NO_RECORD, type ResidentRecord } from "../../../sdk/chain/residentRecord.ts";
import type { ContractWith } from "../contractWith.ts";

export const ROTATION_DELAY = 7 * 86_400;
/** A proof that the mock verifier refuses. */
export const REFUSED_PROOF = [2n ** 256n - 1n, 0n, 0n, 0n, 0n, 0n, 0n, 0n] as const;
export const ACCEPTED_PROOF = [0n, 0n, 0n, 0n, 0n, 0n, 0n, 0n] as const;
/** The year 2100. */
export const FAR = 4_102_444_800;

export type RegistryContract = ContractWith<
  | "initialise"
  | "enrol"
  | "announceRotation"
  | "rotate"
  | "enrolNewcomers"
  | "residentRecord"
  | "activeMembers"
  | "checkpointAt"
  | "enrolmentContext"
  | "registrar"
  | "approver"
  | "announcedRotation"
  | "rotationNonce"
  | "announceRecovery"
  | "vetoRecovery"
  | "recover"
  | "announcedRecovery"
  | "recoveryNonce"
  | "lastRecovery"
>;
export type SemaphoreContract = ContractWith<
  | "createGroup()"
  | "addMember"
  | "addMembers"
  | "updateMember"
  | "removeMember"
  | "updateGroupAdmin"
  | "acceptGroupAdmin"
  | "updateGroupMerkleTreeDuration"
  | "getGroupAdmin"
  | "hasMember"
>;

/** A registry on a chain of its own, whose proofs a mock accepts. */
export async function registryFixture() {
  const { ethers, networkHelpers, provider } = await hre.network.create();
  const [submitter, registrarAccount, approverAccount, resident, stranger, body, successor] =
    (await ethers.getSigners()) as unknown as [Signer, Signer, Signer, Signer, Signer, Signer, Signer];
  const groups = await deploySemaphore(submitter);
  const semaphore = groups.semaphore.address;
  const verifier = await (await ethers.deployContract("MockVerifierAcceptsAll", [2])).getAddress();
  const code = { semaphore, poseidon: groups.poseidon.address, verifier };
  const { rollFactory, registryImplementation } = await deployRollFactory(code, submitter);
  const terms = {
    registrar: await registrarAccount.getAddress(),
    approver: await approverAccount.getAddress(),
    recoveryBody: await body.getAddress(),
    rotationDelay: ROTATION_DELAY,
  };
  const { address } = await createRegistry(rollFactory.address, terms, submitter);
  const registrar: Office = { signer: registrarAccount, pseudonymKey: new Uint8Array(32).fill(1) };
  const approver: Office = { signer: approverAccount, pseudonymKey: new Uint8Array(32).fill(2) };
  return {
    ethers,
    networkHelpers,
    provider,
    submitter,
    registrarAccount,
    approverAccount,
    resident,
    stranger,
    body,
    successor,
    terms,
    rollFactory: rollFactory.address,
    implementation: registryImplementation.address,
    registry: (await ethers.getContractAt("ResidentRegistry", address)) as unknown as RegistryContract,
    semaphore: (await ethers.getContractAt("Semaphore", semaphore)) as unknown as SemaphoreContract,
    id: { chainId: 31337n, registry: address },
    offices: { registrar, approver },
  };
}

export type RegistryFixture = Awaited<ReturnType<typeof registryFixture>>;

/** An entry that both offices signed; `change` replaces facts before the signing. */
export async function entryFor(
  { offices, id }: Pick<RegistryFixture, "offices" | "id">,
  person: string,
  change: Partial<VoucherFacts>,
): Promise<EntryWithoutEarlier> {
  const facts = { sequence: 1, identityCommitment: 1_000n, rollIds: [1n], expiresAt: FAR, ...change };
  return {
    ...facts,
    registrar: await signVoucher(offices.registrar, person, facts, id),
    approver: await signVoucher(offices.approver, person, facts, id),
    proof: ACCEPTED_PROOF,
  };
}

/** The record that an enrolment leaves behind. */
export function recordOf({ approver, sequence, identityCommitment, rollIds }: EntryWithoutEarlier): ResidentRecord {
  return { approverPseudonym: approver.pseudonym, sequence, identityCommitment, rollIds };
}

/** The struct that the contract takes. */
export function structOf({
  registrar,
  approver,
  ...facts
}: EntryWithoutEarlier & Partial<Pick<Enrolment, "earlier" | "siblings">>) {
  return {
    earlier: NO_RECORD,
    siblings: [],
    ...facts,
    registrarPseudonym: registrar.pseudonym,
    approverPseudonym: approver.pseudonym,
    registrarSignature: registrar.signature,
    approverSignature: approver.signature,
  };
}
