// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {Enrolment, Newcomer, NewcomerBatch} from "../types/IResidentRegistry.sol";

/// @title OfficeMessages
/// @notice EIP-712 hashes of what offices, their successors and the recovery body sign (P1.2, P1.6, P1.8).
library OfficeMessages {
    bytes32 private constant VOUCHER = keccak256(
        "Voucher(bytes32 pseudonym,uint32 sequence,uint256 identityCommitment,uint256[] rollIds,uint48 expiresAt)"
    );
    bytes32 private constant NEWCOMER =
        keccak256("Newcomer(bytes32 registrarPseudonym,bytes32 approverPseudonym,uint256 identityCommitment)");
    bytes32 private constant NEWCOMER_BATCH = keccak256(
        "NewcomerBatch(Newcomer[] newcomers,uint256[] rollIds,uint48 expiresAt)Newcomer(bytes32 registrarPseudonym,bytes32 approverPseudonym,uint256 identityCommitment)"
    );
    bytes32 private constant ROTATION = keccak256("Rotation(address registrar,address approver,uint256 nonce)");
    bytes32 private constant ROTATION_ACCEPTANCE =
        keccak256("RotationAcceptance(address registrar,address approver,uint256 nonce)");
    bytes32 private constant RECOVERY = keccak256("Recovery(address lost,address successor,uint256 nonce)");
    bytes32 private constant RECOVERY_ACCEPTANCE =
        keccak256("RecoveryAcceptance(address lost,address successor,uint256 nonce)");
    bytes32 private constant RECOVERY_VETO = keccak256("RecoveryVeto(address lost,address successor,uint256 nonce)");

    /// @notice Each office signs the entry's facts beside its own pseudonym.
    function voucher(Enrolment calldata entry, bytes32 pseudonym) internal pure returns (bytes32) {
        bytes32 rolls = keccak256(abi.encodePacked(entry.rollIds));
        return keccak256(
            abi.encode(VOUCHER, pseudonym, entry.sequence, entry.identityCommitment, rolls, entry.expiresAt)
        );
    }

    /// @notice Both offices sign the same: every newcomer of the batch, in order, with the rolls and the expiry of all.
    function newcomerBatch(NewcomerBatch calldata batch) internal pure returns (bytes32) {
        bytes32[] memory hashes = new bytes32[](batch.newcomers.length);
        for (uint256 m = 0; m < hashes.length; ++m) {
            Newcomer calldata newcomer = batch.newcomers[m];
            hashes[m] = keccak256(
                abi.encode(
                    NEWCOMER, newcomer.registrarPseudonym, newcomer.approverPseudonym, newcomer.identityCommitment
                )
            );
        }
        bytes32 newcomers = keccak256(abi.encodePacked(hashes));
        return keccak256(
            abi.encode(NEWCOMER_BATCH, newcomers, keccak256(abi.encodePacked(batch.rollIds)), batch.expiresAt)
        );
    }

    function rotation(address registrar, address approver, uint256 nonce) internal pure returns (bytes32) {
        return keccak256(abi.encode(ROTATION, registrar, approver, nonce));
    }

    function rotationAcceptance(address registrar, address approver, uint256 nonce) internal pure returns (bytes32) {
        return keccak256(abi.encode(ROTATION_ACCEPTANCE, registrar, approver, nonce));
    }

    function recovery(address lost, address successor, uint256 nonce) internal pure returns (bytes32) {
        return keccak256(abi.encode(RECOVERY, lost, successor, nonce));
    }

    function recoveryAcceptance(address lost, address successor, uint256 nonce) internal pure returns (bytes32) {
        return keccak256(abi.encode(RECOVERY_ACCEPTANCE, lost, successor, nonce));
    }

    function recoveryVeto(address lost, address successor, uint256 nonce) internal pure returns (bytes32) {
        return keccak256(abi.encode(RECOVERY_VETO, lost, successor, nonce));
    }
}
