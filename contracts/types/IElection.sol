// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {Constitution} from "./Constitution.sol";
import {ITallying} from "./ITallying.sol";
import {Point, SigmaProof} from "./Point.sol";

/// @notice A ballot as cast (P5). A ciphertext is the four words c1.x, c1.y, c2.x, c2.y.
struct Ballot {
    uint256 nullifier;
    /// The slot's version that the ballot was made for.
    uint256 version;
    /// What the slot holds; empty for version 0.
    uint256[] held;
    /// The new ciphertexts, 2 * ballotSize words.
    uint256[] next;
    uint256 digest;
    uint256[8] proof;
}

/// @notice What a referendum decided; `None` while nothing is decided, and of the other kinds.
enum Verdict {
    None,
    Accepted,
    Rejected,
    /// The quorum was missed, nobody voted yes or no, or both halves are equal where more than half is needed.
    Neither
}

/// @notice What the rule makes of the counts.
struct Outcome {
    bool quorumReached;
    Verdict verdict;
    /// Bit i: option i is funded, or among the winners.
    uint32 selected;
    /// Bit i: option i is of a group of equals that was not taken whole though one of it alone would have fitted.
    uint32 tied;
}

/// @title IElection
/// @notice One vote: a frozen constitution, a ballot box, a sealed sum, a result.
///
/// Trust assumptions:
/// - nobody has any right over an election after its creation; every function is open to anybody;
/// - k trustees of the board together can read ballots (by nullifier, not by name);
/// - the chain's proposers can delay or leave out transactions, not alter them.
interface IElection is ITallying {
    enum Phase {
        /// Waiting for consents and `opensAt`.
        Pending,
        /// Not opened in time; final.
        Void,
        Open,
        /// The box is closed, the sum not yet sealed.
        Closed,
        /// The trustees owe their shares.
        Sealed,
        /// Too few ballots to count in secret; final.
        TooFew,
        /// The result stands; final.
        Decided,
        /// Turnout missed the quorum below which the constitution keeps the box closed; final.
        BelowQuorum
    }

    event ConsentGiven(uint256 indexed seat, SigmaProof proof);
    event ElectionOpened(uint256 censusRoot, uint32 activeMembers, uint8 depth, Point electionKey);
    event BallotCast(uint256 indexed nullifier, uint256 version, uint256[] next, uint256 digest, uint256[8] proof);
    /// @dev Of `castFirstBallots`, by the size of the ballot: an entry as it came, without the header of an array. Its
    /// version is 0.
    event FirstBallotCast(uint256 indexed nullifier, uint256 digest, uint256[8] next, uint256[8] proof);
    event FirstBallotCast(uint256 indexed nullifier, uint256 digest, uint256[16] next, uint256[8] proof);
    event FirstBallotCast(uint256 indexed nullifier, uint256 digest, uint256[64] next, uint256[8] proof);
    event BallotSkipped(uint256 indexed nullifier, uint256 version);
    /// @dev Closes a batch: the BallotCast and FirstBallotCast events before it, since the last one, are its ballots.
    event TallyExtended(bytes32 chain);
    event TallySummed(bytes32 cursor, uint256[] sum);
    event TallySealed(bytes32 sumHash, uint256 ballots);
    event SharePosted(uint256 indexed seat, Point[] share, SigmaProof proof);
    event ResultPosted(uint256[] counts, uint256[] seats, Outcome outcome);

    /// @notice The election is in this phase, in which the call is not taken.
    /// @dev Look at the election's schedule, and call in the phase that the call is for; the final phases take no more.
    error WrongPhase(Phase phase);
    /// @notice The election opens at `opensAt`; the chain's clock is not there yet (Unix seconds).
    /// @dev Wait for the time named.
    error TooEarly(uint256 opensAt, uint256 blockTime);
    /// @notice The election was not opened by `until` (Unix seconds), and is void for ever.
    /// @dev Create another election.
    error TooLate(uint256 until, uint256 blockTime);
    /// @notice Who may vote is known after `censusTime`; the chain's clock is not there yet (Unix seconds).
    /// @dev Wait until the time named is past, look at the census, and consent then.
    error ConsentTooEarly(uint256 censusTime, uint256 blockTime);
    /// @notice There is no seat of this number.
    /// @dev Name a seat from 1 to the number of trustees.
    error SeatInvalid(uint256 seat);
    /// @notice This seat has consented before.
    /// @dev Nothing to do: the consent stands.
    error AlreadyConsented(uint256 seat);
    /// @notice The proof is not one by this seat's key, for this election and its census.
    /// @dev Make the consent again with the key of this seat, for this election and its census as this chain has it.
    error ConsentProofInvalid(uint256 seat);
    /// @notice Fewer trustees have consented than the constitution requires.
    /// @dev Ask the trustees who have not for their consent, before the opening grace ends.
    error ConsentsMissing(uint256 given, uint256 required);
    /// @notice The roll had nobody on it at the census time, so this election becomes void.
    /// @dev Create another election, and enrol residents before its census time.
    error CensusEmpty();
    /// @notice The roll's tree is deeper than the ballot circuit can prove, so this election becomes void.
    /// @dev Create another election with a smaller roll or a ballot circuit of greater depth.
    error CensusTooDeep(uint256 depth, uint256 most);
    /// @notice The roll has fewer members than the constitution's minimum, so this election becomes void.
    /// @dev Create another election with a larger roll or a smaller minimum.
    error CensusTooSmall(uint256 activeMembers, uint256 least);
    /// @notice The roll has fewer members than ballots are needed to count, so this election becomes void.
    /// @dev Create another election with a larger roll or fewer ballots to be counted.
    error CensusBelowMinimumBallots(uint256 activeMembers, uint256 minimumBallots);
    /// @notice The roll's members could give one option 2^24 points or more, so this election becomes void.
    /// @dev Create another election with a smaller roll or fewer points per option.
    error CensusTooLarge(uint256 activeMembers, uint256 most);
    /// @notice A word of the ballot is not below r, or its version is the last of 32 bits.
    /// @dev Leave this ballot out, which can never be counted; the voter makes it again.
    error WordTooLarge(uint256 value);
    /// @notice A ballot's `next` or `held`, a share or a subtotal has another length than the circuit gives it, or first
    /// ballots are not whole.
    /// @dev Make it again for the circuit that the constitution names; `held` is empty for version 0.
    error WrongCiphertextLength(uint256 given, uint256 expected);
    /// @notice A ciphertext's c1 is the identity: it hides nothing.
    /// @dev Encrypt again with a working random source.
    error CiphertextHasIdentity();
    /// @notice The slot has another version than the ballot is for, or with the same version holds other ciphertexts.
    /// @dev Look for the ballot on the chain; if it is not there, make it again for what the slot holds now.
    error SlotMoved(uint256 nullifier, uint256 given, uint256 stored);
    /// @notice The ballot is for a later version, and this election takes one ballot from each voter.
    /// @dev Leave it: the first ballot counts.
    error RevotingForbidden(uint256 nullifier);
    /// @notice There would be more ballots than members of the roll, so a proof was forged.
    /// @dev Stop and inspect; what was counted so far cannot be trusted.
    error BallotsExceedCensus(uint256 activeMembers);
    /// @notice At least one ballot's proof does not hold, or there was too little gas to check.
    /// @dev Check each proof before sending, leave out the ballots that do not verify, and give more gas.
    error BallotProofsInvalid();
    /// @notice The call carries no ballot.
    /// @dev Give at least one ballot.
    error NothingToCast();
    /// @notice The chain over these subtotals ends elsewhere than at the cursor.
    /// @dev Give the subtotals that lead from `before` to the cursor named, in the order of their TallyExtended events.
    error ChunkMismatch(bytes32 computed, bytes32 cursor);
    /// @notice The sum given is not the one stored.
    /// @dev Give the sum that the last TallySummed event carries, or none if there is no such event.
    error SumMismatch(bytes32 computed, bytes32 stored);
    /// @notice Not all batches are summed; with a cursor of zero, the first call of `sum` is missing.
    /// @dev Call `sum` until the cursor is zero; once for an empty box.
    error SumIncomplete(bytes32 cursor);
    /// @notice The sum can be sealed from `sealableAt` on; the chain's clock is not there yet (Unix seconds).
    /// @dev Wait for the time named.
    error SealTooEarly(uint256 sealableAt, uint256 blockTime);
    /// @notice The sum is sealed.
    /// @dev Nothing to do: the seal stands.
    error AlreadySealed();
    /// @notice This seat has posted its share before.
    /// @dev Nothing to do: the share stands.
    error ShareAlreadyPosted(uint256 seat);
    /// @notice The proof does not show this share to be of the sealed sum and this seat's key.
    /// @dev Make the share again from the sealed sum, with the key of this seat.
    error ShareProofInvalid(uint256 seat);
    /// @notice This seat has posted no share, or another one than is given.
    /// @dev Name seats that have posted, and give their shares as the SharePosted events carry them.
    error ShareMismatch(uint256 seat);
    /// @notice The seats are not as many as the threshold, not in increasing order, or not as many as the shares given.
    /// @dev Name exactly as many seats as the threshold, in increasing order, with a share each; none for an empty box.
    error WrongSeats();
    /// @notice This ciphertext of the sealed sum does not decrypt to the counts given.
    /// @dev Decrypt again: these are not the counts of the sealed sum.
    error CountsMismatch(uint256 ciphertext);
    /// @notice This option's count exceeds ballots times points per option.
    /// @dev Decrypt again: no such count can come out.
    error CountTooLarge(uint256 option, uint256 count, uint256 most);
    /// @notice There is not one count for every option of the ballot circuit.
    /// @dev Give one count for every option of the ballot circuit, 0 for those that are not offered.
    error WrongCountLength(uint256 given, uint256 expected);

    /// @notice Trustee `seat` agrees to this election over its census, and shows that it holds its share (P4.1).
    function consent(uint256 seat, SigmaProof calldata proof) external;

    /// @notice Opens the ballot box (P4.2).
    function open() external;

    /// @notice Casts first ballots (version 0), which need less call data; ballots whose slot is in use are skipped, one
    /// invalid proof reverts all (P7).
    /// @param words Of each ballot: nullifier, digest, next (2 * ballotSize words), proof (8 words).
    function castFirstBallots(uint256[] calldata words) external;

    /// @notice Casts a batch; ballots whose slot has moved are skipped, one invalid proof reverts all (P7).
    function castBallots(Ballot[] calldata ballots) external;

    /// @notice Casts one ballot, or reverts (P7.2).
    function castBallot(Ballot calldata ballot) external;

    function phase() external view returns (Phase);
    /// @notice Sealed, and the shares overdue.
    function undecided() external view returns (bool);
    function constitution() external view returns (Constitution memory);
    function constitutionHash() external view returns (bytes32);
    function scope() external view returns (uint256);
    function slot(uint256 nullifier) external view returns (uint32 version, uint224 heldHash);
    /// @notice Slots in use.
    function ballots() external view returns (uint32);
    function activeMembers() external view returns (uint32);
    function censusRoot() external view returns (uint256);
    /// @notice Unix seconds at which the contract stops taking ballots.
    function boxClosesAt() external view returns (uint48);
    function tallyChain() external view returns (bytes32);
    function sumCursor() external view returns (bytes32);
    function sumHash() external view returns (bytes32);
    /// @notice Bit j - 1: seat j has consented, or has posted its share.
    function consents() external view returns (uint256);
    function shares() external view returns (uint256);
    function counts() external view returns (uint256[] memory);
    /// @notice What the result decided; of a box that stays closed, that the quorum was missed.
    function outcome() external view returns (Outcome memory);
}
