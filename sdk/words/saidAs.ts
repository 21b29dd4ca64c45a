import type { Code } from "../codes.ts";

/**
 * Codes that are said in the sentence of another one. Most are twins: a service or a device refuses beforehand, under
 * a code of its own, what the contract would refuse. Both codes are published and stay; what is said of the fact stands
 * once, under the contract's.
 */
export const saidAs = {
  SLOT_MOVED: "REFUSED_SLOT_MOVED",
  REVOTING_FORBIDDEN: "REFUSED_REVOTING_FORBIDDEN",
  BALLOT_VALUE: "REFUSED_WORD_TOO_LARGE",
  POINT_NOT_ON_CURVE: "REFUSED_POINT_NOT_ON_CURVE",
  POINT_IS_IDENTITY: "REFUSED_POINT_IS_IDENTITY",
  VOUCHER_EXPIRED: "REFUSED_VOUCHER_EXPIRED",
  COMMITMENT_INVALID: "REFUSED_IDENTITY_COMMITMENT_INVALID",
  COMMITMENT_USED: "REFUSED_IDENTITY_COMMITMENT_USED",
  ENROLMENT_PROOF_INVALID: "REFUSED_ENROLMENT_PROOF_INVALID",
  SEQUENCE_MOVED: "REFUSED_SEQUENCE_NOT_NEXT",
  REFUSED_RESPONSE_TOO_LARGE: "REFUSED_CHALLENGE_TOO_LARGE",
  OFFICE_KEY_EXISTS: "RELAYER_KEY_EXISTS",
  CEREMONY_FILE_EXISTS: "RELAYER_KEY_EXISTS",
  TIMING_INVALID: "REFUSED_TIMING_INVALID",
} as const satisfies Partial<Record<Code, Code>>;
