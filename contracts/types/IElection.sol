// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {Constitution} from "./Constitution.sol";
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

/// @notice What the rule makes of the counts.
struct Outcome {
    bool quorumReached;
    /// Referendum only.
    bool accepted;
    /// Bit i: option i is funded, or among the winners.
    uint32 selected;
}

/// @title IElection
/// @notice One vote: a frozen constitution, a ballot box, a sealed sum, a result.
///
/// Trust assumptions:
/// - nobody has any right over an election after its creation; every function is open to anybody;
/// - k trustees of the board together can read ballots (by nullifier, not by name);
/// - the chain's proposers can delay or leave out transactions, not alter them.
interface IElection {
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
        Decided
    }

    event ConsentGiven(uint256 indexed seat, uint256 blockNumber, bytes32 blockHash, SigmaProof proof);
    event ElectionOpened(uint256 censusRoot, uint32 activeMembers, uint8 depth, Point electionKey);
    event BallotCast(uint256 indexed nullifier, uint256 version, uint256[] next, uint256 digest, uint256[8] proof);
    event BallotSkipped(uint256 indexed nullifier, uint256 version);
    /// @dev Closes a batch: the BallotCast events before it, since the last one, are its ballots.
    event TallyExtended(bytes32 chain, uint256[] subtotal);
    event TallySummed(bytes32 cursor, uint256[] sum);
    event TallySealed(bytes32 sumHash, uint256 ballots);
    event SharePosted(uint256 indexed seat, Point[] share, SigmaProof proof);
    event ResultPosted(uint256[] counts, uint256[] seats, Outcome outcome);

    error NotAClone();
    error WrongPhase(Phase phase);
    error TooEarly(uint256 opensAt, uint256 blockTime);
    error TooLate(uint256 until, uint256 blockTime);
    error BlockNotRecent(uint256 blockNumber);
    error SeatInvalid(uint256 seat);
    error AlreadyConsented(uint256 seat);
    error ConsentProofInvalid(uint256 seat);
    error ConsentsMissing(uint256 given, uint256 required);
    error CensusEmpty();
    error CensusTooDeep(uint256 depth, uint256 most);
    error CensusTooSmall(uint256 activeMembers, uint256 least);
    error CensusTooLarge(uint256 activeMembers, uint256 most);
    error WordTooLarge(uint256 value);
    error WrongCiphertextLength(uint256 given, uint256 expected);
    error CiphertextHasIdentity();
    error SlotMoved(uint256 nullifier, uint256 given, uint256 stored);
    error RevotingForbidden(uint256 nullifier);
    error BallotsExceedCensus(uint256 activeMembers);
    error BallotProofsInvalid();
    error NothingToCast();
    error ChunkMismatch(bytes32 computed, bytes32 cursor);
    error SumMismatch(bytes32 computed, bytes32 stored);
    error SumIncomplete(bytes32 cursor);
    error SealTooEarly(uint256 atBlock, uint256 blockNumber);
    error AlreadySealed();
    error ShareAlreadyPosted(uint256 seat);
    error ShareProofInvalid(uint256 seat);
    error ShareMismatch(uint256 seat);
    error WrongSeats();
    error CountsMismatch(uint256 ciphertext);
    error CountTooLarge(uint256 option, uint256 count, uint256 most);
    error WrongCountLength(uint256 given, uint256 expected);

    /// @notice Trustee `seat` agrees to this election and shows that it holds its share (P4.1).
    function consent(uint256 seat, uint256 blockNumber, SigmaProof calldata proof) external;

    /// @notice Opens the ballot box (P4.2).
    function open() external;

    /// @notice Casts a batch; ballots whose slot has moved are skipped, one invalid proof reverts all (P7).
    function castBallots(Ballot[] calldata ballots) external;

    /// @notice Casts one ballot, or reverts (P7.2).
    function castBallot(Ballot calldata ballot) external;

    /// @notice Adds a chunk of batch subtotals, newest first (P8.1). Empty `subtotals` and `before` = cursor start the count of blocks.
    /// @param current The running sum, empty for the first call.
    function sum(bytes32 before, uint256[][] calldata subtotals, uint256[] calldata current) external;

    /// @notice Freezes the sum (P8.2).
    function seal() external;

    /// @notice Posts trustee `seat`'s share of the sealed sum, as Q (P9).
    function postShare(uint256 seat, Point[] calldata share, SigmaProof calldata proof, uint256[] calldata sealedSum) external;

    /// @notice Posts the counts, checks them, and computes the outcome (P10). An empty box takes no seats and no shares.
    /// @param shares Affine points as the SharePosted events carry them, by seat.
    function postResult(
        uint256[] calldata counts,
        uint256[] calldata seats,
        Point[][] calldata shares,
        uint256[] calldata sealedSum
    ) external;

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
    function outcome() external view returns (Outcome memory);
}
