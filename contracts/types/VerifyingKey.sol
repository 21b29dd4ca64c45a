// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

/// @notice What every verification needs of a Groth16 verifying key; G2 coordinates imaginary part first (EIP-197).
struct VerifyingKey {
    uint256[2] alpha;
    uint256[4] beta;
    uint256[4] gamma;
    uint256[4] delta;
    /// IC of the live signals, x and y of one point after the other.
    uint256[] live;
}
