// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {SignatureChecker} from "@openzeppelin/contracts/utils/cryptography/SignatureChecker.sol";
import {CloneArguments} from "../libraries/CloneArguments.sol";
import {Enrolment, IResidentRegistry} from "../types/IResidentRegistry.sol";
import {IRollSource} from "../types/IRollSource.sol";
import {RegistryTerms} from "../types/IRollFactory.sol";

/// @title Offices
/// @notice Registrar and approver: what they sign (P1.2), and how their keys change (P1.6).
abstract contract Offices is EIP712, IResidentRegistry {
    struct Rotation {
        address registrar;
        address approver;
        uint48 effectiveAt;
    }

    bytes32 private constant VOUCHER_TYPEHASH = keccak256(
        "Voucher(bytes32 pseudonym,uint32 sequence,uint256 identityCommitment,uint256[] rollIds,uint48 expiresAt)"
    );
    bytes32 private constant ROTATION_TYPEHASH = keccak256("Rotation(address registrar,address approver,uint256 nonce)");

    /// @dev The contract that clones delegate to; it has no terms itself.
    address private immutable _implementation = address(this);

    /// @inheritdoc IResidentRegistry
    address public registrar;
    /// @inheritdoc IResidentRegistry
    address public approver;
    /// @inheritdoc IResidentRegistry
    uint256 public rotationNonce;
    /// @inheritdoc IResidentRegistry
    Rotation public announcedRotation;

    constructor() EIP712("Hanpyo ResidentRegistry", "1") {}

    /// @inheritdoc IResidentRegistry
    function initialise() external {
        RegistryTerms memory terms = _terms();
        if (registrar != address(0)) revert AlreadyInitialised();
        _requireOffices(terms.registrar, terms.approver);

        registrar = terms.registrar;
        approver = terms.approver;

        emit OfficesRotated(terms.registrar, terms.approver);
    }

    /// @inheritdoc IResidentRegistry
    function announceRotation(
        address newRegistrar,
        address newApprover,
        bytes calldata registrarSignature,
        bytes calldata approverSignature
    ) external {
        uint48 delay = _terms().rotationDelay;
        _requireOffices(newRegistrar, newApprover);
        bytes32 digest =
            _hashTypedDataV4(keccak256(abi.encode(ROTATION_TYPEHASH, newRegistrar, newApprover, rotationNonce)));
        _requireSignature(registrar, digest, registrarSignature);
        _requireSignature(approver, digest, approverSignature);

        uint48 effectiveAt = uint48(block.timestamp) + delay;

        ++rotationNonce;
        announcedRotation = Rotation(newRegistrar, newApprover, effectiveAt);

        emit RotationAnnounced(newRegistrar, newApprover, effectiveAt);
    }

    /// @inheritdoc IResidentRegistry
    function rotate() external {
        _requireClone();
        Rotation memory rotation = announcedRotation;
        if (rotation.effectiveAt == 0) revert RotationNotAnnounced();
        if (block.timestamp < rotation.effectiveAt) revert RotationNotReady(rotation.effectiveAt, block.timestamp);

        registrar = rotation.registrar;
        approver = rotation.approver;
        delete announcedRotation;

        emit OfficesRotated(rotation.registrar, rotation.approver);
    }

    /// @inheritdoc IResidentRegistry
    function rotationDelay() external view returns (uint48) {
        return _terms().rotationDelay;
    }

    /// @inheritdoc IResidentRegistry
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
        if (block.timestamp >= entry.expiresAt) revert VoucherExpired(entry.expiresAt, block.timestamp);
        _requireSignature(registrar, _voucherDigest(entry, entry.registrarPseudonym), entry.registrarSignature);
        _requireSignature(approver, _voucherDigest(entry, entry.approverPseudonym), entry.approverSignature);
    }

    function _voucherDigest(Enrolment calldata entry, bytes32 pseudonym) private view returns (bytes32) {
        return _hashTypedDataV4(
            keccak256(
                abi.encode(
                    VOUCHER_TYPEHASH,
                    pseudonym,
                    entry.sequence,
                    entry.identityCommitment,
                    keccak256(abi.encodePacked(entry.rollIds)),
                    entry.expiresAt
                )
            )
        );
    }

    function _requireSignature(address office, bytes32 digest, bytes calldata signature) private view {
        if (!SignatureChecker.isValidSignatureNowCalldata(office, digest, signature)) {
            revert OfficeSignatureInvalid(office);
        }
    }

    function _requireOffices(address first, address second) private pure {
        if (first == second) revert OfficesMustDiffer(first);
        if (first == address(0) || second == address(0)) revert OfficeAddressZero();
    }
}
