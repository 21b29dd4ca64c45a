// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {IGroth16BatchVerifier} from "../types/IGroth16BatchVerifier.sol";
import {KnownProof} from "../types/KnownProof.sol";
import {Groth16Batch} from "./Groth16Batch.sol";

/// @title Groth16BatchVerifier
/// @notice Groth16Batch for callers from outside, with the folding of constants; a generated contract adds the key.
abstract contract Groth16BatchVerifier is IGroth16BatchVerifier, Groth16Batch {
    /// @dev IC_0, then the IC of the constants, x and y of one point after the other; only `fold` needs them.
    function _constantPoints() internal pure virtual returns (uint256[] memory);

    /// @dev Of the key, with the constants folded.
    function _knownProof() internal pure virtual returns (KnownProof memory);

    /// @inheritdoc IGroth16BatchVerifier
    function liveCount() external view returns (uint256) {
        return _liveCount();
    }

    /// @inheritdoc IGroth16BatchVerifier
    function key() external view returns (uint256[] memory words) {
        words = new uint256[](KEY_WORDS + 2 * _liveCount());
        _putKey(_place(words, 0));
        _putLive(_place(words, KEY_WORDS));
    }

    /// @inheritdoc IGroth16BatchVerifier
    function fold(uint256[] calldata constants) external view returns (uint256 x, uint256 y) {
        uint256[] memory points = _constantPoints();
        if (2 * constants.length + 2 != points.length) revert WrongInputCount(constants.length, points.length / 2 - 1);

        (x, y) = (points[0], points[1]);
        for (uint256 m = 0; m < constants.length; ++m) {
            if (constants[m] >= R) revert FieldElementTooLarge(constants[m]);
            (x, y) = _addMultiple(x, y, points[2 * m + 2], points[2 * m + 3], constants[m]);
        }
    }

    /// @inheritdoc IGroth16BatchVerifier
    function requireKnownProof() external view {
        KnownProof memory known = _knownProof();
        uint256[8][] memory proofs = new uint256[8][](1);
        proofs[0] = known.proof;
        if (!this.verify(known.x, known.y, known.liveInputs, proofs)) revert KnownProofFails();
    }

    /// @inheritdoc IGroth16BatchVerifier
    function verify(uint256 x, uint256 y, uint256[] calldata liveInputs, uint256[8][] calldata proofs)
        external
        view
        returns (bool)
    {
        uint256 count = proofs.length;
        if (liveInputs.length != count * _liveCount()) revert WrongInputCount(liveInputs.length, count * _liveCount());
        for (uint256 i = 0; i < liveInputs.length; ++i) {
            if (liveInputs[i] >= R) revert FieldElementTooLarge(liveInputs[i]);
        }
        if (count == 0) return true;

        uint256 statement;
        assembly ("memory-safe") {
            statement := mload(0x40)
            mstore(statement, x)
            mstore(add(statement, 0x20), y)
            let inputs := add(statement, 0x40)
            let inputBytes := mul(liveInputs.length, 0x20)
            calldatacopy(inputs, liveInputs.offset, inputBytes)
            calldatacopy(add(inputs, inputBytes), proofs.offset, mul(count, 0x100))
            mstore(0x40, add(add(inputs, inputBytes), mul(count, 0x100)))
        }
        return _proofsHold(statement, count);
    }

    /// @dev Where words[index] lies in memory.
    function _place(uint256[] memory words, uint256 index) private pure returns (uint256 place) {
        assembly ("memory-safe") {
            place := add(words, mul(add(index, 1), 0x20))
        }
    }

    /// @dev (x, y) + scalar * (px, py), of points of the key. (0, 0) is the identity.
    function _addMultiple(uint256 x, uint256 y, uint256 px, uint256 py, uint256 scalar)
        private
        view
        returns (uint256 sumX, uint256 sumY)
    {
        bool ok;
        assembly ("memory-safe") {
            let scratch := mload(0x40)
            mstore(scratch, x)
            mstore(add(scratch, 0x20), y)
            mstore(add(scratch, 0x40), px)
            mstore(add(scratch, 0x60), py)
            mstore(add(scratch, 0x80), scalar)
            ok := staticcall(MULTIPLY_GAS, 0x07, add(scratch, 0x40), 0x60, add(scratch, 0x40), 0x40)
            ok := and(staticcall(ADD_GAS, 0x06, scratch, 0x80, scratch, 0x40), ok)
            sumX := mload(scratch)
            sumY := mload(add(scratch, 0x20))
        }
        assert(ok);
    }
}
