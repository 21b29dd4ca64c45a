import { RefusalError } from "../relayer/refusals.ts";

/** Why an office does not go on. No message names a person, a number or anything that was presented. */

export class RequestMalformedError extends RefusalError {
  constructor(reason: string) {
    super(400, "REQUEST_MALFORMED", reason, "See /openapi.json");
  }
}

export class RequestTooLargeError extends RefusalError {
  constructor(most: number) {
    super(413, "REQUEST_TOO_LARGE", `The request is larger than ${most} bytes`, "See /openapi.json");
  }
}

export class RateExceededError extends RefusalError {
  constructor(most: number) {
    super(429, "RATE_EXCEEDED", `More than ${most} requests in a minute`, "Try again in a minute");
  }
}

export class TriesExceededError extends RefusalError {
  constructor(most: number) {
    super(
      429,
      "TRIES_EXCEEDED",
      `More than ${most} presentations failed in an hour from this address`,
      "Try again in an hour, or come to the office",
    );
  }
}

export class SessionsFullError extends RefusalError {
  constructor(most: number) {
    super(503, "SESSIONS_FULL", `${most} sessions are open`, "Try again in some minutes");
  }
}

export class MethodUnknownError extends RefusalError {
  constructor() {
    super(404, "METHOD_UNKNOWN", "The office offers no such method", "Choose one that GET /office names");
  }
}

export class SessionUnknownError extends RefusalError {
  constructor() {
    super(404, "SESSION_UNKNOWN", "There is no such session; it may have ended", "Begin anew");
  }
}

export class SessionUsedError extends RefusalError {
  constructor() {
    super(409, "SESSION_USED", "This session has had its presentation", "Begin anew");
  }
}

export class SessionNotPresentedError extends RefusalError {
  constructor() {
    super(409, "SESSION_NOT_PRESENTED", "Nothing was presented in this session", "Present the eID first");
  }
}

export class SessionPurposeError extends RefusalError {
  constructor(purpose: string) {
    super(409, "SESSION_PURPOSE", `This session was begun to ${purpose}`, "Begin one for what you want");
  }
}

export class SessionTriesError extends RefusalError {
  constructor(most: number) {
    super(429, "SESSION_TRIES", `This session has had ${most} presentations that failed`, "Begin anew");
  }
}

export class CommitmentInvalidError extends RefusalError {
  constructor() {
    super(
      400,
      "COMMITMENT_INVALID",
      "To enrol, the identity commitment lies between 1 and r - 1; to ask, it is 0",
      "Make the identity commitment again on the resident's device",
    );
  }
}

export class NotOnBookError extends RefusalError {
  constructor() {
    super(
      403,
      "NOT_ON_BOOK",
      "The office's register has no entry for this person",
      "Ask the office, and object in time if you live here",
    );
  }
}

export class NotEligibleError extends RefusalError {
  constructor(state: string) {
    super(
      403,
      "NOT_ELIGIBLE",
      `The office's register says: ${state}`,
      "Ask the office, and object in time if that is wrong",
    );
  }
}

export class RollChangedError extends RefusalError {
  constructor() {
    super(
      409,
      "ROLL_CHANGED",
      "The office's register has changed since the presentation",
      "Begin anew; the answer will be the present one",
    );
  }
}

export class FactsDifferError extends RefusalError {
  constructor(fact: string) {
    super(409, "FACTS_DIFFER", `The request names other facts than this office answered (${fact})`, "Begin anew");
  }
}

export class SequenceMovedError extends RefusalError {
  constructor(given: number, next: number) {
    super(
      409,
      "SEQUENCE_MOVED",
      `The voucher would have sequence ${given}; the chain's next is ${next}`,
      "Begin anew, unless the enrolment is already on the chain",
    );
  }
}

export class CommitmentUsedError extends RefusalError {
  constructor() {
    super(409, "COMMITMENT_USED", "This identity commitment was enrolled before", "Make a new identity");
  }
}

export class VoucherHeldError extends RefusalError {
  constructor(until: number) {
    super(
      409,
      "VOUCHER_HELD",
      `A voucher for another identity commitment stands until ${until} (Unix seconds)`,
      "Use that one, or wait until it has expired",
    );
  }
}

export class EnrolmentProofError extends RefusalError {
  constructor() {
    super(
      422,
      "ENROLMENT_PROOF_INVALID",
      "The proof does not show knowledge of this commitment's secret for these pseudonyms",
      "Make the proof again, with the identity's secret, for this voucher",
    );
  }
}

export class RequestSignatureError extends RefusalError {
  constructor() {
    super(
      422,
      "REQUEST_SIGNATURE_INVALID",
      "The enrolment request was not signed by the account named",
      "Sign the request again",
    );
  }
}

export class SignerDiffersError extends RefusalError {
  constructor(role: string, named: string) {
    super(
      503,
      "SIGNER_DIFFERS",
      `The registry names ${named} as ${role}, not this office's key`,
      "The office must finish the rotation of its key",
    );
  }
}

export class ChainUnreachableError extends RefusalError {
  constructor() {
    super(503, "CHAIN_UNREACHABLE", "The office's node does not answer", "Try again in a minute");
  }
}

export class StorageFailedError extends RefusalError {
  constructor() {
    super(507, "STORAGE_FAILED", "The office's database cannot be written; nothing was signed", "Try again later");
  }
}

export class DoesNotSubmitError extends RefusalError {
  constructor() {
    super(
      404,
      "DOES_NOT_SUBMIT",
      "This office brings no enrolments to the chain",
      "Ask the other, or send it yourself",
    );
  }
}

export class VoucherInvalidError extends RefusalError {
  constructor(role: string) {
    super(422, "VOUCHER_INVALID", `The ${role} did not sign these facts`, "Ask both offices for their vouchers again");
  }
}

export class VoucherExpiredError extends RefusalError {
  constructor(expiresAt: number, now: number) {
    super(
      409,
      "VOUCHER_EXPIRED",
      `The voucher ended at ${expiresAt}, the chain's clock says ${now} (Unix seconds)`,
      "Ask both offices for their vouchers again",
    );
  }
}

export class ObjectionLateError extends RefusalError {
  constructor() {
    super(
      409,
      "OBJECTION_LATE",
      "Objections to this roll are not taken, or no longer",
      "Ask the office which elections it can still count for",
    );
  }
}

export class ObjectionsFullError extends RefusalError {
  constructor(most: number) {
    super(429, "OBJECTIONS_FULL", `There are ${most} objections of this person`, "Wait for the office's answer");
  }
}
