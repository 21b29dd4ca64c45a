// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {AccountSignature} from "../libraries/AccountSignature.sol";
import {CloneArguments} from "../libraries/CloneArguments.sol";
import {OfficeMessages} from "../libraries/OfficeMessages.sol";
import {IOffices, PastRecovery, Recovery, RecoverySignatures, Rotation, RotationSignatures} from "../types/IOffices.sol";
import {Enrolment, IResidentRegistry, NewcomerBatch} from "../types/IResidentRegistry.sol";
import {IRollSource} from "../types/IRollSource.sol";
import {RegistryTerms} from "../types/IRollFactory.sol";

/// @title Offices
/// @notice Registrar and approver: what they sign (P1.2), and how their keys change (P1.6, P1.8).
abstract contract Offices is EIP712, IResidentRegistry {
    uint48 private constant RECOVERY_DELAY = 30 days;
    /// @dev From its taking effect on.
    uint48 private constant ANNOUNCEMENT_LIFE = 30 days;
    /// @dev Between recoveries of one office and of the other.
    uint48 private constant BETWEEN_OFFICES = 365 days;

    /// @dev The contract that clones delegate to; it has no terms itself.
    address private immutable _implementation = address(this);

    /// @inheritdoc IOffices
    address public registrar;
    /// @inheritdoc IOffices
    address public approver;
    /// @inheritdoc IOffices
    uint256 public rotationNonce;
    /// @inheritdoc IOffices
    uint256 public recoveryNonce;
    Rotation private _rotation;
    Recovery private _recovery;
    PastRecovery private _past;

    constructor() EIP712("Hanpyo ResidentRegistry", "1") {}

    /// @inheritdoc IOffices
    function initialise() external {
        RegistryTerms memory terms = _terms();
        if (registrar != address(0)) revert AlreadyInitialised();
        _requireOffices(terms.registrar, terms.approver, terms.recoveryBody);

        registrar = terms.registrar;
        approver = terms.approver;

        emit OfficesRotated(terms.registrar, terms.approver);
    }

    /// @inheritdoc IOffices
    function announceRotation(address nextRegistrar, address nextApprover, RotationSignatures calldata signatures)
        external
    {
        RegistryTerms memory terms = _terms();
        _requireOffices(nextRegistrar, nextApprover, terms.recoveryBody);
        if (nextRegistrar == approver) revert OfficeChangesSeat(nextRegistrar);
        if (nextApprover == registrar) revert OfficeChangesSeat(nextApprover);
        uint256 nonce = rotationNonce;
        bytes32 message = OfficeMessages.rotation(nextRegistrar, nextApprover, nonce);
        _requireSignature(registrar, message, signatures.registrar);
        _requireSignature(approver, message, signatures.approver);
        bytes32 acceptance = OfficeMessages.rotationAcceptance(nextRegistrar, nextApprover, nonce);
        _requireAcceptance(nextRegistrar, acceptance, signatures.nextRegistrar);
        _requireAcceptance(nextApprover, acceptance, signatures.nextApprover);

        uint48 effectiveAt = uint48(block.timestamp) + terms.rotationDelay;
        rotationNonce = nonce + 1;
        // What was signed for a recovery supposed that a key was lost.
        ++recoveryNonce;
        _rotation = Rotation(nextRegistrar, nextApprover, effectiveAt);
        _cancelRecovery();

        emit RotationAnnounced(nextRegistrar, nextApprover, effectiveAt);
    }

    /// @inheritdoc IOffices
    function rotate() external {
        _requireClone();
        Rotation memory next = _rotation;
        if (next.effectiveAt == 0) revert RotationNotAnnounced();
        if (block.timestamp < next.effectiveAt) revert RotationNotReady(next.effectiveAt, block.timestamp);
        _requireNotLapsed(next.effectiveAt);

        registrar = next.registrar;
        approver = next.approver;
        delete _rotation;
        _cancelRecovery();

        emit OfficesRotated(next.registrar, next.approver);
    }

    /// @inheritdoc IOffices
    function announceRecovery(address lost, address successor, RecoverySignatures calldata signatures) external {
        address body = _terms().recoveryBody;
        if (body == address(0)) revert RecoveryNotForeseen();
        address other = _otherOffice(lost);
        _requireOffices(successor, other, body);
        if (successor == lost) revert OfficesMustDiffer(lost);
        if (_isAlive(_recovery.effectiveAt)) revert RecoveryPending(_recovery.lost, _recovery.effectiveAt);
        uint48 effectiveAt = uint48(block.timestamp) + RECOVERY_DELAY;
        _requireYearBetween(lost == registrar, effectiveAt);
        uint256 nonce = recoveryNonce;
        bytes32 message = OfficeMessages.recovery(lost, successor, nonce);
        if (!_isSigned(body, message, signatures.body)) revert BodySignatureInvalid(body);
        _requireSignature(other, message, signatures.otherOffice);
        _requireAcceptance(successor, OfficeMessages.recoveryAcceptance(lost, successor, nonce), signatures.successor);

        recoveryNonce = nonce + 1;
        // A rotation cancels this: one that was signed before, and kept back, must not.
        ++rotationNonce;
        _recovery = Recovery(lost, successor, effectiveAt);

        emit RecoveryAnnounced(lost, successor, effectiveAt);
    }

    /// @inheritdoc IOffices
    function vetoRecovery(bytes calldata signature) external {
        _requireClone();
        Recovery memory next = _recovery;
        if (next.effectiveAt == 0) revert RecoveryNotAnnounced();
        _requireSignature(
            next.lost, OfficeMessages.recoveryVeto(next.lost, next.successor, recoveryNonce), signature
        );

        delete _recovery;

        emit RecoveryVetoed(next.lost, next.successor);
    }

    /// @inheritdoc IOffices
    function recover() external {
        _requireClone();
        Recovery memory next = _recovery;
        if (next.effectiveAt == 0) revert RecoveryNotAnnounced();
        if (block.timestamp < next.effectiveAt) revert RecoveryNotReady(next.effectiveAt, block.timestamp);
        _requireNotLapsed(next.effectiveAt);

        bool ofRegistrar = next.lost == registrar;
        if (ofRegistrar) registrar = next.successor;
        else approver = next.successor;
        _past = PastRecovery(ofRegistrar, uint48(block.timestamp));
        delete _recovery;
        // The lost key may have signed more than it announced.
        ++rotationNonce;
        _cancelRotation();

        emit OfficeRecovered(next.lost, next.successor);
        emit OfficesRotated(registrar, approver);
    }

    /// @inheritdoc IOffices
    function announcedRotation() external view returns (Rotation memory rotation) {
        if (_isAlive(_rotation.effectiveAt)) rotation = _rotation;
    }

    /// @inheritdoc IOffices
    function announcedRecovery() external view returns (Recovery memory recovery) {
        if (_isAlive(_recovery.effectiveAt)) recovery = _recovery;
    }

    /// @inheritdoc IOffices
    function lastRecovery() external view returns (PastRecovery memory) {
        return _past;
    }

    /// @inheritdoc IOffices
    function rotationDelay() external view returns (uint48) {
        return _terms().rotationDelay;
    }

    /// @inheritdoc IOffices
    function recoveryBody() external view returns (address) {
        return _terms().recoveryBody;
    }

    /// @inheritdoc IRollSource
    function isTest() external view returns (bool) {
        return _terms().isTest;
    }

    function _requireClone() internal view {
        CloneArguments.requireClone(_implementation);
    }

    function _terms() internal view returns (RegistryTerms memory) {
        return abi.decode(CloneArguments.read(_implementation), (RegistryTerms));
    }

    /// @dev Each office has signed the entry's facts under its own pseudonym, and both are still in time.
    function _requireVouchers(Enrolment calldata entry) internal view {
        _requireInTime(entry.expiresAt);
        _requireSignature(
            registrar, OfficeMessages.voucher(entry, entry.registrarPseudonym), entry.registrarSignature
        );
        _requireSignature(approver, OfficeMessages.voucher(entry, entry.approverPseudonym), entry.approverSignature);
    }

    /// @dev Both offices have signed the same newcomers, and are still in time.
    function _requireBatchSigned(NewcomerBatch calldata batch) internal view {
        _requireInTime(batch.expiresAt);
        bytes32 message = OfficeMessages.newcomerBatch(batch);
        _requireSignature(registrar, message, batch.registrarSignature);
        _requireSignature(approver, message, batch.approverSignature);
    }

    function _requireInTime(uint48 expiresAt) private view {
        if (block.timestamp >= expiresAt) revert VoucherExpired(expiresAt, block.timestamp);
    }

    function _cancelRecovery() private {
        Recovery memory pending = _recovery;
        if (pending.effectiveAt == 0) return;
        delete _recovery;

        emit RecoveryCancelled(pending.lost, pending.successor);
    }

    function _cancelRotation() private {
        Rotation memory pending = _rotation;
        if (pending.effectiveAt == 0) return;
        delete _rotation;

        emit RotationCancelled(pending.registrar, pending.approver);
    }

    function _requireSignature(address office, bytes32 message, bytes calldata signature) private view {
        if (!_isSigned(office, message, signature)) revert OfficeSignatureInvalid(office);
    }

    /// @dev Who holds an office now has signed the change itself.
    function _requireAcceptance(address account, bytes32 message, bytes calldata signature) private view {
        if (account == registrar || account == approver) return;
        if (!_isSigned(account, message, signature)) revert AcceptanceInvalid(account);
    }

    function _isSigned(address account, bytes32 message, bytes calldata signature) private view returns (bool) {
        return AccountSignature.isBy(account, _hashTypedDataV4(message), signature);
    }

    function _otherOffice(address lost) private view returns (address) {
        if (lost == registrar) return approver;
        if (lost == approver) return registrar;
        revert NotAnOffice(lost);
    }

    function _requireYearBetween(bool ofRegistrar, uint48 effectiveAt) private view {
        PastRecovery memory past = _past;
        if (past.time == 0 || past.ofRegistrar == ofRegistrar) return;
        uint48 possibleAt = past.time + BETWEEN_OFFICES;
        if (effectiveAt < possibleAt) revert OtherOfficeRecovered(possibleAt);
    }

    function _isAlive(uint48 effectiveAt) private view returns (bool) {
        return effectiveAt != 0 && block.timestamp < effectiveAt + ANNOUNCEMENT_LIFE;
    }

    function _requireNotLapsed(uint48 effectiveAt) private view {
        if (!_isAlive(effectiveAt)) revert AnnouncementLapsed(effectiveAt + ANNOUNCEMENT_LIFE, block.timestamp);
    }

    function _requireOffices(address first, address second, address body) private pure {
        if (first == second) revert OfficesMustDiffer(first);
        if (first == address(0) || second == address(0)) revert OfficeAddressZero();
        if (first == body || second == body) revert OfficesMustDiffer(body);
    }
}
