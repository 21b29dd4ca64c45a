import { randomBytes } from "node:crypto";
import { Identity } from "@semaphore-protocol/core";
import type { Wallet } from "ethers";
import {
  type Enrolment,
  enrol,
  enrolmentContext,
  type Office,
  type RegistryId,
  signVoucher,
} from "../../sdk/chain/offices.ts";
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

/** Enrols `count` new residents on a roll, on the word of both offices and with a proof each (P1). */
export async function enrolResidents(
  count: number,
  rollId: bigint,
  registry: RegistryId,
  { registrar, approver }: Offices,
  expiresAt: number,
  submitter: Wallet,
  progress: Progress,
  keyOf: (number: number) => Uint8Array = newKey,
): Promise<Resident[]> {
  const files = provingFiles("enrolment");
  const residents: Resident[] = [];
  let batch: Enrolment[] = [];
  for (let number = 1; number <= count; number++) {
    const privateKey = keyOf(number);
    const identity = new Identity(privateKey);
    const person = `resident ${number}`;
    const facts = { sequence: 1, identityCommitment: identity.commitment, rollIds: [rollId], expiresAt };
    const halves = {
      registrar: await signVoucher(registrar, person, facts, registry),
      approver: await signVoucher(approver, person, facts, registry),
    };
    const context = enrolmentContext(registry, halves.registrar.pseudonym, halves.approver.pseudonym, facts);
    const { proof } = await proveEnrolment(files, identity.secretScalar, context);
    batch.push({ ...facts, ...halves, proof, siblings: [] });
    residents.push({ privateKey, secret: identity.secretScalar, identityCommitment: identity.commitment });
    progress.say(`resident ${number} of ${count}`);
    if (batch.length === BATCH || number === count) {
      progress.spent(await enrol(registry.registry, batch, submitter));
      batch = [];
    }
  }
  return residents;
}
