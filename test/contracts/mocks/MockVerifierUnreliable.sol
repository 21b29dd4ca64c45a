// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {IGroth16BatchVerifier} from "../../../contracts/types/IGroth16BatchVerifier.sol";

/// @notice Refuses in every way there is, by the first word of the batch's proofs: false, a revert, no answer, an answer
/// that is no boolean, all gas spent. Accepts the others.
contract MockVerifierUnreliable is IGroth16BatchVerifier {
    /// @inheritdoc IGroth16BatchVerifier
    uint256 public constant liveCount = 3;

    /// @notice Whether a batch with these first words is accepted: none of them is among the residues 0 to 4 of 64.
    function accepts(uint256 firstWord) public pure returns (bool) {
        return firstWord % 64 > 4;
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
    function verify(uint256, uint256, uint256[] calldata, uint256[8][] calldata proofs) external pure returns (bool) {
        for (uint256 m = 0; m < proofs.length; ++m) {
            uint256 way = proofs[m][0] % 64;
            if (way == 0) return false;
            if (way == 1) revert FieldElementTooLarge(0);
            assembly ("memory-safe") {
                mstore(0x00, 2)
                if eq(way, 2) { return(0x00, 0x00) }
                if eq(way, 3) { return(0x00, 0x20) }
                if eq(way, 4) { invalid() }
            }
        }
        return true;
    }
}
