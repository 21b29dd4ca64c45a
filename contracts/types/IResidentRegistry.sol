// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {IOffices} from "./IOffices.sol";
import {IRollSource} from "./IRollSource.sol";

/// @notice A resident's record, of which the registry keeps the hash under the registrar's pseudonym (P1.10).
struct Resident {
    bytes32 approverPseudonym;
    uint32 sequence;
    /// 0 for a removed resident.
    uint256 identityCommitment;
    uint256[] rollIds;
}

/// @notice Two half-vouchers over the same facts, and the resident's proof (P1.2, P1.3).
struct Enrolment {
    bytes32 registrarPseudonym;
    bytes32 approverPseudonym;
    uint32 sequence;
    /// 0 removes the resident (with no rolls and no proof).
    uint256 identityCommitment;
    /// Strictly increasing.
    uint256[] rollIds;
    /// Unix seconds; the voucher is valid before this time, no longer at it.
    uint48 expiresAt;
    bytes registrarSignature;
    bytes approverSignature;
    /// Groth16 proof of enrolment.circom: A.x, A.y, B.x1, B.x0, B.y1, B.y0, C.x, C.y; ignored for a removal.
    uint256[8] proof;
    /// The record that the entry changes, from the event of the resident's last enrolment; all zero for a newcomer.
    Resident earlier;
    /// For every roll the resident is on now, in stored order: the siblings of the leaf to be removed,
    /// in the tree that the entries before this one leave behind.
    uint256[][] siblings;
}

/// @notice Somebody who is enrolled for the first time, in a batch that both offices signed as a whole (P1.11).
struct Newcomer {
    bytes32 registrarPseudonym;
    bytes32 approverPseudonym;
    uint256 identityCommitment;
    /// As in `Enrolment`.
    uint256[8] proof;
}

/// @notice Newcomers of the same rolls under one signature of each office.
struct NewcomerBatch {
    /// Strictly increasing.
    uint256[] rollIds;
    /// Unix seconds; the batch is valid before this time, no longer at it.
    uint48 expiresAt;
    Newcomer[] newcomers;
    bytes registrarSignature;
    bytes approverSignature;
}

/// @title IResidentRegistry
/// @notice Enrols residents on rolls (Semaphore groups) on the word of two offices, and keeps checkpoints.
///
/// Trust assumptions:
/// - registrar and approver together can enrol persons who do not exist; counts per roll are public;
/// - one office alone can only withhold its signature;
/// - the submitter has no rights and sees no more than the chain does.
interface IResidentRegistry is IRollSource, IOffices {
    event ResidentEnrolled(
        bytes32 indexed registrarPseudonym,
        bytes32 indexed approverPseudonym,
        uint32 sequence,
        uint256 identityCommitment,
        uint256[] rollIds,
        uint256[8] proof
    );
    /// @dev `groupId` is the roll's group in `semaphore()`; its leaves are that contract's events.
    event RollCreated(uint256 indexed rollId, uint256 groupId);
    event CheckpointWritten(uint256 indexed rollId, uint48 time, uint8 depth, uint32 activeMembers, uint256 root);

    /// @notice The voucher was valid until `expiresAt` (Unix seconds).
    /// @dev Ask both offices for a new voucher.
    error VoucherExpired(uint256 expiresAt, uint256 blockTime);
    /// @notice One of the two is new and the other is not, they belong to different residents, or one is zero.
    /// @dev Ask both offices to compare their records.
    error PseudonymMismatch(bytes32 registrarPseudonym, bytes32 approverPseudonym);
    /// @notice What was given as the resident's record is not what the registry keeps the hash of: it is another one, or
    /// one is given for a newcomer, or none for somebody known.
    /// @dev Read the registry's events anew, and give the record that the resident's last one holds; none for a newcomer.
    error ResidentRecordDiffers(bytes32 registrarPseudonym);
    /// @notice The sequence is not the next of this resident.
    /// @dev Look whether this enrolment is on the chain; if not, ask both offices for a voucher with the next sequence.
    error SequenceNotNext(uint256 given, uint256 expected);
    /// @notice The identity commitment is not below r.
    /// @dev Make the identity commitment again on the resident's device.
    error IdentityCommitmentInvalid(uint256 identityCommitment);
    /// @notice The identity commitment was enrolled before.
    /// @dev Make a new identity; a commitment is never used twice.
    error IdentityCommitmentUsed(uint256 identityCommitment);
    /// @notice The rolls are not in increasing order, are missing, or are named for a removal.
    /// @dev Name the rolls in increasing order, at least one; none for a removal.
    error RollIdsInvalid();
    /// @notice There is not one list of siblings for every roll that the resident is on now.
    /// @dev Give the siblings for every roll that the resident is on now; none for a new resident.
    error SiblingsMissing(uint256 given, uint256 expected);
    /// @notice At least one enrolment's proof does not hold.
    /// @dev Make the proof again, with the identity's secret, for this voucher.
    error EnrolmentProofInvalid();
    /// @notice There is no resident of this pseudonym to be removed.
    /// @dev Check the pseudonym; only an enrolled resident can be removed.
    error ResidentUnknown(bytes32 registrarPseudonym);

    /// @notice Enrols, re-issues or removes residents; all or nothing (P1.4).
    function enrol(Enrolment[] calldata enrolments) external;

    /// @notice Enrols newcomers whom both offices signed as a whole; all or nothing (P1.11).
    function enrolNewcomers(NewcomerBatch calldata batch) external;

    /// @notice The Semaphore contract whose groups are the rolls; the registry is their only admin.
    function semaphore() external view returns (address);
    /// @notice The hash of the resident's record (P1.10); 0 for a pseudonym never seen.
    function residentRecord(bytes32 registrarPseudonym) external view returns (bytes32);
    /// @notice Residents on the roll now: enrolled and not removed.
    function activeMembers(uint256 rollId) external view returns (uint32);

    /// @notice The context that a resident's proof is bound to (P1.3).
    function enrolmentContext(
        bytes32 registrarPseudonym,
        bytes32 approverPseudonym,
        uint32 sequence,
        uint256 identityCommitment
    ) external view returns (uint256);
}
