import { type Signer, TypedDataEncoder } from "ethers";
import { HanpyoError, told } from "../errors.ts";
import { type Sent, send } from "./contracts.ts";
import type { EntryWithoutEarlier } from "./earlierEnrolment.ts";
import { type Office, type RegistryId, registryDomain } from "./offices.ts";
import { registryAt } from "./townContracts.ts";

/** What both offices sign at once: newcomers of the same rolls (P1.11). */
export type BatchFacts = {
  /** Strictly increasing. */
  readonly rollIds: readonly bigint[];
  /** Unix seconds. */
  readonly expiresAt: number;
  readonly newcomers: readonly Newcomer[];
};

type Newcomer = {
  readonly registrarPseudonym: string;
  readonly approverPseudonym: string;
  readonly identityCommitment: bigint;
};

/** A batch with each newcomer's proof, as the registry takes it beside the signatures. */
export type NewcomerBatch = Omit<BatchFacts, "newcomers"> & {
  readonly newcomers: readonly (Newcomer & Pick<EntryWithoutEarlier, "proof">)[];
};

/** Both offices' signatures over one batch. */
export type BatchSignatures = { readonly registrar: string; readonly approver: string };

/** Enrolments were put together that no one signature is given for. */
export class NotABatchError extends HanpyoError {
  constructor(reason: string) {
    super(
      "NOT_A_BATCH",
      told`These enrolments make no batch of newcomers: ${{ reason }}`,
      "Put together first enrolments on the same rolls, each once; send all others with their own vouchers",
    );
  }
}

const batchTypes = {
  NewcomerBatch: [
    { name: "newcomers", type: "Newcomer[]" },
    { name: "rollIds", type: "uint256[]" },
    { name: "expiresAt", type: "uint48" },
  ],
  Newcomer: [
    { name: "registrarPseudonym", type: "bytes32" },
    { name: "approverPseudonym", type: "bytes32" },
    { name: "identityCommitment", type: "uint256" },
  ],
};

/**
 * The batch that these first enrolments make, in their order; it expires when the first of their vouchers does, so that
 * it is good for no longer than each of them is. Throws `NotABatchError`.
 */
export function newcomerBatchOf(entries: readonly EntryWithoutEarlier[]): NewcomerBatch {
  const [first] = entries;
  if (first === undefined) throw new NotABatchError("there are none");
  if (entries.some(({ sequence }) => sequence !== 1)) throw new NotABatchError("not all are first enrolments");
  if (entries.some(({ identityCommitment }) => identityCommitment === 0n)) throw new NotABatchError("one is a removal");
  if (entries.some(({ rollIds }) => String(rollIds) !== String(first.rollIds))) {
    throw new NotABatchError("they are for different rolls");
  }
  if (new Set(entries.map(({ registrar }) => registrar.pseudonym)).size < entries.length) {
    throw new NotABatchError("one stands in it twice");
  }
  return {
    rollIds: first.rollIds,
    expiresAt: Math.min(...entries.map(({ expiresAt }) => expiresAt)),
    newcomers: entries.map(({ registrar, approver, identityCommitment, proof }) => ({
      registrarPseudonym: registrar.pseudonym,
      approverPseudonym: approver.pseudonym,
      identityCommitment,
      proof,
    })),
  };
}

/** An office's signature over a whole batch (P1.11, EIP-712). The offices sign the same. */
export function signNewcomerBatch(
  { signer }: Pick<Office, "signer">,
  batch: BatchFacts,
  registry: RegistryId,
): Promise<string> {
  return signer.signTypedData(registryDomain(registry), batchTypes, messageOf(batch));
}

/** What is signed: a batch's EIP-712 digest. */
export function newcomerBatchDigest(batch: BatchFacts, registry: RegistryId): string {
  return TypedDataEncoder.hash(registryDomain(registry), batchTypes, messageOf(batch));
}

/** Submits a batch, all or nothing (P1.11). Anybody may. */
export function enrolNewcomers(
  registry: string,
  batch: NewcomerBatch,
  signatures: BatchSignatures,
  sender: Signer,
): Promise<Sent> {
  return send(registryAt(registry, sender), "enrolNewcomers", newcomerBatchArgument(batch, signatures));
}

/** A signed batch as the registry's ABI names its fields. */
export function newcomerBatchArgument(
  batch: NewcomerBatch,
  { registrar, approver }: BatchSignatures,
): Readonly<Record<string, unknown>> {
  return { ...batch, registrarSignature: registrar, approverSignature: approver };
}

/** Without the proofs, which nobody signs: each holds for its own newcomer alone. */
function messageOf({ rollIds, expiresAt, newcomers }: BatchFacts) {
  const signed = newcomers.map(({ registrarPseudonym, approverPseudonym, identityCommitment }) => ({
    registrarPseudonym,
    approverPseudonym,
    identityCommitment,
  }));
  return { rollIds, expiresAt, newcomers: signed };
}
