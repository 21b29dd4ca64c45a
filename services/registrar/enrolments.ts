import { enrolmentContext } from "../../sdk/chain/offices.ts";
import type { EnrolmentFile, EnrolmentStatus } from "../../sdk/enrolling/officeAnswers.ts";
import { entryOf } from "../../sdk/enrolling/submission.ts";
import { verifyProof } from "../../sdk/proofs/groth16.ts";
import { StorageFailedError } from "../hosting/refusals.ts";
import { requireSendable, requireSettleable } from "../sending/hindrance.ts";
import { type Filing, filedStatus, fileEnrolment } from "./filing.ts";
import type { StoredEnrolment } from "./officeStore.ts";
import {
  CommitmentUsedError,
  DoesNotSubmitError,
  EnrolmentProofError,
  SequenceMovedError,
  VoucherEndsSoonError,
  VoucherExpiredError,
  VoucherInvalidError,
} from "./refusals.ts";
import { knownOf } from "./status.ts";
import { enrolmentKey } from "./submitting.ts";
import { now, type OfficeWorks } from "./works.ts";

/** What an office needs to take enrolments. */
export type TakingEnrolments = Filing & Pick<OfficeWorks, "chain" | "sending" | "reached" | "limits" | "clock">;

/** Seconds that a voucher must still be valid, by the later of the chain's clock and the office's: some blocks' time. */
const NEEDED = 120;

/**
 * Takes an enrolment to bring to the chain (P12.7), whosoever sends it: both vouchers and the proof hold, and it is the
 * next of its resident. The same again changes nothing. For a published roll it is filed instead (P12.11).
 * Throws a `RefusalError` with the first thing that is wrong.
 */
export async function takeEnrolment(works: TakingEnrolments, file: EnrolmentFile): Promise<EnrolmentStatus> {
  if (works.isPublished) return fileEnrolment(works, file);
  if (works.sending === undefined) throw new DoesNotSubmitError();
  works.reached("enrol.received");
  const identityCommitment = BigInt(file.identityCommitment);
  const known = works.store.enrolment(identityCommitment);
  if (known !== undefined && known.state !== "refused") return statusOf(identityCommitment, known);
  const { sending } = works;
  const facts = () => ({ ...knownOf(works), sending: sending.memory });
  // Before the node is asked, of which nothing is known any more.
  if (works.memory.head !== undefined) requireSendable(facts(), works.memory.head);
  const view = await works.book.read();
  requireSendable(facts(), view.head);
  requireSettleable(facts(), view.isTest);
  works.reached("enrol.bookRead");
  const entry = entryOf(file);
  for (const role of ["registrar", "approver"] as const) {
    if (!(await view.isVoucher(role, entry[role], entry, works.registry))) throw new VoucherInvalidError(role);
  }
  if (view.isUsed(identityCommitment)) throw new CommitmentUsedError();
  if (view.head.timestamp >= entry.expiresAt) throw new VoucherExpiredError(entry.expiresAt, view.head.timestamp);
  const latest = Math.max(view.head.timestamp, now(works));
  if (entry.expiresAt - latest < NEEDED) throw new VoucherEndsSoonError(entry.expiresAt, NEEDED);
  const next = (view.standing("registrar", entry.registrar.pseudonym)?.sequence ?? 0) + 1;
  if (entry.sequence !== next) throw new SequenceMovedError(entry.sequence, next);
  const context = enrolmentContext(works.registry, entry.registrar.pseudonym, entry.approver.pseudonym, entry);
  const statement = { proof: entry.proof, publicSignals: [identityCommitment, context] };
  if (!(await works.proofTurn(() => verifyProof(works.proofKey, statement)))) throw new EnrolmentProofError();
  works.reached("enrol.proofChecked");
  const stored: StoredEnrolment = { identityCommitment, file, state: "waiting", block: null, refusal: null };
  try {
    works.store.putEnrolment(stored);
  } catch {
    throw new StorageFailedError();
  }
  works.sending.memory.setAside.delete(enrolmentKey(stored));
  works.reached("enrol.written");
  return statusOf(identityCommitment, stored);
}

/** What this office says of a commitment's enrolment. */
export function enrolmentStatus(
  { entries, store, isPublished }: Pick<OfficeWorks, "entries" | "store" | "isPublished">,
  identityCommitment: bigint,
): EnrolmentStatus {
  if (isPublished && entries.ofCommitment(identityCommitment) !== undefined) return filedStatus(identityCommitment);
  return statusOf(identityCommitment, store.enrolment(identityCommitment));
}

/** Where an enrolment stands by this office; `unknown` if it was not brought here. */
function statusOf(identityCommitment: bigint, stored: StoredEnrolment | undefined): EnrolmentStatus {
  const { state, block, refusal } = stored ?? { state: "unknown" as const, block: null, refusal: null };
  return { identityCommitment: String(identityCommitment), state, block, refusal };
}
