// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

/// @notice A statement with a proof that holds, made when the key was made.
struct KnownProof {
    /// The folded constants (P0).
    uint256 x;
    uint256 y;
    uint256[] liveInputs;
    /// As `IGroth16BatchVerifier.verify` takes one.
    uint256[8] proof;
}
