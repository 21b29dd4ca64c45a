import { remedies } from "../../sdk/chain/remedies.ts";
import { refusal } from "../hosting/refusal.ts";

/** Why a relayer does not take a ballot, or an act. */

export const PackageMalformedError = refusal("PACKAGE_MALFORMED", {
  status: 400,
  what: "{reason}",
  remedy: "Send the package as the device wrote it",
});

export const PackageTooLargeError = refusal("PACKAGE_TOO_LARGE", {
  status: 413,
  what: "The request is larger than {most} bytes",
  remedy: "Send one package",
});

export const ChainWrongError = refusal("CHAIN_WRONG", {
  status: 400,
  what: "The package is for chain {given}; this relayer serves {expected}",
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
  what: "Voting ended at {closedAt:time}, the chain's clock says {now:time}",
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
  remedy: "Send the same package again",
});

export const QueueFullError = refusal("QUEUE_FULL", {
  status: 503,
  what: "{most} packages are being checked",
  remedy: "Send the same package again in a minute",
});

export const ProposalsNotServedError = refusal("PROPOSALS_NOT_SERVED", {
  status: 404,
  what: "This relayer does not serve the proposals of {contract}, or not those over that roll",
  remedy: "Use another relayer",
});

export const TemplateUnfitError = refusal("TEMPLATE_UNFIT", {
  status: 422,
  what: "No vote under the template could be read: {reason}",
  remedy: "Do not post or support under it; ask the organizer for a template whose question and labels fit its rules",
});

export const ProposalNotPostedError = refusal("PROPOSAL_NOT_POSTED", {
  status: 404,
  what: "No proposal {id} is on the chain",
  remedy: "Wait until its posting is in a block, then send the same act again",
});

export const GroupNotShownError = refusal("GROUP_NOT_SHOWN", {
  status: 409,
  what: "The proposal has no newcomers' group of {cut:time}",
  remedy: "Let the group of a cut not before the proposal's be shown on the chain, and prove the act over it",
});

export const ProposalClosedError = refusal("PROPOSAL_CLOSED", {
  status: 409,
  what: "Supporting ended at {closedAt:time}, the chain's clock says {now:time}",
  remedy: "The act can no longer be taken",
});

export const ProposalReachedError = refusal("PROPOSAL_REACHED", {
  status: 409,
  what: "The proposal has reached its quota",
  remedy: "Nothing is to be done: a quota that was reached stays reached, and support is neither given nor taken back",
});

export const PostTooLateError = refusal("POST_TOO_LATE", {
  status: 409,
  what: "This census and period could be posted under until {until:time}, the chain's clock says {now:time}",
  remedy: "Prove the posting again, over the census and period of now",
});

export const ActValueError = refusal("ACT_VALUE", {
  status: 400,
  what: "{field} is out of its range",
  remedy: "Make the act again; this one can never be counted",
});

export const ActMovedError = refusal("ACT_MOVED", {
  status: 409,
  what: "The act is change {given} of this resident, who has made {stored}",
  remedy: "Read how many changes were made, and prove the next one if the support shall still change",
});

export const ChangesExhaustedError = refusal("CHANGES_EXHAUSTED", {
  status: 409,
  what: "A resident changes a proposal's count at most {most} times",
  remedy: "It stays as the last change left it",
});

export const ActBusyError = refusal("ACT_BUSY", {
  status: 409,
  what: "Another act for version {version} of this nullifier was acknowledged",
  remedy: "Wait until it is in a block; for another posting use another slot of the period",
});

export const ChangesPerDayError = refusal("CHANGES_PER_DAY", {
  status: 429,
  what: "This relayer takes {most} changes of a resident a day for one proposal",
  remedy: "Send the same act again tomorrow, use another relayer, or send it yourself",
});

export const PostsWaitingError = refusal("POSTS_WAITING", {
  status: 503,
  what: "{most} postings wait for a block of their own",
  remedy: "Send the same posting again in a few minutes, or to another relayer",
});

export const ActProofInvalidError = refusal("ACT_PROOF_INVALID", {
  status: 422,
  what: "The act's proof does not hold for this proposal, census and version",
  remedy: "Prove it again, with an identity that is on the proposal's census or in its newcomers' group",
});

export const TextOfNoPostError = refusal("TEXT_OF_NO_POST", {
  status: 404,
  what: "This relayer has no posting of that tracker on its way",
  remedy: "Submit the posting first; once it is final, give the text to a mirror",
});

export const MirrorsUnknownError = refusal("MIRRORS_UNKNOWN", {
  status: 409,
  what: "This relayer knows no mirror",
  remedy: "Hand the text to another relayer or to a mirror; the posting itself is taken here all the same",
});
