import type { Signer } from "ethers";
import type { Sent } from "../chain/contracts.ts";
import { type EntryWithoutEarlier, withConfirmedEarlier } from "../chain/earlierEnrolment.ts";
import { providerOf } from "../chain/logs.ts";
import { enrol } from "../chain/offices.ts";
import { readRollHistory } from "../chain/roll.ts";
import { HanpyoError, told } from "../errors.ts";
import type { Reach } from "../relaying/jsonRequest.ts";
import type { EnrolmentFile, EnrolmentStatus, OfficeRole } from "./officeAnswers.ts";
import { handInEnrolment, readEnrolmentStatus } from "./officeClient.ts";

/** How often an office is asked where an enrolment stands. */
export type Waiting = Reach & {
  /** Milliseconds between two questions, and how many are asked. */
  readonly every: number;
  readonly times: number;
  readonly wait: (milliseconds: number) => Promise<void>;
};

/** An office could not bring an enrolment to the chain. */
export class EnrolmentNotIncludedError extends HanpyoError {
  constructor({ state, refusal }: EnrolmentStatus) {
    super(
      "ENROLMENT_NOT_INCLUDED",
      refusal === null
        ? told`The enrolment is not on the chain: ${{ state }}`
        : told`The enrolment is not on the chain: ${{ state }} (${{ refusal }})`,
      "Ask for its state again later, hand it in at the other office, or send it from an account",
    );
  }
}

/**
 * Has an office bring an enrolment to the chain (P12.7), and waits until it is in a block.
 * Throws `EnrolmentNotIncludedError`, or errors of officeClient.ts.
 */
export async function submitByOffice(url: string, file: EnrolmentFile, waiting: Waiting): Promise<EnrolmentStatus> {
  let status = await handInEnrolment(url, file, waiting);
  for (let times = 0; status.state === "waiting" && times < waiting.times; times++) {
    await waiting.wait(waiting.every);
    status = await readEnrolmentStatus(url, BigInt(file.identityCommitment), waiting);
  }
  if (status.state === "included" || status.state === "final") return status;
  throw new EnrolmentNotIncludedError(status);
}

/** One of the offices did not file an enrolment for a published roll. */
export class EnrolmentNotFiledError extends HanpyoError {
  constructor(role: OfficeRole, state: string) {
    super(
      "ENROLMENT_NOT_FILED",
      told`The ${{ role }} did not file the enrolment: ${{ state }}`,
      "Hand the same enrolment in again; without both offices it is in no snapshot",
    );
  }
}

/**
 * Hands an enrolment for a published roll in at both offices (P12.11); the same may be handed in again.
 * Throws `EnrolmentNotFiledError`, or errors of officeClient.ts.
 */
export async function fileAtOffices(
  urls: Readonly<Record<OfficeRole, string>>,
  file: EnrolmentFile,
  reach: Reach,
): Promise<void> {
  for (const role of ["registrar", "approver"] as const) {
    const { state } = await handInEnrolment(urls[role], file, reach);
    if (state !== "filed") throw new EnrolmentNotFiledError(role, state);
  }
}

/**
 * Brings an enrolment to the chain from an account of one's own. It must not be one that votes.
 * Throws `ContractRefusedError`, `ResidentRecordMissingError`, `ResidentRecordOutdatedError`.
 */
export async function submitByAccount(registry: string, file: EnrolmentFile, account: Signer): Promise<Sent> {
  const provider = providerOf(account);
  const history = await readRollHistory(registry, provider);
  return enrol(registry, await withConfirmedEarlier(registry, history, [entryOf(file)], provider), account);
}

/** The enrolment as the registry takes it, but for what the chain says of an earlier one. */
export function entryOf(file: EnrolmentFile): EntryWithoutEarlier {
  const { registrar, approver, sequence, expiresAt } = file;
  return {
    registrar,
    approver,
    sequence,
    expiresAt,
    identityCommitment: BigInt(file.identityCommitment),
    rollIds: file.rollIds.map(BigInt),
    proof: file.proof.map(BigInt) as unknown as EntryWithoutEarlier["proof"],
  };
}
