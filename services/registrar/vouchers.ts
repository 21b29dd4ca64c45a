import { enrolmentContext, signVoucher } from "../../sdk/chain/offices.ts";
import type { ProofWords } from "../../sdk/election/ballot.ts";
import { enrolmentRequestSigner } from "../../sdk/enrolling/enrolmentRequest.ts";
import type { FactsAnswer, VoucherAnswer, VoucherRequest } from "../../sdk/enrolling/officeAnswers.ts";
import { verifyProof } from "../../sdk/proofs/groth16.ts";
import { CodeUsedError } from "../eid/refusals.ts";
import { RefusalError } from "../hosting/refusal.ts";
import { StorageFailedError } from "../hosting/refusals.ts";
import { signedRolls, viewForSigning } from "./presenting.ts";
import {
  CommitmentUsedError,
  EnrolmentProofError,
  FactsDifferError,
  RequestSignatureError,
  RollChangedError,
  SequenceMovedError,
  SessionPurposeError,
  VoucherHeldError,
} from "./refusals.ts";
import { type Presented, presentedIn, type Session } from "./sessions.ts";
import { now, type OfficeBooks, type OfficeIdentity, type OfficeWorks, type ProofChecking } from "./works.ts";

/** What an office needs to sign vouchers. */
type Signing = OfficeIdentity & OfficeBooks & ProofChecking & Pick<OfficeWorks, "sessions" | "clock">;

/**
 * Signs the office's half of a voucher (P12.6): what the chain would check is checked, the office's own answer must
 * still hold, and the sequence is held for this commitment, durably, before anything is signed. The same again gives
 * the same.
 * Throws a `RefusalError` with the first thing that is wrong.
 */
export async function giveVoucher(works: Signing, session: Session, request: VoucherRequest): Promise<VoucherAnswer> {
  if (session.purpose !== "enrol") throw new SessionPurposeError(session.purpose);
  const { identityCommitment } = session;
  const presented = presentedIn(works.sessions, session);
  const own = presented.facts as FactsAnswer;
  checkFacts(own, request);
  const { sequence, expiresAt } = request;
  const rollIds = request.rollIds.map(BigInt);
  const facts = { sequence, identityCommitment, rollIds, expiresAt };
  // One after another, from the look at who holds the sequence to the holding: whoever comes too late costs nothing.
  await works.proofTurn(async () => {
    await checkFree(works, own.pseudonym, session, sequence);
    checkSignature(works, session, request);
    await checkProof(works, identityCommitment, own.pseudonym, request);
    const view = await viewForSigning(works);
    if (view.isUsed(identityCommitment)) throw new CommitmentUsedError();
    const next = (view.standing(works.role, own.pseudonym)?.sequence ?? 0) + 1;
    if (sequence !== next) throw new SequenceMovedError(sequence, next);
    if (String(signedRolls(works, presented.number, sequence)) !== String(rollIds)) throw new RollChangedError();
    hold(works, { pseudonym: own.pseudonym, ...facts }, view.head.timestamp, presented);
  });
  return signVoucher(works.keys, presented.number, facts, works.boundTo);
}

/** The request names what this office answered; an expiry may be earlier. */
function checkFacts(own: FactsAnswer, request: VoucherRequest): void {
  if (request.sequence !== own.sequence) throw new FactsDifferError("sequence");
  if (String(request.rollIds) !== String(own.rollIds)) throw new FactsDifferError("rollIds");
  if (request.expiresAt > own.expiresAt) throw new FactsDifferError("expiresAt");
  if (request.partnerPseudonym === own.pseudonym) throw new FactsDifferError("partnerPseudonym");
}

function checkSignature(works: Signing, { identityCommitment }: Session, request: VoucherRequest): void {
  const { expiresAt, account, signature } = request;
  const signer = enrolmentRequestSigner({ identityCommitment, expiresAt }, works.boundTo, signature);
  if (signer?.toLowerCase() !== account.toLowerCase()) throw new RequestSignatureError();
}

async function checkProof(
  works: Signing,
  identityCommitment: bigint,
  own: string,
  request: VoucherRequest,
): Promise<void> {
  const partner = request.partnerPseudonym;
  const [registrar, approver] = works.role === "registrar" ? [own, partner] : [partner, own];
  const { sequence } = request;
  const context = enrolmentContext(works.boundTo, registrar, approver, { sequence, identityCommitment });
  const proof = request.proof.map(BigInt) as unknown as ProofWords;
  const holds = await verifyProof(works.proofKey, { proof, publicSignals: [identityCommitment, context] });
  if (!holds) throw new EnrolmentProofError();
}

/** Throws `VoucherHeldError` if another commitment has the sequence. */
async function checkFree(
  works: Signing,
  pseudonym: string,
  { identityCommitment }: Session,
  sequence: number,
): Promise<void> {
  const held = works.store.voucher(pseudonym, sequence);
  if (held === undefined || held.identityCommitment === identityCommitment) return;
  // The chain's clock decides; it is asked again only where the last round or the office's own clock says it is over.
  const latest = Math.max(works.memory.view?.head.timestamp ?? 0, now(works));
  if (held.expiresAt > latest || held.expiresAt > (await viewForSigning(works)).head.timestamp) {
    throw new VoucherHeldError(held.expiresAt);
  }
}

type Held = Parameters<OfficeBooks["store"]["holdVoucher"]>[0];

/** Throws `VoucherHeldError`, `CodeUsedError` for a code used meanwhile, or `StorageFailedError`. */
function hold(works: Signing, voucher: Held, chainTime: number, { redeem }: Presented): void {
  try {
    const { pseudonym, sequence, identityCommitment, expiresAt } = voucher;
    const held = works.store.holdVoucher({ pseudonym, sequence, identityCommitment, expiresAt }, chainTime, () => {
      if (redeem?.() === false) throw new CodeUsedError();
    });
    if (held.identityCommitment !== identityCommitment) throw new VoucherHeldError(held.expiresAt);
  } catch (error) {
    if (error instanceof RefusalError) throw error;
    throw new StorageFailedError();
  }
}
