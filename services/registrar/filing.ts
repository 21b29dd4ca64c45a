import { enrolmentContext } from "../../sdk/chain/offices.ts";
import { entryToBytes } from "../../sdk/election/snapshotEntry.ts";
import type { EnrolmentFile, EnrolmentStatus } from "../../sdk/enrolling/officeAnswers.ts";
import { entryOf } from "../../sdk/enrolling/submission.ts";
import { verifyProof } from "../../sdk/proofs/groth16.ts";
import { StorageFailedError } from "../hosting/refusals.ts";
import {
  CommitmentUsedError,
  EnrolmentProofError,
  SequenceMovedError,
  VoucherHeldError,
  VoucherInvalidError,
} from "./refusals.ts";
import type { OfficeBooks, OfficeIdentity, ProofChecking } from "./works.ts";

/** What an office needs to file enrolments. */
export type Filing = OfficeIdentity & OfficeBooks & ProofChecking;

/**
 * Files an enrolment for a published roll (P12.11), whosoever brings it: both vouchers and the proof hold, and this
 * office holds the resident's next sequence for this commitment. The same again changes nothing.
 * Throws a `RefusalError` with the first thing that is wrong.
 */
export async function fileEnrolment(works: Filing, file: EnrolmentFile): Promise<EnrolmentStatus> {
  const { entries, store, role, boundTo } = works;
  const enrolment = entryOf(file);
  const { identityCommitment, sequence, rollIds, proof } = enrolment;
  const filed = filedStatus(identityCommitment);
  const { pseudonym } = enrolment[role];
  if (isFiled()) return filed;
  const view = await works.book.read();
  for (const one of ["registrar", "approver"] as const) {
    if (!(await view.isVoucher(one, enrolment[one], enrolment, boundTo))) throw new VoucherInvalidError(one);
  }
  const [registrarPseudonym, approverPseudonym] = [enrolment.registrar.pseudonym, enrolment.approver.pseudonym];
  const context = enrolmentContext(boundTo, registrarPseudonym, approverPseudonym, enrolment);
  await works.proofTurn(async () => {
    // The same may have been brought at once.
    if (isFiled()) return;
    const next = (entries.latest(pseudonym)?.sequence ?? 0) + 1;
    if (sequence !== next) throw new SequenceMovedError(sequence, next);
    const held = store.voucher(pseudonym, sequence);
    if (held === undefined) throw new VoucherInvalidError(role);
    if (held.identityCommitment !== identityCommitment) throw new VoucherHeldError(held.expiresAt);
    const holds = await verifyProof(works.proofKey, { proof, publicSignals: [identityCommitment, context] });
    if (!holds) throw new EnrolmentProofError();
    const entry = entryToBytes({ registrarPseudonym, approverPseudonym, sequence, identityCommitment, proof });
    try {
      entries.file({ pseudonym, sequence, identityCommitment, rollIds, entry });
    } catch {
      throw new StorageFailedError();
    }
  });
  return filed;

  /** Throws `CommitmentUsedError` if it is filed for another resident or sequence. */
  function isFiled(): boolean {
    const known = entries.ofCommitment(identityCommitment);
    if (known === undefined) return false;
    if (known.pseudonym !== pseudonym || known.sequence !== sequence) throw new CommitmentUsedError();
    return true;
  }
}

/** That an enrolment stands in this office's entries. */
export function filedStatus(identityCommitment: bigint): EnrolmentStatus {
  return { identityCommitment: String(identityCommitment), state: "filed", block: null, refusal: null };
}
