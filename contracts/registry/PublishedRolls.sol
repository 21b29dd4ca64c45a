// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {Arrays} from "@openzeppelin/contracts/utils/Arrays.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {SignatureChecker} from "@openzeppelin/contracts/utils/cryptography/SignatureChecker.sol";
import {PoseidonT3} from "poseidon-solidity/PoseidonT3.sol";
import {CloneArguments} from "../libraries/CloneArguments.sol";
import {EnrolmentContext} from "../libraries/EnrolmentContext.sol";
import {SnapshotTree} from "../libraries/SnapshotTree.sol";
import {IGroth16BatchVerifier} from "../types/IGroth16BatchVerifier.sol";
import {
    Fault,
    IPublishedRolls,
    Opening,
    PublishedSnapshot,
    ShownEntry,
    Snapshot,
    Step
} from "../types/IPublishedRolls.sol";
import {IResidentRegistry} from "../types/IResidentRegistry.sol";
import {PublishedRollsTerms} from "../types/IRollFactory.sol";
import {Checkpoint, IRollSource} from "../types/IRollSource.sol";

/// @title PublishedRolls
/// @notice P13. No owner: both offices publish, either withdraws, anybody shows what is wrong.
/// @dev Cloned with `abi.encode(terms)` as immutable arguments; the contract deployed here is only the code that clones
/// share, and refuses.
contract PublishedRolls is EIP712, IPublishedRolls {
    struct Roll {
        uint256 sequence;
        /// `finalAt` of every snapshot that was neither voided nor withdrawn, increasing; the last may be pending.
        uint256[] dates;
        mapping(uint256 date => PublishedSnapshot) snapshots;
    }

    uint256 private constant FIELD = 21888242871839275222246405745257275088548364400416034343698204186575808495617;
    /// @dev The verifier's precompiles keep a fixed gas each, 362,000 for the largest, and answer "no" if it is not
    /// there. This is above all of them together, with what calls hold back.
    uint256 private constant VERIFICATION_GAS = 1_000_000;
    bytes32 private constant SNAPSHOT_TYPEHASH = keccak256(
        "Snapshot(uint256 rollId,uint256 sequence,uint256 root,bytes32 contentRoot,uint32 activeMembers,uint48 expiresAt)"
    );
    bytes32 private constant WITHDRAWAL_TYPEHASH = keccak256("Withdrawal(uint256 rollId,uint256 sequence)");

    /// @dev The contract that clones delegate to; it has no terms itself.
    address private immutable _implementation = address(this);
    IGroth16BatchVerifier private immutable VERIFIER;
    uint256 private immutable FOLDED_X;
    uint256 private immutable FOLDED_Y;

    mapping(uint256 rollId => Roll) private rolls;

    /// @param verifier Of enrolment.circom.
    constructor(IGroth16BatchVerifier verifier) EIP712("Hanpyo PublishedRolls", "1") {
        VERIFIER = verifier;
        (FOLDED_X, FOLDED_Y) = verifier.fold(new uint256[](0));
    }

    /// @inheritdoc IPublishedRolls
    function publish(
        Snapshot calldata snapshot,
        bytes32 left,
        bytes32 right,
        bytes calldata registrarSignature,
        bytes calldata approverSignature
    ) external {
        PublishedRollsTerms memory terms = _terms();
        if (block.timestamp >= snapshot.expiresAt) revert SnapshotExpired(snapshot.expiresAt, block.timestamp);
        if (snapshot.activeMembers < 2) revert SnapshotTooSmall(snapshot.activeMembers);
        bytes32 computed = SnapshotTree.nodeDigest(snapshot.root, left, right);
        if (computed != snapshot.contentRoot) revert ContentRootMismatch(snapshot.contentRoot, computed);
        PublishedSnapshot memory earlier = pending(snapshot.rollId);
        if (earlier.finalAt != 0) revert SnapshotPending(earlier.sequence, earlier.finalAt);
        Roll storage roll = rolls[snapshot.rollId];
        uint256 next = roll.sequence + 1;
        if (snapshot.sequence != next) revert SnapshotSequenceNotNext(snapshot.sequence, next);
        bytes32 digest = _hashTypedDataV4(keccak256(abi.encode(SNAPSHOT_TYPEHASH, snapshot)));
        IResidentRegistry offices = IResidentRegistry(terms.registry);
        _requireSignature(offices.registrar(), digest, registrarSignature);
        _requireSignature(offices.approver(), digest, approverSignature);

        uint48 finalAt = uint48(block.timestamp) + terms.challengePeriod;
        roll.sequence = next;
        roll.dates.push(finalAt);
        roll.snapshots[finalAt] =
            PublishedSnapshot(next, snapshot.root, snapshot.contentRoot, snapshot.activeMembers, finalAt);

        emit SnapshotPublished(
            snapshot.rollId,
            next,
            snapshot.root,
            snapshot.contentRoot,
            snapshot.activeMembers,
            SnapshotTree.depthOf(snapshot.activeMembers),
            finalAt
        );
    }

    /// @inheritdoc IPublishedRolls
    function withdraw(uint256 rollId, address office, bytes calldata signature) external {
        IResidentRegistry offices = IResidentRegistry(_terms().registry);
        uint256 sequence = _requirePending(rollId).sequence;
        if (office != offices.registrar() && office != offices.approver()) revert NotAnOffice(office);
        bytes32 digest = _hashTypedDataV4(keccak256(abi.encode(WITHDRAWAL_TYPEHASH, rollId, sequence)));
        _requireSignature(office, digest, signature);

        _forget(rollId);

        emit SnapshotWithdrawn(rollId, sequence, office);
    }

    /// @inheritdoc IPublishedRolls
    function challengeEntry(uint256 rollId, ShownEntry calldata entry) external {
        PublishedSnapshot memory snapshot = _requirePending(rollId);
        _requireEntry(snapshot, entry);
        if (_isValid(entry.opening.words)) revert NoFault();

        _void(rollId, snapshot.sequence, Fault.EntryInvalid);
    }

    /// @inheritdoc IPublishedRolls
    function challengePair(uint256 rollId, ShownEntry calldata first, ShownEntry calldata second) external {
        PublishedSnapshot memory snapshot = _requirePending(rollId);
        _requireEntry(snapshot, first);
        _requireEntry(snapshot, second);
        uint256[] calldata one = first.opening.words;
        uint256[] calldata other = second.opening.words;
        bool alike = one[0] == other[0] || one[1] == other[1] || one[3] == other[3];
        if (first.index == second.index || !alike) revert NoFault();

        _void(rollId, snapshot.sequence, Fault.EntriesAlike);
    }

    /// @inheritdoc IPublishedRolls
    function challengeNode(
        uint256 rollId,
        uint8 level,
        uint32 index,
        Step[] calldata path,
        Opening[3] calldata openings
    ) external {
        PublishedSnapshot memory snapshot = _requirePending(rollId);
        _requireShown(snapshot, openings[0], level, index, path);
        bool rightKind = openings[0].isEntry == (level == 0);
        if (rightKind && (level == 0 || _isHashOfChildren(openings))) revert NoFault();

        _void(rollId, snapshot.sequence, Fault.NodeWrong);
    }

    /// @inheritdoc IRollSource
    function checkpointAt(uint256 rollId, uint48 time) external view returns (Checkpoint memory) {
        if (time >= block.timestamp) revert CheckpointNotYetFinal(time, block.timestamp);

        // What was final by a past time can no longer be voided; what is pending is final later than now.
        Roll storage roll = rolls[rollId];
        uint256 count = Arrays.upperBound(roll.dates, time);
        if (count == 0) return Checkpoint(0, 0, 0, 0);
        PublishedSnapshot memory snapshot = roll.snapshots[roll.dates[count - 1]];
        uint8 depth = SnapshotTree.depthOf(snapshot.activeMembers);
        return Checkpoint(snapshot.finalAt, depth, snapshot.activeMembers, snapshot.root);
    }

    /// @inheritdoc IPublishedRolls
    function registry() external view returns (address) {
        return _terms().registry;
    }

    /// @inheritdoc IPublishedRolls
    function challengePeriod() external view returns (uint48) {
        return _terms().challengePeriod;
    }

    /// @inheritdoc IRollSource
    function isTest() external view returns (bool) {
        return _terms().isTest;
    }

    /// @inheritdoc IPublishedRolls
    function sequenceOf(uint256 rollId) external view returns (uint256) {
        return rolls[rollId].sequence;
    }

    /// @inheritdoc IPublishedRolls
    function pending(uint256 rollId) public view returns (PublishedSnapshot memory snapshot) {
        Roll storage roll = rolls[rollId];
        uint256 count = roll.dates.length;
        if (count == 0 || block.timestamp >= roll.dates[count - 1]) return snapshot;
        return roll.snapshots[roll.dates[count - 1]];
    }

    /// @inheritdoc IPublishedRolls
    function enrolmentContext(
        bytes32 registrarPseudonym,
        bytes32 approverPseudonym,
        uint32 sequence,
        uint256 identityCommitment
    ) public view returns (uint256) {
        return EnrolmentContext.contextFor(
            address(this), registrarPseudonym, approverPseudonym, sequence, identityCommitment
        );
    }

    function _terms() private view returns (PublishedRollsTerms memory) {
        return abi.decode(CloneArguments.read(_implementation), (PublishedRollsTerms));
    }

    function _requirePending(uint256 rollId) private view returns (PublishedSnapshot memory snapshot) {
        CloneArguments.requireClone(_implementation);
        snapshot = pending(rollId);
        if (snapshot.finalAt == 0) revert NoSnapshotPending(rollId);
    }

    function _requireEntry(PublishedSnapshot memory snapshot, ShownEntry calldata entry) private pure {
        if (!entry.opening.isEntry) revert EntryExpected(entry.index);
        _requireShown(snapshot, entry.opening, 0, entry.index, entry.path);
    }

    function _requireShown(
        PublishedSnapshot memory snapshot,
        Opening calldata opening,
        uint256 level,
        uint256 index,
        Step[] calldata path
    ) private pure {
        bytes32 digest = SnapshotTree.digestOf(opening);
        bytes32 computed = SnapshotTree.climb(digest, level, index, snapshot.activeMembers, path);
        if (computed != snapshot.contentRoot) revert NotInSnapshot(computed);
    }

    /// @dev Whatever the registry would refuse of one entry alone (P1.4).
    function _isValid(uint256[] calldata words) private view returns (bool) {
        (uint256 sequence, uint256 identityCommitment) = (words[2], words[3]);
        if (words[0] == 0 || words[1] == 0) return false;
        if (sequence == 0 || sequence > type(uint32).max) return false;
        if (identityCommitment == 0 || identityCommitment >= FIELD) return false;

        uint256[] memory inputs = new uint256[](2);
        inputs[0] = identityCommitment;
        inputs[1] = enrolmentContext(bytes32(words[0]), bytes32(words[1]), uint32(sequence), identityCommitment);
        uint256[8][] memory proofs = new uint256[8][](1);
        for (uint256 m = 0; m < 8; ++m) {
            proofs[0][m] = words[4 + m];
        }
        if (gasleft() < VERIFICATION_GAS) revert GasTooLow(gasleft(), VERIFICATION_GAS);
        return VERIFIER.verify(FOLDED_X, FOLDED_Y, inputs, proofs);
    }

    function _isHashOfChildren(Opening[3] calldata openings) private pure returns (bool) {
        uint256[] calldata words = openings[0].words;
        for (uint256 m = 1; m < 3; ++m) {
            bytes32 computed = SnapshotTree.digestOf(openings[m]);
            if (uint256(computed) != words[m]) revert ChildMismatch(bytes32(words[m]), computed);
        }
        return PoseidonT3.hash([SnapshotTree.valueOf(openings[1]), SnapshotTree.valueOf(openings[2])]) == words[0];
    }

    function _void(uint256 rollId, uint256 sequence, Fault fault) private {
        _forget(rollId);

        emit SnapshotVoided(rollId, sequence, fault);
    }

    /// @dev The sequence stays counted, so that the same signatures publish nothing again.
    function _forget(uint256 rollId) private {
        Roll storage roll = rolls[rollId];
        delete roll.snapshots[roll.dates[roll.dates.length - 1]];
        roll.dates.pop();
    }

    function _requireSignature(address office, bytes32 digest, bytes calldata signature) private view {
        if (!SignatureChecker.isValidSignatureNowCalldata(office, digest, signature)) {
            revert OfficeSignatureInvalid(office);
        }
    }
}
