// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {Point, SigmaProof} from "../types/Point.sol";
import {BabyJubjub} from "./BabyJubjub.sol";

/// @title SigmaProofs
/// @notice Recomputes the commitments of proofs of knowledge (P0). The caller hashes them into its transcript and
/// compares the hash with the challenge.
library SigmaProofs {
    /// @notice A proof's challenge is not below 2^128.
    /// @dev Make the proof again.
    error ChallengeTooLarge(uint256 challenge);
    /// @notice A proof's response is not below l.
    /// @dev Make the proof again.
    error ResponseTooLarge(uint256 response);

    /// @notice `R = sG - cX` of a proof that the logarithm of X is known (Schnorr).
    function commitment(SigmaProof memory proof, Point memory x) internal view returns (Point memory) {
        return commitment(proof, BabyJubjub.generator(), x);
    }

    /// @notice `R = sB - cX` of a proof that X's logarithm to the base B is known.
    /// @dev B and X must lie in the prime subgroup. Reverts with ChallengeTooLarge at or above 2^128 and with
    /// ResponseTooLarge at or above l.
    function commitment(SigmaProof memory proof, Point memory base, Point memory x)
        internal
        view
        returns (Point memory)
    {
        if (proof.challenge >= 1 << 128) revert ChallengeTooLarge(proof.challenge);
        if (proof.response >= BabyJubjub.ORDER) revert ResponseTooLarge(proof.response);

        Point[] memory points = new Point[](2);
        (points[0], points[1]) = (base, BabyJubjub.negate(x));
        uint256[] memory scalars = new uint256[](2);
        (scalars[0], scalars[1]) = (proof.response, proof.challenge);
        return BabyJubjub.multiSum(points, scalars);
    }

    /// @notice `(sG - cY, sB - cX)` of a proof that Y to the base G and X to the base B have one logarithm
    /// (Chaum-Pedersen).
    function equalityCommitments(SigmaProof memory proof, Point memory y, Point memory base, Point memory x)
        internal
        view
        returns (Point memory first, Point memory second)
    {
        return (commitment(proof, y), commitment(proof, base, x));
    }
}
