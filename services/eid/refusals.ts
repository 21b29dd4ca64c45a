import { RefusalError } from "../relayer/refusals.ts";

/** Why a presentation does not identify anybody (P12.3). No message repeats what was presented. */

export class PresentationMalformedError extends RefusalError {
  constructor(reason: string) {
    super(400, "PRESENTATION_MALFORMED", reason, "Present it as the method's request asks");
  }
}

export class CodeUnknownError extends RefusalError {
  constructor() {
    super(
      403,
      "CODE_UNKNOWN",
      "The code is unknown, was used, or has expired",
      "Compare it with the letter; ask the office for a new one",
    );
  }
}

export class AlgorithmRefusedError extends RefusalError {
  constructor(allowed: string) {
    super(403, "ALGORITHM_REFUSED", `It is not signed with ${allowed}`, "Use an eID that the office accepts");
  }
}

export class IssuerUnknownError extends RefusalError {
  constructor() {
    super(
      403,
      "ISSUER_UNKNOWN",
      "Its issuer or its key is not on the office's trust list",
      "Use an eID that the office accepts",
    );
  }
}

export class SignatureForgedError extends RefusalError {
  constructor(whose: string) {
    super(403, "SIGNATURE_INVALID", `The signature of the ${whose} does not hold`, "Present the eID again");
  }
}

export class CredentialExpiredError extends RefusalError {
  constructor() {
    super(403, "CREDENTIAL_EXPIRED", "The eID is not valid now", "Have it renewed");
  }
}

export class CredentialRevokedError extends RefusalError {
  constructor() {
    super(403, "CREDENTIAL_REVOKED", "The eID was revoked or suspended", "Ask its issuer");
  }
}

export class CredentialUnsuitableError extends RefusalError {
  constructor(reason: string) {
    super(403, "CREDENTIAL_UNSUITABLE", reason, "Use an eID that the office accepts");
  }
}

export class RevocationUnknownError extends RefusalError {
  constructor() {
    super(
      503,
      "REVOCATION_UNKNOWN",
      "Whether the eID was revoked cannot be found out now",
      "Try again later, or use another method",
    );
  }
}

export class NonceMismatchError extends RefusalError {
  constructor() {
    super(403, "NONCE_MISMATCH", "It was made for another session", "Begin anew, and present the eID once more");
  }
}

export class AudienceMismatchError extends RefusalError {
  constructor() {
    super(403, "AUDIENCE_MISMATCH", "It was made for another party", "Present the eID to this office");
  }
}

export class PresentationStaleError extends RefusalError {
  constructor() {
    super(
      403,
      "PRESENTATION_STALE",
      "It was made too long ago, or its clock is ahead",
      "Set the clock, and present the eID again",
    );
  }
}

export class KeyBindingMissingError extends RefusalError {
  constructor() {
    super(
      403,
      "KEY_BINDING_MISSING",
      "It does not show that its holder presents it",
      "Use a wallet that binds credentials to its key",
    );
  }
}

export class ResponseCodeUnknownError extends RefusalError {
  constructor() {
    super(403, "RESPONSE_CODE_UNKNOWN", "No wallet gave this code for this session", "Present the eID again");
  }
}
