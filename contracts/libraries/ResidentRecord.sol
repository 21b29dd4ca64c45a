// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

/// @title ResidentRecord
/// @notice The one word that a registry keeps of a resident (P1.10).
library ResidentRecord {
    bytes32 private constant TAG = keccak256("hanpyo.resident.v1");

    function hashOf(bytes32 approverPseudonym, uint32 sequence, uint256 identityCommitment, uint256[] calldata rollIds)
        internal
        pure
        returns (bytes32)
    {
        return keccak256(abi.encode(TAG, approverPseudonym, sequence, identityCommitment, rollIds));
    }
}
