// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {IGroth16BatchVerifier} from "../types/IGroth16BatchVerifier.sol";
import {KnownProof} from "../types/KnownProof.sol";

/// @title Groth16BatchVerifier
/// @notice n proofs of one key with n + 3 pairings (P0); a generated contract adds the key's constants.
/// @dev With rho_m the coefficients, checks
/// prod e(rho_m A_m, B_m) * e(sum rho_m alpha, -beta) * e(sum rho_m V_m, -gamma) * e(sum rho_m C_m, -delta) = 1,
/// V_m = folded + sum_k input_mk IC_k. Only constants are negated, so every point from outside reaches a precompile
/// as it came, and the precompile checks it. Those keep the gas given to them when they fail: each gets at most twice
/// its price.
abstract contract Groth16BatchVerifier is IGroth16BatchVerifier {
    /// Order of BN254 (circuits' field) and its base field.
    uint256 private constant R = 21888242871839275222246405745257275088548364400416034343698204186575808495617;
    uint256 private constant Q = 21888242871839275222246405745257275088696311157297823662689037894645226208583;
    uint256 private constant ADD_GAS = 300;
    uint256 private constant MULTIPLY_GAS = 12_000;
    uint256 private constant PAIRING_GAS = 90_000;
    uint256 private constant PAIR_GAS = 68_000;
    uint256 private constant COEFFICIENT_MASK = 0xffffffffffffffffffffffffffffffff;

    /// @dev Number of live signals.
    function _liveCount() internal pure virtual returns (uint256);

    /// @dev Writes alpha, -beta, -gamma and -delta to memory as the last three pairs have them, six words each: G1, then
    /// G2, imaginary parts first (EIP-197). The G1 of -gamma and -delta is left as it is.
    function _putKey(uint256 place) internal pure virtual;

    /// @dev Writes the IC of the live signals to memory, x and y of one point after the other.
    function _putLive(uint256 place) internal pure virtual;

    /// @dev IC_0, then the IC of the constants, x and y of one point after the other; only `fold` needs them.
    function _constantPoints() internal pure virtual returns (uint256[] memory);

    /// @dev Of the key, with the constants folded.
    function _knownProof() internal pure virtual returns (KnownProof memory);

    /// @inheritdoc IGroth16BatchVerifier
    function liveCount() external pure returns (uint256) {
        return _liveCount();
    }

    /// @inheritdoc IGroth16BatchVerifier
    function fold(uint256[] calldata constants) external view returns (uint256 x, uint256 y) {
        uint256[] memory points = _constantPoints();
        if (2 * constants.length + 2 != points.length) revert WrongInputCount(constants.length, points.length / 2 - 1);

        (x, y) = (points[0], points[1]);
        for (uint256 m = 0; m < constants.length; ++m) {
            if (constants[m] >= R) revert FieldElementTooLarge(constants[m]);
            bool ok;
            (ok, x, y) = _addMultiple(x, y, points[2 * m + 2], points[2 * m + 3], constants[m]);
            assert(ok);
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
        _checkInputs(liveInputs);
        if (count == 0) return true;

        uint256[] memory coefficients = _coefficients(x, y, liveInputs, proofs);
        uint256[] memory pairs = new uint256[](6 * (count + 3));
        _putKey(_place(pairs, 6 * count));
        return _multiplyAlpha(pairs, coefficients) && _putProofs(pairs, coefficients, proofs)
            && _putInputs(pairs, coefficients, x, y, liveInputs) && _pairingHolds(pairs);
    }

    function _checkInputs(uint256[] calldata inputs) private pure {
        for (uint256 i = 0; i < inputs.length; ++i) {
            if (inputs[i] >= R) revert FieldElementTooLarge(inputs[i]);
        }
    }

    /// @dev rho_0 = 1; all others depend on everything that is checked, so no proof can be chosen after them.
    function _coefficients(uint256 x, uint256 y, uint256[] calldata inputs, uint256[8][] calldata proofs)
        private
        pure
        returns (uint256[] memory coefficients)
    {
        uint256 count = proofs.length;
        coefficients = new uint256[](count);
        coefficients[0] = 1;
        if (count == 1) return coefficients;

        assembly ("memory-safe") {
            // The hashed words lie in free memory, which is not kept.
            let start := mload(0x40)
            mstore(start, x)
            mstore(add(start, 0x20), y)
            let inputBytes := mul(inputs.length, 0x20)
            let proofBytes := mul(count, 0x100)
            calldatacopy(add(start, 0x40), inputs.offset, inputBytes)
            calldatacopy(add(add(start, 0x40), inputBytes), proofs.offset, proofBytes)
            mstore(0x00, keccak256(start, add(0x40, add(inputBytes, proofBytes))))
            for { let m := 1 } lt(m, count) { m := add(m, 1) } {
                mstore(0x20, m)
                mstore(
                    add(add(coefficients, 0x20), mul(m, 0x20)), and(keccak256(0x00, 0x40), COEFFICIENT_MASK)
                )
            }
        }
    }

    /// @dev Pairs 0 to n - 1: (rho_m A_m, B_m). The G1 half of the last pair: sum rho_m C_m.
    function _putProofs(uint256[] memory pairs, uint256[] memory coefficients, uint256[8][] calldata proofs)
        private
        view
        returns (bool ok)
    {
        assembly ("memory-safe") {
            let count := mload(coefficients)
            let pair := add(pairs, 0x20)
            let proof := proofs.offset
            // Scratch: the sum of C at 0x00, a point and its coefficient at 0x40.
            let scratch := mload(0x40)
            calldatacopy(pair, proof, 0xc0)
            calldatacopy(scratch, add(proof, 0xc0), 0x40)
            ok := 1
            for { let m := 1 } lt(m, count) { m := add(m, 1) } {
                pair := add(pair, 0xc0)
                proof := add(proof, 0x100)
                calldatacopy(pair, proof, 0xc0)
                mstore(add(scratch, 0x80), mload(add(add(coefficients, 0x20), mul(m, 0x20))))
                calldatacopy(add(scratch, 0x40), proof, 0x40)
                ok := and(ok, staticcall(MULTIPLY_GAS, 0x07, add(scratch, 0x40), 0x60, pair, 0x40))
                calldatacopy(add(scratch, 0x40), add(proof, 0xc0), 0x40)
                ok := and(ok, staticcall(MULTIPLY_GAS, 0x07, add(scratch, 0x40), 0x60, add(scratch, 0x40), 0x40))
                ok := and(ok, staticcall(ADD_GAS, 0x06, scratch, 0x80, scratch, 0x40))
                if iszero(ok) { break }
            }
            let sum := add(pair, 0x240)
            mstore(sum, mload(scratch))
            mstore(add(sum, 0x20), mload(add(scratch, 0x20)))
        }
    }

    /// @dev The G1 half of pair n + 1: sum rho_m V_m.
    function _putInputs(
        uint256[] memory pairs,
        uint256[] memory coefficients,
        uint256 x,
        uint256 y,
        uint256[] calldata inputs
    ) private view returns (bool ok) {
        uint256 count = coefficients.length;
        uint256 liveInputs = _liveCount();
        uint256[] memory live = new uint256[](2 * liveInputs);
        _putLive(_place(live, 0));
        ok = true;
        if (count > 1) (ok, x, y) = _addMultiple(0, 0, x, y, _sum(coefficients));

        for (uint256 k = 0; k < liveInputs && ok; ++k) {
            uint256 scalar;
            assembly ("memory-safe") {
                let input := add(inputs.offset, mul(k, 0x20))
                let end := add(add(coefficients, 0x20), mul(count, 0x20))
                for { let c := add(coefficients, 0x20) } lt(c, end) { c := add(c, 0x20) } {
                    scalar := addmod(scalar, mulmod(mload(c), calldataload(input), R), R)
                    input := add(input, mul(liveInputs, 0x20))
                }
            }
            (ok, x, y) = _addMultiple(x, y, live[2 * k], live[2 * k + 1], scalar);
        }
        (pairs[6 * count + 6], pairs[6 * count + 7]) = (x, y);
    }

    /// @dev The G1 half of pair n: sum rho_m alpha.
    function _multiplyAlpha(uint256[] memory pairs, uint256[] memory coefficients) private view returns (bool ok) {
        uint256 count = coefficients.length;
        if (count == 1) return true;
        uint256 place = 6 * count;
        (ok, pairs[place], pairs[place + 1]) =
            _addMultiple(0, 0, pairs[place], pairs[place + 1], _sum(coefficients));
    }

    /// @dev Where words[index] lies in memory.
    function _place(uint256[] memory words, uint256 index) private pure returns (uint256 place) {
        assembly ("memory-safe") {
            place := add(words, mul(add(index, 1), 0x20))
        }
    }

    /// @dev Below 2^256 for fewer than 2^128 coefficients.
    function _sum(uint256[] memory coefficients) private pure returns (uint256 sum) {
        unchecked {
            for (uint256 m = 0; m < coefficients.length; ++m) sum += coefficients[m];
        }
    }

    /// @dev (x, y) + scalar * (px, py); not ok if a point is malformed. (0, 0) is the identity.
    function _addMultiple(uint256 x, uint256 y, uint256 px, uint256 py, uint256 scalar)
        private
        view
        returns (bool ok, uint256 sumX, uint256 sumY)
    {
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
    }

    function _pairingHolds(uint256[] memory pairs) private view returns (bool holds) {
        assembly ("memory-safe") {
            let count := div(mload(pairs), 6)
            let ok :=
                staticcall(
                    add(PAIRING_GAS, mul(PAIR_GAS, count)), 0x08, add(pairs, 0x20), mul(count, 0xc0), 0x00, 0x20
                )
            holds := and(ok, eq(mload(0x00), 1))
        }
    }
}
