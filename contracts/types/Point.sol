// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

/// @notice An affine point of Baby Jubjub in EIP-2494's twisted Edwards form.
struct Point {
    uint256 x;
    uint256 y;
}

/// @notice A proof of knowledge of a discrete logarithm, or of the equality of two (P0):
/// challenge below 2^128 and response below l.
struct SigmaProof {
    uint256 challenge;
    uint256 response;
}
