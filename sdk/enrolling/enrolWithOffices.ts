import type { Provider, Signer } from "ethers";
import type { OfficeAccounts } from "../chain/officeState.ts";
import { enrolmentContext, isVoucherOf, readOffices, type VoucherFacts } from "../chain/offices.ts";
import type { ProofWords } from "../election/ballot.ts";
import { HanpyoError } from "../errors.ts";
import type { Reach } from "../relaying/jsonRequest.ts";
import { boundContract, type EnrolmentPlace } from "./boundContract.ts";
import { signEnrolmentRequest } from "./enrolmentRequest.ts";
import { type AgreedFacts, agreedFacts } from "./officeAgreement.ts";
import type { EnrolmentFile, OfficeRole } from "./officeAnswers.ts";
import { presentToEnrol, requestVoucher } from "./officeClient.ts";
import { type OfficeVisit, presentInSession } from "./visit.ts";

/** What a device reports while it enrols, in this order. */
export type EnrolmentStep = "presenting" | "comparing" | "proving" | "signing" | "vouchers";

export type EnrolmentPlan = {
  readonly registry: EnrolmentPlace;
  readonly provider: Provider;
  readonly visits: Readonly<Record<OfficeRole, OfficeVisit>>;
  readonly identityCommitment: bigint;
  /**
   * Proves knowledge of the identity's secret for a context (P1.3), as `proveEnrolment` does; in a browser, in a worker.
   * The secret itself is not needed here.
   */
  readonly prove: (context: bigint) => Promise<ProofWords>;
  /** The resident's wallet, or a key made on the device. It is never the one that votes. */
  readonly account: Pick<Signer, "signTypedData" | "getAddress">;
  readonly reach: Reach;
  /**
   * Asked before anything is signed where the resident is enrolled already: the new identity takes the earlier one's
   * place in every roll that is not frozen yet. Without it the answer is yes.
   */
  readonly replaces?: (sequence: number) => Promise<boolean>;
  readonly report?: (step: EnrolmentStep) => void;
};

/** The resident keeps the identity that is enrolled already. */
export class EnrolmentDeclinedError extends HanpyoError {
  constructor(sequence: number) {
    super(
      "ENROLMENT_DECLINED",
      `Enrolment number ${sequence} was not wanted; nothing was signed`,
      "Vote with the identity that is enrolled already",
    );
  }
}

/** An office signed other facts than it answered, or with a key that the registry does not know. */
export class VoucherSignatureError extends HanpyoError {
  constructor(role: OfficeRole) {
    super(
      "VOUCHER_SIGNATURE_INVALID",
      `The ${role}'s voucher is not signed by the account that the registry names`,
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
  const { registry, provider, identityCommitment, account, reach, report } = plan;
  const boundTo = boundContract(registry);
  const { current } = await readOffices(registry.registry, provider);
  report?.("presenting");
  // One after the other: an eID can be asked for one thing at a time.
  const registrar = await present(plan, "registrar", current);
  const approver = await present(plan, "approver", current);
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
    return requestVoucher(plan.visits[role].url, session, { ...request, partnerPseudonym }, reach);
  }
}

async function present(
  { visits, registry, identityCommitment, reach }: EnrolmentPlan,
  role: OfficeRole,
  offices: OfficeAccounts,
) {
  const binding = { ...boundContract(registry), office: offices[role], identityCommitment };
  const { session, presentation } = await presentInSession(visits[role], "enrol", binding, reach);
  return { session, facts: await presentToEnrol(visits[role].url, session, presentation, reach) };
}

function termsJson({ sequence, rollIds, expiresAt }: AgreedFacts) {
  return { sequence, rollIds: rollIds.map(String), expiresAt };
}
