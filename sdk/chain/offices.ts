import { hmac } from "@noble/hashes/hmac.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { utf8ToBytes } from "@noble/hashes/utils.js";
import { type ContractRunner, getAddress, hexlify, type Signer, type TypedDataDomain, TypedDataEncoder } from "ethers";
import { hashTranscript, shiftedHash } from "../crypto/transcript.ts";
import type { ProofWords } from "../election/ballot.ts";
import { isSignedBy, isSignedByKey } from "./accountSignature.ts";
import { type Sent, send } from "./contracts.ts";
import { type OfficeAccounts, readOfficeState } from "./officeState.ts";
import type { ResidentRecord } from "./residentRecord.ts";
import { registryAt } from "./townContracts.ts";

/** One of the two offices, with its signing key and its pseudonym key (32 bytes). */
export type Office = { readonly signer: Pick<Signer, "signTypedData">; readonly pseudonymKey: Uint8Array };

export type RegistryId = { readonly chainId: bigint; readonly registry: string };

/** The facts that both offices sign, each beside its own pseudonym (P1.2). */
export type VoucherFacts = {
  readonly sequence: number;
  /** 0 removes the resident. */
  readonly identityCommitment: bigint;
  /** Strictly increasing. */
  readonly rollIds: readonly bigint[];
  /** Unix seconds. */
  readonly expiresAt: number;
};

/** One office's half of a voucher. */
export type HalfVoucher = { readonly pseudonym: string; readonly signature: string };

/** A voucher of both offices with the resident's proof, as the registry takes it. */
export type Enrolment = VoucherFacts & {
  readonly registrar: HalfVoucher;
  readonly approver: HalfVoucher;
  readonly proof: ProofWords;
  /** The record that the registry keeps the hash of now; that of nobody for a newcomer. */
  readonly earlier: ResidentRecord;
  /** For every roll the resident is on now: the siblings of the leaf to be removed. */
  readonly siblings: readonly (readonly bigint[])[];
};

/** Why a removal carries no proof: the registry ignores it. */
export const NO_PROOF: ProofWords = [0n, 0n, 0n, 0n, 0n, 0n, 0n, 0n];

const voucherTypes = {
  Voucher: [
    { name: "pseudonym", type: "bytes32" },
    { name: "sequence", type: "uint32" },
    { name: "identityCommitment", type: "uint256" },
    { name: "rollIds", type: "uint256[]" },
    { name: "expiresAt", type: "uint48" },
  ],
};

/**
 * What an office calls a person on chain: HMAC-SHA256 of the person's number under the office's pseudonym key, so
 * that the same person always has the same pseudonym and only the office can compute it.
 */
export function pseudonymOf(office: Pick<Office, "pseudonymKey">, person: string): string {
  return hexlify(hmac(sha256, office.pseudonymKey, utf8ToBytes(`hanpyo.pseudonym.v1|${person}`)));
}

/** An office's signature over a voucher for a person (P1.2, EIP-712). */
export async function signVoucher(
  office: Office,
  person: string,
  facts: VoucherFacts,
  registry: RegistryId,
): Promise<HalfVoucher> {
  const pseudonym = pseudonymOf(office, person);
  const signature = await office.signer.signTypedData(registryDomain(registry), voucherTypes, { pseudonym, ...facts });
  return { pseudonym, signature };
}

/** Whether an account signed a half-voucher over these facts. Throws what the node's silence is. */
export function isVoucherOf(
  account: string,
  half: HalfVoucher,
  facts: VoucherFacts,
  registry: RegistryId,
  runner: ContractRunner,
): Promise<boolean> {
  return isSignedBy(account, voucherDigest(half, facts, registry), half.signature, runner);
}

function voucherDigest({ pseudonym }: HalfVoucher, facts: VoucherFacts, registry: RegistryId): string {
  const { sequence, identityCommitment, rollIds, expiresAt } = facts;
  const message = { pseudonym, sequence, identityCommitment, rollIds, expiresAt };
  return TypedDataEncoder.hash(registryDomain(registry), voucherTypes, message);
}

/** As `isVoucherOf`, of an account that is a key's: nobody is asked. */
export function isVoucherOfKey(account: string, half: HalfVoucher, facts: VoucherFacts, registry: RegistryId): boolean {
  return isSignedByKey(account, voucherDigest(half, facts, registry), half.signature);
}

/** What the resident's proof of knowledge is bound to (P1.3). */
export function enrolmentContext(
  { chainId, registry }: RegistryId,
  registrarPseudonym: string,
  approverPseudonym: string,
  { sequence, identityCommitment }: Pick<VoucherFacts, "sequence" | "identityCommitment">,
): bigint {
  return shiftedHash(
    hashTranscript({
      tag: "hanpyo.enrolment.v1",
      types: ["uint256", "address", "bytes32", "bytes32", "uint32", "uint256"],
      values: [chainId, registry, registrarPseudonym, approverPseudonym, sequence, identityCommitment],
    }),
  );
}

/** Submits a batch of enrolments, all or nothing (P1.4). Anybody may. */
export function enrol(registry: string, enrolments: readonly Enrolment[], sender: Signer): Promise<Sent> {
  return send(registryAt(registry, sender), "enrol", enrolmentEntries(enrolments));
}

/** Enrolments as the registry's ABI names their fields. */
export function enrolmentEntries(enrolments: readonly Enrolment[]): readonly Readonly<Record<string, unknown>>[] {
  return enrolments.map(({ registrar, approver, ...facts }) => ({
    ...facts,
    registrarPseudonym: registrar.pseudonym,
    approverPseudonym: approver.pseudonym,
    registrarSignature: registrar.signature,
    approverSignature: approver.signature,
  }));
}

/**
 * The accounts of both offices: those that the registry names now, and those that an announced rotation or recovery
 * will name, of two whichever takes effect first (P1.6, P1.8).
 */
export async function readOffices(
  registry: string,
  runner: ContractRunner,
): Promise<{ readonly current: OfficeAccounts; readonly announced: OfficeAccounts | undefined }> {
  const { current, rotation, recovery } = await readOfficeState(registry, runner);
  if (recovery === undefined) return { current, announced: rotation };
  if (rotation !== undefined && rotation.effectiveAt <= recovery.effectiveAt) return { current, announced: rotation };
  const { lost, successor } = recovery;
  const afterwards = (account: string) => (account === lost ? successor : account);
  return { current, announced: { registrar: afterwards(current.registrar), approver: afterwards(current.approver) } };
}

/** The EIP-712 domain of whatever is signed for a registry. */
export function registryDomain({ chainId, registry }: RegistryId): TypedDataDomain {
  return { name: "Hanpyo ResidentRegistry", version: "1", chainId, verifyingContract: getAddress(registry) };
}
