import { randomBytes } from "node:crypto";
import { Identity } from "@semaphore-protocol/core";
import type { Wallet } from "ethers";
import type { Sent } from "../../sdk/chain/contracts.ts";
import type { EntryWithoutEarlier } from "../../sdk/chain/earlierEnrolment.ts";
import { enrolNewcomers, newcomerBatchOf, signNewcomerBatch } from "../../sdk/chain/newcomerBatch.ts";
import { enrolmentContext, type Office, type RegistryId, signVoucher } from "../../sdk/chain/offices.ts";
import { proveEnrolment } from "../../sdk/proofs/enrolmentProof.ts";
import { provingFiles } from "../checkout/circuitFiles.ts";
import type { Progress } from "./step.ts";

/** A simulated resident: a random Semaphore identity. */
export type Resident = {
  /** 32 bytes, of which the rest follows. */
  readonly privateKey: Uint8Array;
  readonly secret: bigint;
  readonly identityCommitment: bigint;
};

export type Offices = { readonly registrar: Office; readonly approver: Office };

/** Residents enrolled by one transaction. */
const BATCH = 30;

export function newOffice(signer: Wallet): Office {
  return { signer, pseudonymKey: new Uint8Array(randomBytes(32)) };
}

/** A device draws the key; measurements that must be repeated give their own. */
const newKey = (): Uint8Array => new Uint8Array(randomBytes(32));

/** A new resident with the entry that both offices gave vouchers for (P1.2), and with the proof (P1.3). */
export async function newResident(
  number: number,
  rolls: bigint | readonly bigint[],
  registry: RegistryId,
  { registrar, approver }: Offices,
  expiresAt: number,
  privateKey: Uint8Array = newKey(),
): Promise<{ readonly resident: Resident; readonly entry: EntryWithoutEarlier }> {
  const identity = new Identity(privateKey);
  const person = `resident ${number}`;
  const rollIds = typeof rolls === "bigint" ? [rolls] : rolls;
  const facts = { sequence: 1, identityCommitment: identity.commitment, rollIds, expiresAt };
  const halves = {
    registrar: await signVoucher(registrar, person, facts, registry),
    approver: await signVoucher(approver, person, facts, registry),
  };
  const context = enrolmentContext(registry, halves.registrar.pseudonym, halves.approver.pseudonym, facts);
  const { proof } = await proveEnrolment(provingFiles("enrolment"), identity.secretScalar, context);
  return {
    resident: { privateKey, secret: identity.secretScalar, identityCommitment: identity.commitment },
    entry: { ...facts, ...halves, proof },
  };
}

/** Enrols newcomers whom both offices sign as a whole (P1.11). */
export async function enrolTogether(
  entries: readonly EntryWithoutEarlier[],
  registry: RegistryId,
  { registrar, approver }: Offices,
  submitter: Wallet,
): Promise<Sent> {
  const batch = newcomerBatchOf(entries);
  const signatures = {
    registrar: await signNewcomerBatch(registrar, batch, registry),
    approver: await signNewcomerBatch(approver, batch, registry),
  };
  return enrolNewcomers(registry.registry, batch, signatures, submitter);
}

/**
 * Enrols `count` new residents on a roll with a proof each, on the word of both offices for each and then for each batch
 * as a whole (P1.11).
 * @param rolls One roll, or several in their order: an office names a roll's companion beside it (P1.9).
 */
export async function enrolResidents(
  count: number,
  rolls: bigint | readonly bigint[],
  registry: RegistryId,
  offices: Offices,
  expiresAt: number,
  submitter: Wallet,
  progress: Progress,
  keyOf: (number: number) => Uint8Array = newKey,
): Promise<Resident[]> {
  const residents: Resident[] = [];
  let entries: EntryWithoutEarlier[] = [];
  for (let number = 1; number <= count; number++) {
    const { resident, entry } = await newResident(number, rolls, registry, offices, expiresAt, keyOf(number));
    entries.push(entry);
    residents.push(resident);
    progress.say(`resident ${number} of ${count}`);
    if (entries.length === BATCH || number === count) {
      progress.spent(await enrolTogether(entries, registry, offices, submitter));
      entries = [];
    }
  }
  return residents;
}
