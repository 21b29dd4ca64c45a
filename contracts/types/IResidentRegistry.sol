// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {IRollSource} from "./IRollSource.sol";

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
    /// For every roll the resident is on now, in stored order: the siblings of the leaf to be removed,
    /// in the tree that the entries before this one leave behind.
    uint256[][] siblings;
}

/// @notice What is stored of a resident, under the registrar's pseudonym.
struct Resident {
    bytes32 approverPseudonym;
    uint32 sequence;
    uint256 identityCommitment;
    uint256[] rollIds;
}

/// @title IResidentRegistry
/// @notice Enrols residents on rolls (Semaphore groups) on the word of two offices, and keeps checkpoints.
///
/// Trust assumptions:
/// - registrar and approver together can enrol persons who do not exist; counts per roll are public;
/// - one office alone can only withhold its signature;
/// - the submitter has no rights and sees no more than the chain does.
interface IResidentRegistry is IRollSource {
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
    event RotationAnnounced(address registrar, address approver, uint48 effectiveAt);
    event OfficesRotated(address registrar, address approver);

    /// @notice The voucher was valid until `expiresAt` (Unix seconds).
    /// @dev Ask both offices for a new voucher.
    error VoucherExpired(uint256 expiresAt, uint256 blockTime);
    /// @notice This is not the signature of the office named over these facts.
    /// @dev Ask the office named to sign them with its current key, for this chain and this contract.
    error OfficeSignatureInvalid(address office);
    /// @notice One of the two is new and the other is not, they belong to different residents, or one is zero.
    /// @dev Ask both offices to compare their records.
    error PseudonymMismatch(bytes32 registrarPseudonym, bytes32 approverPseudonym);
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
    /// @notice The announced offices come into force at `effectiveAt` (Unix seconds).
    /// @dev Wait for the time named.
    error RotationNotReady(uint256 effectiveAt, uint256 blockTime);
    /// @notice No change of offices is announced, or it is in force already.
    /// @dev Announce the new offices first, with both current offices' signatures.
    error RotationNotAnnounced();
    /// @notice Both offices have the same account.
    /// @dev Name two offices with keys of their own.
    error OfficesMustDiffer(address office);
    /// @notice An office has no account.
    /// @dev Name the account of each office.
    error OfficeAddressZero();
    /// @notice The registry has its first offices.
    /// @dev Nothing to do: offices change by rotation alone.
    error AlreadyInitialised();

    /// @notice Puts the first offices in force, once: its factory calls it in the call that makes the registry (P1.1).
    function initialise() external;

    /// @notice Enrols, re-issues or removes residents; all or nothing (P1.4).
    function enrol(Enrolment[] calldata enrolments) external;

    /// @notice Announces new office keys, signed by both current offices (P1.6); replaces an earlier announcement.
    function announceRotation(
        address newRegistrar,
        address newApprover,
        bytes calldata registrarSignature,
        bytes calldata approverSignature
    ) external;

    /// @notice Puts the announced keys in force once the delay has passed.
    function rotate() external;

    /// @notice The Semaphore contract whose groups are the rolls; the registry is their only admin.
    function semaphore() external view returns (address);
    function registrar() external view returns (address);
    function approver() external view returns (address);
    /// @notice The nonce that the next `Rotation` message must carry.
    function rotationNonce() external view returns (uint256);
    /// @notice Seconds between announcement and effect.
    function rotationDelay() external view returns (uint48);
    /// @notice Who may replace a lost office key together with the other office; 0 for nobody.
    function recoveryBody() external view returns (address);
    /// @notice The announced offices; all zero if there is no announcement.
    function announcedRotation() external view returns (address registrar, address approver, uint48 effectiveAt);
    /// @notice All zero for a pseudonym never seen; commitment 0 for a removed resident.
    function resident(bytes32 registrarPseudonym) external view returns (Resident memory);
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
