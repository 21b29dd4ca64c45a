import { refusal } from "../hosting/refusal.ts";

/** Why a presentation does not identify anybody (P12.3). No message repeats what was presented. */

export const PresentationMalformedError = refusal("PRESENTATION_MALFORMED", {
  status: 400,
  what: "{reason}",
  remedy: "Present it as the method's request asks",
});

export const CodeUnknownError = refusal("CODE_UNKNOWN", {
  status: 403,
  what: "The office has given out no such code",
  remedy: "Compare it with the letter, and see that it is not the other office's",
});

export const CodeUsedError = refusal("CODE_USED", {
  status: 403,
  what: "The code has served to register another identity",
  remedy: "Restore that identity; if you never registered, tell the office at once",
});

export const CodeExpiredError = refusal("CODE_EXPIRED", {
  status: 403,
  what: "The code ended at {expiresAt:time}",
  remedy: "Ask the office for a new one",
});

export const AlgorithmRefusedError = refusal("ALGORITHM_REFUSED", {
  status: 403,
  what: "It is not signed with {needed}",
  remedy: "Use an eID that the office accepts",
});

export const IssuerUnknownError = refusal("ISSUER_UNKNOWN", {
  status: 403,
  what: "Its issuer or its key is not on the office's trust list",
  remedy: "Use an eID that the office accepts",
});

export const SignatureForgedError = refusal("SIGNATURE_INVALID", {
  status: 403,
  what: "The signature of the {subject} does not hold",
  remedy: "Present the eID again",
});

export const CredentialExpiredError = refusal("CREDENTIAL_EXPIRED", {
  status: 403,
  what: "The eID is not valid now",
  remedy: "Have it renewed",
});

export const CredentialRevokedError = refusal("CREDENTIAL_REVOKED", {
  status: 403,
  what: "The eID was revoked or suspended",
  remedy: "Ask its issuer",
});

export const CredentialUnsuitableError = refusal("CREDENTIAL_UNSUITABLE", {
  status: 403,
  what: "{reason}",
  remedy: "Use an eID that the office accepts",
});

export const RevocationUnknownError = refusal("REVOCATION_UNKNOWN", {
  status: 503,
  what: "Whether the eID was revoked cannot be found out now",
  remedy: "Try again later, or use another method",
});

export const NonceMismatchError = refusal("NONCE_MISMATCH", {
  status: 403,
  what: "It was made for another session",
  remedy: "Begin anew, and present the eID once more",
});

export const AudienceMismatchError = refusal("AUDIENCE_MISMATCH", {
  status: 403,
  what: "It was made for another party",
  remedy: "Present the eID to this office",
});

export const PresentationStaleError = refusal("PRESENTATION_STALE", {
  status: 403,
  what: "It was made too long ago, or its clock is ahead",
  remedy: "Set the clock, and present the eID again",
});

export const KeyBindingMissingError = refusal("KEY_BINDING_MISSING", {
  status: 403,
  what: "It does not show that its holder presents it",
  remedy: "Use a wallet that binds credentials to its key",
});

export const ResponseCodeUnknownError = refusal("RESPONSE_CODE_UNKNOWN", {
  status: 403,
  what: "No wallet gave this code for this session",
  remedy: "Present the eID again",
});
