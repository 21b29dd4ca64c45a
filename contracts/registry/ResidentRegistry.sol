// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {ISemaphore} from "@semaphore-protocol/contracts/interfaces/ISemaphore.sol";
import {CompanionRolls} from "../libraries/CompanionRolls.sol";
import {EnrolmentContext} from "../libraries/EnrolmentContext.sol";
import {ResidentRecord} from "../libraries/ResidentRecord.sol";
import {IGroth16BatchVerifier} from "../types/IGroth16BatchVerifier.sol";
import {Enrolment, IResidentRegistry, Newcomer, NewcomerBatch, Resident} from "../types/IResidentRegistry.sol";
import {Offices} from "./Offices.sol";
import {RollBook} from "./RollBook.sol";

/// @title ResidentRegistry
/// @notice P1. No owner: whatever changes here, both offices have signed.
/// @dev Cloned with `abi.encode(terms)` as immutable arguments; the contract deployed here is only the code that clones
/// share, and refuses.
contract ResidentRegistry is RollBook, Offices {
    /// @dev New residents of consecutive entries with the same rolls join their groups in one insertion.
    struct Intake {
        uint256[] rollIds;
        uint256[] identityCommitments;
        uint256 count;
    }

    uint256 private constant FIELD = 21888242871839275222246405745257275088548364400416034343698204186575808495617;

    IGroth16BatchVerifier private immutable VERIFIER;
    uint256 private immutable FOLDED_X;
    uint256 private immutable FOLDED_Y;

    /// @inheritdoc IResidentRegistry
    mapping(bytes32 registrarPseudonym => bytes32) public residentRecord;
    mapping(bytes32 approverPseudonym => bytes32 registrarPseudonym) private partnerOf;

    /// @param verifier Of enrolment.circom.
    constructor(ISemaphore semaphoreContract, IGroth16BatchVerifier verifier) RollBook(semaphoreContract) {
        verifier.requireKnownProof();
        VERIFIER = verifier;
        (FOLDED_X, FOLDED_Y) = verifier.fold(new uint256[](0));
    }

    /// @inheritdoc IResidentRegistry
    function enrol(Enrolment[] calldata enrolments) external {
        _requireClone();
        _requireProofs(enrolments);

        Intake memory intake;
        intake.identityCommitments = new uint256[](enrolments.length);
        for (uint256 m = 0; m < enrolments.length; ++m) {
            Enrolment calldata entry = enrolments[m];
            _requireVouchers(entry);
            _requireNext(entry);
            _leaveRolls(entry, intake);
            _record(entry);
            _queue(entry, intake);
        }
        _admit(intake);
    }

    /// @inheritdoc IResidentRegistry
    function enrolNewcomers(NewcomerBatch calldata batch) external {
        _requireClone();
        _requireBatchSigned(batch);
        _requireRolls(batch.rollIds, 1);
        uint256 count = batch.newcomers.length;
        uint256[] memory joining = new uint256[](count);
        uint256[] memory inputs = new uint256[](2 * count);
        uint256[8][] memory proofs = new uint256[8][](count);
        for (uint256 m = 0; m < count; ++m) {
            Newcomer calldata newcomer = batch.newcomers[m];
            _requireNew(newcomer);
            _recordNewcomer(newcomer, batch.rollIds);
            joining[m] = newcomer.identityCommitment;
            inputs[2 * m] = newcomer.identityCommitment;
            inputs[2 * m + 1] = enrolmentContext(
                newcomer.registrarPseudonym, newcomer.approverPseudonym, 1, newcomer.identityCommitment
            );
            proofs[m] = newcomer.proof;
        }
        if (!VERIFIER.verify(FOLDED_X, FOLDED_Y, inputs, proofs)) revert EnrolmentProofInvalid();

        if (count > 0) _join(batch.rollIds, joining);
    }

    /// @inheritdoc IResidentRegistry
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

    /// @dev All proofs in one batch (P1.3); a removal has none.
    function _requireProofs(Enrolment[] calldata enrolments) private view {
        uint256 count;
        for (uint256 m = 0; m < enrolments.length; ++m) {
            uint256 identityCommitment = enrolments[m].identityCommitment;
            if (identityCommitment >= FIELD) revert IdentityCommitmentInvalid(identityCommitment);
            if (identityCommitment != 0) ++count;
        }

        uint256[] memory inputs = new uint256[](2 * count);
        uint256[8][] memory proofs = new uint256[8][](count);
        count = 0;
        for (uint256 m = 0; m < enrolments.length; ++m) {
            Enrolment calldata entry = enrolments[m];
            if (entry.identityCommitment == 0) continue;
            inputs[2 * count] = entry.identityCommitment;
            inputs[2 * count + 1] = enrolmentContext(
                entry.registrarPseudonym, entry.approverPseudonym, entry.sequence, entry.identityCommitment
            );
            proofs[count++] = entry.proof;
        }
        if (!VERIFIER.verify(FOLDED_X, FOLDED_Y, inputs, proofs)) revert EnrolmentProofInvalid();
    }

    /// @dev The entry is one person's, the next of that person's, and names a fresh commitment with its rolls.
    function _requireNext(Enrolment calldata entry) private view {
        Resident calldata earlier = entry.earlier;
        _requireRecord(entry.registrarPseudonym, earlier);
        bool paired = earlier.sequence == 0
            ? partnerOf[entry.approverPseudonym] == 0
            : earlier.approverPseudonym == entry.approverPseudonym;
        if (!paired || entry.registrarPseudonym == 0 || entry.approverPseudonym == 0) {
            revert PseudonymMismatch(entry.registrarPseudonym, entry.approverPseudonym);
        }
        uint256 next = uint256(earlier.sequence) + 1;
        if (entry.sequence != next) revert SequenceNotNext(entry.sequence, next);

        if (entry.identityCommitment != 0) return _requireRolls(entry.rollIds, entry.sequence);
        if (entry.rollIds.length != 0) revert RollIdsInvalid();
        if (earlier.sequence == 0) revert ResidentUnknown(entry.registrarPseudonym);
    }

    /// @dev What is given is what the hash is of; nothing for somebody new. No hash is 0.
    function _requireRecord(bytes32 registrarPseudonym, Resident calldata given) private view {
        bytes32 known = residentRecord[registrarPseudonym];
        bytes32 hash = given.sequence == 0
            ? bytes32(0)
            : ResidentRecord.hashOf(
                given.approverPseudonym, given.sequence, given.identityCommitment, given.rollIds
            );
        bool isEmpty = given.sequence != 0 || given.rollIds.length == 0;
        if (known != hash || !isEmpty) revert ResidentRecordDiffers(registrarPseudonym);
    }

    function _requireNew(Newcomer calldata newcomer) private view {
        (bytes32 registrarPseudonym, bytes32 approverPseudonym) =
            (newcomer.registrarPseudonym, newcomer.approverPseudonym);
        uint256 identityCommitment = newcomer.identityCommitment;
        if (identityCommitment == 0 || identityCommitment >= FIELD) {
            revert IdentityCommitmentInvalid(identityCommitment);
        }
        if (residentRecord[registrarPseudonym] != 0) revert ResidentRecordDiffers(registrarPseudonym);
        if (partnerOf[approverPseudonym] != 0 || registrarPseudonym == 0 || approverPseudonym == 0) {
            revert PseudonymMismatch(registrarPseudonym, approverPseudonym);
        }
    }

    /// @dev For a commitment that joins them at this sequence.
    function _requireRolls(uint256[] calldata rollIds, uint256 sequence) private pure {
        if (rollIds.length == 0) revert RollIdsInvalid();
        for (uint256 m = 1; m < rollIds.length; ++m) {
            if (rollIds[m] <= rollIds[m - 1]) revert RollIdsInvalid();
        }
        CompanionRolls.check(rollIds, sequence);
    }

    /// @dev Queued commitments join first, so that the trees are those that the siblings were made for.
    function _leaveRolls(Enrolment calldata entry, Intake memory intake) private {
        Resident calldata earlier = entry.earlier;
        uint256 count = earlier.rollIds.length;
        if (entry.siblings.length != count) revert SiblingsMissing(entry.siblings.length, count);
        if (count == 0) return;

        _admit(intake);
        _leave(earlier.rollIds, earlier.identityCommitment, entry.siblings);
    }

    function _record(Enrolment calldata entry) private {
        residentRecord[entry.registrarPseudonym] = ResidentRecord.hashOf(
            entry.approverPseudonym, entry.sequence, entry.identityCommitment, entry.rollIds
        );
        partnerOf[entry.approverPseudonym] = entry.registrarPseudonym;

        emit ResidentEnrolled(
            entry.registrarPseudonym,
            entry.approverPseudonym,
            entry.sequence,
            entry.identityCommitment,
            entry.rollIds,
            entry.proof
        );
    }

    function _recordNewcomer(Newcomer calldata newcomer, uint256[] calldata rollIds) private {
        residentRecord[newcomer.registrarPseudonym] =
            ResidentRecord.hashOf(newcomer.approverPseudonym, 1, newcomer.identityCommitment, rollIds);
        partnerOf[newcomer.approverPseudonym] = newcomer.registrarPseudonym;

        emit ResidentEnrolled(
            newcomer.registrarPseudonym,
            newcomer.approverPseudonym,
            1,
            newcomer.identityCommitment,
            rollIds,
            newcomer.proof
        );
    }

    function _queue(Enrolment calldata entry, Intake memory intake) private {
        if (entry.identityCommitment == 0) return;
        if (keccak256(abi.encodePacked(intake.rollIds)) != keccak256(abi.encodePacked(entry.rollIds))) {
            _admit(intake);
            intake.rollIds = entry.rollIds;
        }
        intake.identityCommitments[intake.count++] = entry.identityCommitment;
    }

    function _admit(Intake memory intake) private {
        if (intake.count == 0) return;
        uint256[] memory joining = new uint256[](intake.count);
        for (uint256 m = 0; m < joining.length; ++m) {
            joining[m] = intake.identityCommitments[m];
        }
        intake.count = 0;
        _join(intake.rollIds, joining);
    }
}
