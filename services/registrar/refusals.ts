import { refusal } from "../hosting/refusal.ts";

/** Why an office does not go on. No message names a person, a number or anything that was presented. */

export const TriesExceededError = refusal("TRIES_EXCEEDED", {
  status: 429,
  what: "More than {most} presentations failed in a minute from this network",
  remedy: "Compare the code with the letter, or try again in a minute",
});

export const SessionsFullError = refusal("SESSIONS_FULL", {
  status: 429,
  what: "This person has presented in {most} sessions that have not ended",
  remedy: "Try again in some minutes",
});

export const MethodUnknownError = refusal("METHOD_UNKNOWN", {
  status: 404,
  what: "The office offers no such method",
  remedy: "Choose one that GET /office names",
});

export const SessionUnknownError = refusal("SESSION_UNKNOWN", {
  status: 404,
  what: "There is no such session; it may have ended",
  remedy: "Begin anew",
});

export const SessionUsedError = refusal("SESSION_USED", {
  status: 409,
  what: "This session has had its presentation",
  remedy: "Begin anew",
});

export const SessionNotPresentedError = refusal("SESSION_NOT_PRESENTED", {
  status: 409,
  what: "Nothing was presented in this session",
  remedy: "Present the eID first",
});

export const SessionPurposeError = refusal("SESSION_PURPOSE", {
  status: 409,
  what: "This session was begun to {purpose}",
  remedy: "Begin one for what you want",
});

export const SessionTriesError = refusal("SESSION_TRIES", {
  status: 429,
  what: "This session has had {most} presentations that failed",
  remedy: "Begin anew",
});

export const CommitmentInvalidError = refusal("COMMITMENT_INVALID", {
  status: 400,
  what: "To enrol, the identity commitment lies between 1 and r - 1; to ask, it is 0",
  remedy: "Make the identity commitment again on the resident's device",
});

export const NotOnBookError = refusal("NOT_ON_BOOK", {
  status: 403,
  what: "The office's register has no entry for this person",
  remedy: "Ask the office, and object in time if you live here",
});

export const NotEligibleError = refusal("NOT_ELIGIBLE", {
  status: 403,
  what: "The office's register says: {state}",
  remedy: "Ask the office, and object in time if that is wrong",
});

export const RollChangedError = refusal("ROLL_CHANGED", {
  status: 409,
  what: "The office's register has changed since the presentation",
  remedy: "Begin anew; the answer will be the present one",
});

export const FactsDifferError = refusal("FACTS_DIFFER", {
  status: 409,
  what: "The request names other facts than this office answered ({fact})",
  remedy: "Begin anew",
});

export const SequenceMovedError = refusal("SEQUENCE_MOVED", {
  status: 409,
  what: "The voucher would have sequence {given}; the chain's next is {next}",
  remedy: "Begin anew, unless the enrolment is already on the chain",
});

export const CommitmentUsedError = refusal("COMMITMENT_USED", {
  status: 409,
  what: "This identity commitment was enrolled before",
  remedy: "Make a new identity",
});

export const VoucherHeldError = refusal("VOUCHER_HELD", {
  status: 409,
  what: "A voucher for another identity commitment stands until {until:time}",
  remedy: "Use that one, or wait until it has expired",
});

export const EnrolmentProofError = refusal("ENROLMENT_PROOF_INVALID", {
  status: 422,
  what: "The proof does not show knowledge of this commitment's secret for these pseudonyms",
  remedy: "Make the proof again, with the identity's secret, for this voucher",
});

export const RequestSignatureError = refusal("REQUEST_SIGNATURE_INVALID", {
  status: 422,
  what: "The enrolment request was not signed by the account named",
  remedy: "Sign the request again",
});

export const SignerDiffersError = refusal("SIGNER_DIFFERS", {
  status: 503,
  what: "The registry names {account} as {role}, not this office's key",
  remedy: "The office must finish the rotation of its key",
});

export const DoesNotSubmitError = refusal("DOES_NOT_SUBMIT", {
  status: 404,
  what: "This office brings no enrolments to the chain",
  remedy: "Ask the other, or send it yourself",
});

export const VoucherInvalidError = refusal("VOUCHER_INVALID", {
  status: 422,
  what: "The {role} did not sign these facts",
  remedy: "Ask both offices for their vouchers again",
});

export const VoucherExpiredError = refusal("VOUCHER_EXPIRED", {
  status: 409,
  what: "The voucher ended at {expiresAt:time}, the chain's clock says {now:time}",
  remedy: "Ask both offices for their vouchers again",
});

export const VoucherEndsSoonError = refusal("VOUCHER_ENDS_SOON", {
  status: 409,
  what: "The voucher ends at {expiresAt:time}, less than {seconds} s from now: it may not reach the chain in time",
  remedy: "Ask both offices for their vouchers again",
});

export const BatchRepeatsError = refusal("BATCH_REPEATS", {
  status: 422,
  what: "A pseudonym or an identity commitment stands in the batch twice",
  remedy: "Put each resident into it once",
});

export const PartnerSignatureError = refusal("PARTNER_SIGNATURE_INVALID", {
  status: 403,
  what: "The {role} that the registry names did not sign this batch",
  remedy: "Sign the whole batch with that office's present key; nobody else may ask",
});

export const ObjectionLateError = refusal("OBJECTION_LATE", {
  status: 409,
  what: "Objections to this roll are not taken, or no longer",
  remedy: "Ask the office which elections it can still count for",
});

export const ObjectionsFullError = refusal("OBJECTIONS_FULL", {
  status: 429,
  what: "There are {most} objections of this person",
  remedy: "Wait for the office's answer",
});
