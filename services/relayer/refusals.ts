import type { Code } from "../../sdk/codes.ts";
import { HanpyoError } from "../../sdk/errors.ts";

/** Why a relayer does not take a ballot: `code` is stable, `status` is that of the HTTP answer. */
export abstract class RefusalError extends HanpyoError {
  readonly status: number;

  constructor(status: number, code: Code, what: string, remedy: string) {
    super(code, what, remedy);
    this.status = status;
  }
}

export class PackageMalformedError extends RefusalError {
  constructor(reason: string) {
    super(400, "PACKAGE_MALFORMED", reason, "Send the package as the voter's device wrote it");
  }
}

export class PackageTooLargeError extends RefusalError {
  constructor(most: number) {
    super(413, "PACKAGE_TOO_LARGE", `The request is larger than ${most} bytes`, "Send one ballot's package");
  }
}

export class ChainWrongError extends RefusalError {
  constructor(given: bigint, served: bigint) {
    super(400, "CHAIN_WRONG", `The ballot is for chain ${given}; this relayer serves ${served}`, "Use another relayer");
  }
}

export class ElectionNotServedError extends RefusalError {
  constructor(election: string) {
    super(404, "ELECTION_NOT_SERVED", `This relayer does not serve election ${election}`, "Use another relayer");
  }
}

export class ElectionNotOpenError extends RefusalError {
  constructor(election: string, phase: string) {
    super(409, "ELECTION_NOT_OPEN", `Election ${election} is ${phase}`, "Look at the election's schedule");
  }
}

export class BallotTooLateError extends RefusalError {
  constructor(closesAt: number, now: number) {
    super(
      409,
      "BALLOT_TOO_LATE",
      `Voting ended at ${closesAt}, the chain's clock says ${now} (Unix seconds)`,
      "The ballot can no longer be taken",
    );
  }
}

export class BallotLengthError extends RefusalError {
  constructor(field: string, given: number, expected: number) {
    super(
      400,
      "BALLOT_LENGTH",
      `${field} has ${given} words instead of ${expected}`,
      "Make the ballot with the circuit that the constitution names",
    );
  }
}

export class BallotValueError extends RefusalError {
  constructor(field: string) {
    super(400, "BALLOT_VALUE", `${field} is out of its range`, "Make the ballot again; this one can never be counted");
  }
}

export class RevotingForbiddenError extends RefusalError {
  constructor(version: bigint) {
    super(
      409,
      "REVOTING_FORBIDDEN",
      `The ballot is for version ${version}, and this election takes one ballot from each voter`,
      "The first ballot counts",
    );
  }
}

export class SlotMovedError extends RefusalError {
  constructor(given: bigint, stored: bigint) {
    super(
      409,
      "SLOT_MOVED",
      `The ballot is for version ${given} of its slot, which has version ${stored}`,
      "Look for the ballot on the chain; if it is not there, prove it again for the version the slot has",
    );
  }
}

export class HeldMismatchError extends RefusalError {
  constructor(version: bigint) {
    super(
      409,
      "HELD_MISMATCH",
      `The slot of version ${version} holds other ciphertexts than the ballot names`,
      "Read the slot again and prove the ballot for what it holds",
    );
  }
}

export class SlotBusyError extends RefusalError {
  constructor(version: bigint) {
    super(
      409,
      "SLOT_BUSY",
      `Another ballot for version ${version} of this slot was acknowledged`,
      "Wait until it is in a block, then prove the new ballot for the next version",
    );
  }
}

export class SlotLimitError extends RefusalError {
  constructor(most: number) {
    super(
      429,
      "SLOT_LIMIT",
      `This relayer has taken ${most} ballots of this slot, its limit`,
      "Use another relayer, or send the ballot yourself",
    );
  }
}

export class ProofInvalidError extends RefusalError {
  constructor() {
    super(
      422,
      "PROOF_INVALID",
      "The ballot's proof does not hold for this election",
      "Prove the ballot again for the election's constants",
    );
  }
}

export class ProofTimeoutError extends RefusalError {
  constructor(milliseconds: number) {
    super(503, "PROOF_TIMEOUT", `The proof was not checked within ${milliseconds} ms`, "Send the same ballot again");
  }
}

export class QueueFullError extends RefusalError {
  constructor(most: number) {
    super(503, "QUEUE_FULL", `${most} ballots are being checked`, "Send the same ballot again in a minute");
  }
}

export class RateExceededError extends RefusalError {
  constructor(most: number) {
    super(429, "RATE_EXCEEDED", `More than ${most} requests in a minute`, "Send the same ballot again in a minute");
  }
}

export class StorageFailedError extends RefusalError {
  constructor(reason: string) {
    super(
      507,
      "STORAGE_FAILED",
      `The ballot could not be written (${reason}), so it is not acknowledged`,
      "Use another relayer, or send the same ballot again later",
    );
  }
}

export class ChainUnreachableError extends RefusalError {
  constructor() {
    super(503, "CHAIN_UNREACHABLE", "The relayer's node does not answer", "Send the same ballot again, or elsewhere");
  }
}

export class AccountEmptyError extends RefusalError {
  constructor() {
    super(
      503,
      "ACCOUNT_EMPTY",
      "The relayer's account cannot pay for another ballot",
      "Use another relayer; ballots that were acknowledged wait until the account is filled",
    );
  }
}
