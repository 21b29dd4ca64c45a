import { remedies } from "../../sdk/chain/remedies.ts";
import { refusal } from "../hosting/refusal.ts";

/** Why a relayer does not take a ballot. */

export const PackageMalformedError = refusal("PACKAGE_MALFORMED", {
  status: 400,
  what: "{reason}",
  remedy: "Send the package as the voter's device wrote it",
});

export const PackageTooLargeError = refusal("PACKAGE_TOO_LARGE", {
  status: 413,
  what: "The request is larger than {most} bytes",
  remedy: "Send one ballot's package",
});

export const ChainWrongError = refusal("CHAIN_WRONG", {
  status: 400,
  what: "The ballot is for chain {given}; this relayer serves {served}",
  remedy: "Use another relayer",
});

export const ElectionNotServedError = refusal("ELECTION_NOT_SERVED", {
  status: 404,
  what: "This relayer does not serve election {election}",
  remedy: "Use another relayer",
});

export const ElectionNotOpenError = refusal("ELECTION_NOT_OPEN", {
  status: 409,
  what: "Election {election} is {phase}",
  remedy: "Look at the election's schedule",
});

export const BallotTooLateError = refusal("BALLOT_TOO_LATE", {
  status: 409,
  what: "Voting ended at {closesAt:time}, the chain's clock says {now:time}",
  remedy: "The ballot can no longer be taken",
});

export const BallotLengthError = refusal("BALLOT_LENGTH", {
  status: 400,
  what: "{field} has {given} words instead of {expected}",
  remedy: "Make the ballot with the circuit that the constitution names",
});

export const BallotValueError = refusal("BALLOT_VALUE", {
  status: 400,
  what: "{field} is out of its range",
  remedy: "Make the ballot again; this one can never be counted",
});

export const RevotingForbiddenError = refusal("REVOTING_FORBIDDEN", {
  status: 409,
  what: "The ballot is for version {version}, and this election takes one ballot from each voter",
  remedy: "The first ballot counts",
});

export const SlotMovedError = refusal("SLOT_MOVED", {
  status: 409,
  what: "The ballot is for version {given} of its slot, which has version {stored}",
  remedy: remedies.SlotMoved,
});

export const HeldMismatchError = refusal("HELD_MISMATCH", {
  status: 409,
  what: "The slot of version {version} holds other ciphertexts than the ballot names",
  remedy: remedies.SlotMoved,
});

export const SlotBusyError = refusal("SLOT_BUSY", {
  status: 409,
  what: "Another ballot for version {version} of this slot was acknowledged",
  remedy: "Wait until it is in a block, then prove the new ballot for the next version",
});

export const SlotLimitError = refusal("SLOT_LIMIT", {
  status: 429,
  what: "This relayer has taken {most} ballots of this slot, its limit",
  remedy: "Use another relayer, or send the ballot yourself",
});

export const ProofInvalidError = refusal("PROOF_INVALID", {
  status: 422,
  what: "The ballot's proof does not hold for this election",
  remedy: "Prove the ballot again for the election's constants",
});

export const ProofTimeoutError = refusal("PROOF_TIMEOUT", {
  status: 503,
  what: "The proof was not checked within {milliseconds} ms",
  remedy: "Send the same ballot again",
});

export const QueueFullError = refusal("QUEUE_FULL", {
  status: 503,
  what: "{most} ballots are being checked",
  remedy: "Send the same ballot again in a minute",
});
