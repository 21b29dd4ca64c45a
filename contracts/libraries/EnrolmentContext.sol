// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

/// @title EnrolmentContext
/// @notice What a resident's proof of knowledge is bound to (P1.3).
library EnrolmentContext {
    bytes32 private constant TAG = keccak256("hanpyo.enrolment.v1");

    /// @param registry The registry or the published rolls that the resident is enrolled in.
    function contextFor(
        address registry,
        bytes32 registrarPseudonym,
        bytes32 approverPseudonym,
        uint32 sequence,
        uint256 identityCommitment
    ) internal view returns (uint256) {
        bytes memory statement = abi.encode(
            TAG, block.chainid, registry, registrarPseudonym, approverPseudonym, sequence, identityCommitment
        );
        return uint256(keccak256(statement)) >> 8;
    }
}
