// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {Extended, ExtendedPoint} from "../libraries/ExtendedPoint.sol";
import {IElection} from "../types/IElection.sol";

/// @title Tally
/// @notice The chain of batch subtotals and its replay (P7.5, P8.1). A subtotal is the words of its points.
library Tally {
    /// @notice The chain after a further batch: keccak256(chain, subtotal), packed words, with its low 48 bits 0.
    function extend(bytes32 chain, uint256[] memory subtotal) internal pure returns (bytes32 extended) {
        assembly ("memory-safe") {
            // The chain takes the place of the array's length for a moment.
            let length := mload(subtotal)
            mstore(subtotal, chain)
            extended := and(keccak256(subtotal, mul(add(length, 1), 0x20)), not(0xffffffffffff))
            mstore(subtotal, length)
        }
    }

    /// @notice keccak256 of packed words.
    function hash(uint256[] memory words) internal pure returns (bytes32) {
        return keccak256(abi.encodePacked(words));
    }

    /// @notice The chain from `before` over `subtotals`, and `current` plus all subtotals.
    /// @param current A sum's words, or empty for the identity.
    /// @dev Reverts with WrongCiphertextLength unless every subtotal has `words` words.
    function replay(bytes32 before, uint256[][] memory subtotals, uint256[] memory current, uint256 words)
        internal
        view
        returns (bytes32 chain, uint256[] memory sum)
    {
        Extended[] memory sums = ExtendedPoint.identities(words / 2);
        if (current.length != 0) ExtendedPoint.addEach(sums, _start(current));

        chain = before;
        for (uint256 i = 0; i < subtotals.length; ++i) {
            if (subtotals[i].length != words) revert IElection.WrongCiphertextLength(subtotals[i].length, words);
            chain = extend(chain, subtotals[i]);
            ExtendedPoint.addEach(sums, _start(subtotals[i]));
        }
        sum = ExtendedPoint.toWords(sums);
    }

    /// @dev Where the words of an array lie in memory.
    function _start(uint256[] memory words) private pure returns (uint256 start) {
        assembly ("memory-safe") {
            start := add(words, 0x20)
        }
    }
}
