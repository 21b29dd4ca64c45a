import type { Code } from "../../../../sdk/codes.ts";
import { HanpyoError } from "../../../../sdk/errors.ts";

/** Codes of failures, grouped by what a person can do about them. An office's refusal has the office's own code. */
const groups = {
  code: ["CODE_UNKNOWN"],
  codeUsed: ["CODE_USED"],
  codeExpired: ["CODE_EXPIRED"],
  codeTries: ["TRIES_EXCEEDED", "SESSION_TRIES", "RATE_EXCEEDED"],
  notOnBook: ["NOT_ON_BOOK"],
  notEligible: ["NOT_ELIGIBLE"],
  session: [
    "SESSION_UNKNOWN",
    "SESSION_USED",
    "NONCE_MISMATCH",
    "PRESENTATION_STALE",
    "ROLL_CHANGED",
    "VOUCHER_EXPIRED",
    "VOUCHER_ENDS_SOON",
  ],
  disagree: ["OFFICES_DISAGREE", "FACTS_DIFFER"],
  held: ["VOUCHER_HELD", "COMMITMENT_USED", "SEQUENCE_MOVED"],
  declined: ["ENROLMENT_DECLINED"],
  offices: [
    "OFFICE_UNREACHABLE",
    "SESSIONS_FULL",
    "CHAIN_UNREACHABLE",
    "STORAGE_FAILED",
    "SIGNER_DIFFERS",
    "FAILED",
    "DOES_NOT_SUBMIT",
  ],
  eid: [
    "PRESENTATION_MALFORMED",
    "ALGORITHM_REFUSED",
    "ISSUER_UNKNOWN",
    "SIGNATURE_INVALID",
    "CREDENTIAL_EXPIRED",
    "CREDENTIAL_REVOKED",
    "CREDENTIAL_UNSUITABLE",
    "AUDIENCE_MISMATCH",
    "KEY_BINDING_MISSING",
    "RESPONSE_CODE_UNKNOWN",
  ],
  eidService: ["REVOCATION_UNKNOWN"],
  populationRegister: [
    "REGISTER_UNAVAILABLE",
    "REGISTER_REFUSED",
    "REGISTER_MISCONFIGURED",
    "REGISTER_ANSWER_UNREADABLE",
  ],
  cardReader: ["CARD_READER_MISSING"],
  card: ["CARD_NOT_READ"],
  phrase: ["RECOVERY_PHRASE_WRONG"],
  file: ["RECOVERY_FILE_MALFORMED"],
  passkey: ["PASSKEY_UNAVAILABLE"],
  vault: ["VAULT_UNAVAILABLE"],
  vaultSilent: ["VAULT_SILENT"],
  sealBroken: ["SEAL_BROKEN"],
  proving: ["KEY_DOWNLOAD_FAILED", "KEY_FILE_ALTERED", "KEY_FILE_UNKNOWN", "WORKER_CRASHED", "PROVING_FAILED"],
} as const satisfies Readonly<Record<string, readonly Code[]>>;

/** Kinds of failures that have words of their own on this page. */
export type RegisterFaultKind = keyof typeof groups;
export const REGISTER_FAULTS = Object.keys(groups) as readonly RegisterFaultKind[];

/** The kind of a failure; nothing if it has no words here. */
export function registerFaultOf(error: unknown): RegisterFaultKind | undefined {
  if (!(error instanceof HanpyoError)) return undefined;
  const { refusal = error.code } = error as { readonly refusal?: string };
  return REGISTER_FAULTS.find((kind) => (groups[kind] as readonly string[]).includes(refusal));
}
