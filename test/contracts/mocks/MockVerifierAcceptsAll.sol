// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {IGroth16BatchVerifier} from "../../../contracts/types/IGroth16BatchVerifier.sol";

/// @notice Stands in for a circuit's verifier: accepts every proof whose first word is not `REFUSED`.
contract MockVerifierAcceptsAll is IGroth16BatchVerifier {
    uint256 public constant REFUSED = type(uint256).max;
    /// @inheritdoc IGroth16BatchVerifier
    uint256 public immutable liveCount;

    constructor(uint256 inputs) {
        liveCount = inputs;
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
    function verify(uint256, uint256, uint256[] calldata liveInputs, uint256[8][] calldata proofs)
        external
        view
        returns (bool)
    {
        if (liveInputs.length != liveCount * proofs.length) {
            revert WrongInputCount(liveInputs.length, liveCount * proofs.length);
        }
        for (uint256 m = 0; m < proofs.length; ++m) {
            if (proofs[m][0] == REFUSED) return false;
        }
        return true;
    }
}
