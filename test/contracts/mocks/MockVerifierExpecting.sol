// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {IGroth16BatchVerifier} from "../../../contracts/types/IGroth16BatchVerifier.sol";

/// @notice Accepts exactly one batch: the one it was told to expect.
contract MockVerifierExpecting is IGroth16BatchVerifier {
    /// @inheritdoc IGroth16BatchVerifier
    uint256 public constant liveCount = 3;
    bytes32 private expected;

    function expect(uint256[] calldata liveInputs, uint256[8][] calldata proofs) external {
        expected = keccak256(abi.encode(uint256(1), uint256(2), liveInputs, proofs));
    }

    /// @inheritdoc IGroth16BatchVerifier
    function key() external pure returns (uint256[] memory) {
        return new uint256[](24);
    }

    /// @inheritdoc IGroth16BatchVerifier
    function fold(uint256[] calldata) external pure returns (uint256 x, uint256 y) {
        return (1, 2);
    }

    /// @inheritdoc IGroth16BatchVerifier
    function requireKnownProof() external pure {}

    /// @inheritdoc IGroth16BatchVerifier
    function verify(uint256 x, uint256 y, uint256[] calldata liveInputs, uint256[8][] calldata proofs)
        external
        view
        returns (bool)
    {
        return keccak256(abi.encode(x, y, liveInputs, proofs)) == expected;
    }
}
