// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

/// @title Groth16Batch
/// @notice n proofs of one key with n + 3 pairings (P0), all in memory; whoever inherits adds the key's constants.
/// @dev With rho_m the coefficients, checks
/// prod e(rho_m A_m, B_m) * e(sum rho_m alpha, -beta) * e(sum rho_m V_m, -gamma) * e(sum rho_m C_m, -delta) = 1,
/// V_m = folded + sum_k input_mk IC_k. Only constants are negated, so every point from outside reaches a precompile
/// as it came, and the precompile checks it. Those keep the gas given to them when they fail: each gets at most twice
/// its price.
abstract contract Groth16Batch {
    /// Order of BN254 (circuits' field).
    uint256 internal constant R = 21888242871839275222246405745257275088548364400416034343698204186575808495617;
    /// @dev Words from the first that `_putKey` writes to the last.
    uint256 internal constant KEY_WORDS = 18;
    uint256 internal constant ADD_GAS = 300;
    uint256 internal constant MULTIPLY_GAS = 12_000;
    uint256 private constant PAIRING_GAS = 90_000;
    uint256 private constant PAIR_GAS = 68_000;
    uint256 private constant COEFFICIENT_MASK = 0xffffffffffffffffffffffffffffffff;

    /// @dev Number of live signals.
    function _liveCount() internal view virtual returns (uint256);

    /// @dev Writes alpha, -beta, -gamma and -delta to memory as the last three pairs have them, six words each: G1, then
    /// G2, imaginary parts first (EIP-197). The G1 of -gamma and -delta is left as it is.
    function _putKey(uint256 place) internal view virtual;

    /// @dev Writes the IC of the live signals to memory, x and y of one point after the other.
    function _putLive(uint256 place) internal view virtual;

    /// @dev Whether all proofs hold, at least one.
    /// @param statement Where these words lie in memory: x and y of the folded point; the live inputs, below r, of one
    /// proof after the other; A, B, C of one proof after the other, 8 words each (EIP-197's order).
    function _proofsHold(uint256 statement, uint256 count) internal view virtual returns (bool holds) {
        uint256 inputSize = 0x20 * _liveCount();
        uint256 pairs;
        uint256 scalars;
        assembly ("memory-safe") {
            // The pairs; the sum of C, then a point and its coefficient; the scalars of the folded point and of each
            // IC; the IC.
            pairs := mload(0x40)
            scalars := add(pairs, add(mul(count, 0xc0), 0x2e0))
            mstore(0x40, add(scalars, add(mul(inputSize, 3), 0x20)))
            for { let place := scalars } iszero(gt(place, add(scalars, inputSize))) { place := add(place, 0x20) } {
                mstore(place, 0)
            }
        }
        uint256 key;
        unchecked {
            key = pairs + 0xc0 * count;
            _putLive(scalars + inputSize + 0x20);
        }
        _putKey(key);
        assembly ("memory-safe") {
            let scratch := add(key, 0x240)
            let point := add(scratch, 0x40)
            let input := add(statement, 0x40)
            let proof := add(input, mul(count, inputSize))
            let inputsEnd := add(scalars, add(inputSize, 0x20))
            // rho_0 = 1; all others depend on everything that is checked, so no proof can be chosen after them.
            if gt(count, 1) {
                mstore(0x00, keccak256(statement, add(0x40, mul(count, add(inputSize, 0x100)))))
            }
            let rho := 1
            let pair := pairs
            holds := 1
            for { let m := 0 } lt(m, count) { m := add(m, 1) } {
                mcopy(pair, proof, 0xc0)
                switch m
                case 0 { mcopy(scratch, add(proof, 0xc0), 0x40) }
                default {
                    mstore(0x20, m)
                    rho := and(keccak256(0x00, 0x40), COEFFICIENT_MASK)
                    mstore(add(point, 0x40), rho)
                    mcopy(point, proof, 0x40)
                    holds := and(holds, staticcall(MULTIPLY_GAS, 0x07, point, 0x60, pair, 0x40))
                    mcopy(point, add(proof, 0xc0), 0x40)
                    holds := and(holds, staticcall(MULTIPLY_GAS, 0x07, point, 0x60, point, 0x40))
                    holds := and(holds, staticcall(ADD_GAS, 0x06, scratch, 0x80, scratch, 0x40))
                    if iszero(holds) { break }
                }
                mstore(scalars, add(mload(scalars), rho))
                let place := scalars
                for { let end := add(input, inputSize) } lt(input, end) { input := add(input, 0x20) } {
                    place := add(place, 0x20)
                    mstore(place, addmod(mload(place), mulmod(rho, mload(input), R), R))
                }
                pair := add(pair, 0xc0)
                proof := add(proof, 0x100)
            }
            if holds {
                // The G1 half of the last pair: sum rho_m C_m.
                mcopy(add(key, 0x180), scratch, 0x40)
                // Those of the other two: sum rho_m alpha, and sum rho_m V_m.
                mcopy(scratch, statement, 0x40)
                if gt(count, 1) {
                    mstore(add(point, 0x40), mload(scalars))
                    mcopy(point, key, 0x40)
                    holds := staticcall(MULTIPLY_GAS, 0x07, point, 0x60, key, 0x40)
                    mcopy(point, statement, 0x40)
                    holds := and(holds, staticcall(MULTIPLY_GAS, 0x07, point, 0x60, scratch, 0x40))
                }
                let live := inputsEnd
                for { let place := add(scalars, 0x20) } lt(place, inputsEnd) { place := add(place, 0x20) } {
                    mcopy(point, live, 0x40)
                    mstore(add(point, 0x40), mload(place))
                    holds := and(holds, staticcall(MULTIPLY_GAS, 0x07, point, 0x60, point, 0x40))
                    holds := and(holds, staticcall(ADD_GAS, 0x06, scratch, 0x80, scratch, 0x40))
                    live := add(live, 0x40)
                }
                mcopy(add(key, 0xc0), scratch, 0x40)
                let all := add(count, 3)
                let size := mul(all, 0xc0)
                holds := and(holds, staticcall(add(PAIRING_GAS, mul(PAIR_GAS, all)), 0x08, pairs, size, 0x00, 0x20))
                holds := and(holds, eq(mload(0x00), 1))
            }
        }
    }
}
