import type { Provider, Signer } from "ethers";
import { enrolmentContext, isVoucherOf, readOffices, type VoucherFacts } from "../chain/offices.ts";
import type { ProofWords } from "../election/ballot.ts";
import { HanpyoError, told } from "../errors.ts";
import type { Reach } from "../relaying/jsonRequest.ts";
import { boundContract, type EnrolmentPlace } from "./boundContract.ts";
import { signEnrolmentRequest } from "./enrolmentRequest.ts";
import { type AgreedFacts, agreedFacts } from "./officeAgreement.ts";
import type { EnrolmentFile, FactsAnswer, OfficeRole } from "./officeAnswers.ts";
import { presentToEnrol, requestVoucher } from "./officeClient.ts";
import { type OfficeVisit, presentInSession } from "./visit.ts";

/** What a device reports while it enrols, in this order. */
export type EnrolmentStep = "presenting" | "comparing" | "proving" | "signing" | "vouchers";

/** What showing oneself to an office takes. */
export type PresentingPlan = {
  readonly registry: EnrolmentPlace;
  readonly provider: Provider;
  readonly identityCommitment: bigint;
  readonly reach: Reach;
};

/** A session in which an office knows who is there, and what it will sign. */
export type Presented = { readonly session: string; readonly facts: FactsAnswer };

/** What an enrolment takes once both offices know who is there. */
export type PresentedPlan = PresentingPlan & {
  /** Addresses of the offices, below which their requests are. */
  readonly urls: Readonly<Record<OfficeRole, string>>;
  /**
   * Proves knowledge of the identity's secret for a context (P1.3), as `proveEnrolment` does; in a browser, in a worker.
   * The secret itself is not needed here.
   */
  readonly prove: (context: bigint) => Promise<ProofWords>;
  /** The resident's wallet, or a key made on the device. It is never the one that votes. */
  readonly account: Pick<Signer, "signTypedData" | "getAddress">;
  /**
   * Asked before anything is signed where the resident is enrolled already: the new identity takes the earlier one's
   * place in every roll that is not frozen yet. Without it the answer is yes.
   */
  readonly replaces?: (sequence: number) => Promise<boolean>;
  readonly report?: (step: EnrolmentStep) => void;
};

export type EnrolmentPlan = Omit<PresentedPlan, "urls"> & {
  readonly visits: Readonly<Record<OfficeRole, OfficeVisit>>;
};

/** The resident keeps the identity that is enrolled already. */
export class EnrolmentDeclinedError extends HanpyoError {
  constructor(sequence: number) {
    super(
      "ENROLMENT_DECLINED",
      told`Enrolment number ${{ sequence }} was not wanted; nothing was signed`,
      "Vote with the identity that is enrolled already",
    );
  }
}

/** An office signed other facts than it answered, or with a key that the registry does not know. */
export class VoucherSignatureError extends HanpyoError {
  constructor(role: OfficeRole) {
    super(
      "VOUCHER_SIGNATURE_INVALID",
      told`The ${{ role }}'s voucher is not signed by the account that the registry names`,
      "Try again later; if it stays so, report the office",
    );
  }
}

/**
 * Enrols a resident at both offices (P12.2 to P12.6): presents an eID to each, compares their answers, proves knowledge
 * of the identity's secret, signs the request, and collects both half-vouchers. The secret stays on the device.
 * @returns What anybody can bring to the chain, or file at both offices; see submission.ts.
 * Throws `OfficesDisagreeError`, `EnrolmentDeclinedError`, `ForeignChallengeError`, `VoucherSignatureError`, or errors of
 * officeClient.ts.
 */
export async function enrolWithOffices(plan: EnrolmentPlan): Promise<EnrolmentFile> {
  const { visits } = plan;
  plan.report?.("presenting");
  // One after the other: an eID can be asked for one thing at a time.
  const registrar = await presentAtOffice(plan, "registrar", visits.registrar);
  const approver = await presentAtOffice(plan, "approver", visits.approver);
  const urls = { registrar: visits.registrar.url, approver: visits.approver.url };
  return enrolPresented({ ...plan, urls }, { registrar, approver });
}

/**
 * Presents an eID to one office, in a session for this commitment (P12.2, P12.3). What comes back can be kept and used
 * until the session ends.
 * Throws `ForeignChallengeError` or errors of officeClient.ts.
 */
export async function presentAtOffice(
  { registry, provider, identityCommitment, reach }: PresentingPlan,
  role: OfficeRole,
  visit: OfficeVisit,
): Promise<Presented> {
  const { current } = await readOffices(registry.registry, provider);
  const binding = { ...boundContract(registry), office: current[role], identityCommitment };
  const { session, presentation } = await presentInSession(visit, "enrol", binding, reach);
  return { session, facts: await presentToEnrol(visit.url, session, presentation, reach) };
}

/**
 * Enrols whoever presented at both offices (P12.4 to P12.6). It may be asked again after any failure, also by a device
 * that was started anew: the offices give the same halves for the same commitment.
 * Throws as `enrolWithOffices` does.
 */
export async function enrolPresented(
  plan: PresentedPlan,
  { registrar, approver }: Readonly<Record<OfficeRole, Presented>>,
): Promise<EnrolmentFile> {
  const { registry, provider, identityCommitment, account, reach, report } = plan;
  const boundTo = boundContract(registry);
  const { current } = await readOffices(registry.registry, provider);
  report?.("comparing");
  const agreed = agreedFacts(registrar.facts, approver.facts);
  if (agreed.sequence > 1 && (await plan.replaces?.(agreed.sequence)) === false) {
    throw new EnrolmentDeclinedError(agreed.sequence);
  }
  report?.("proving");
  const { registrarPseudonym, approverPseudonym, ...terms } = agreed;
  const facts: VoucherFacts = { ...terms, identityCommitment };
  const context = enrolmentContext(boundTo, registrarPseudonym, approverPseudonym, facts);
  const proof = await plan.prove(context);
  report?.("signing");
  const signature = await signEnrolmentRequest(account, facts, boundTo);
  report?.("vouchers");
  const request = { ...termsJson(agreed), proof: proof.map(String), account: await account.getAddress(), signature };
  const halves = {
    registrar: await voucher("registrar", registrar.session, approverPseudonym),
    approver: await voucher("approver", approver.session, registrarPseudonym),
  };
  for (const role of ["registrar", "approver"] as const) {
    const pseudonym = role === "registrar" ? registrarPseudonym : approverPseudonym;
    const isOurs = await isVoucherOf(current[role], halves[role], facts, boundTo, provider);
    if (!isOurs || halves[role].pseudonym !== pseudonym) throw new VoucherSignatureError(role);
  }
  return {
    ...halves,
    ...termsJson(agreed),
    proof: request.proof,
    identityCommitment: String(identityCommitment),
  };

  function voucher(role: OfficeRole, session: string, partnerPseudonym: string) {
    return requestVoucher(plan.urls[role], session, { ...request, partnerPseudonym }, reach);
  }
}

function termsJson({ sequence, rollIds, expiresAt }: AgreedFacts) {
  return { sequence, rollIds: rollIds.map(String), expiresAt };
}
