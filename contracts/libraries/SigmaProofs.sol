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

    /// @dev 2^128 G.
    uint256 private constant G_2_128_X = 10288974518820505514752818269060448351810381487680098163350900759224851730336;
    uint256 private constant G_2_128_Y = 21651882603086694405693098948972420980963565681985490126120123423300778618929;

    /// @notice `R = sG - cX` of a proof that the logarithm of X is known (Schnorr).
    /// @dev X must lie in the prime subgroup. Reverts with ChallengeTooLarge at or above 2^128 and with ResponseTooLarge
    /// at or above l. The response is cut in two, so that no scalar is longer than the challenge.
    function commitment(SigmaProof memory proof, Point memory x) internal view returns (Point memory) {
        _check(proof);

        (Point[] memory points, uint256[] memory scalars) = (new Point[](3), new uint256[](3));
        (points[0], scalars[0]) = (BabyJubjub.generator(), proof.response % (1 << 128));
        (points[1], scalars[1]) = (Point(G_2_128_X, G_2_128_Y), proof.response >> 128);
        (points[2], scalars[2]) = (BabyJubjub.negate(x), proof.challenge);
        return BabyJubjub.multiSum(points, scalars);
    }

    /// @notice `R = sB - cX` of a proof that X's logarithm to the base B is known.
    /// @dev B and X must lie in the prime subgroup. Reverts as the other.
    function commitment(SigmaProof memory proof, Point memory base, Point memory x)
        internal
        view
        returns (Point memory)
    {
        _check(proof);

        (Point[] memory points, uint256[] memory scalars) = (new Point[](2), new uint256[](2));
        (points[0], scalars[0]) = (base, proof.response);
        (points[1], scalars[1]) = (BabyJubjub.negate(x), proof.challenge);
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

    function _check(SigmaProof memory proof) private pure {
        if (proof.challenge >= 1 << 128) revert ChallengeTooLarge(proof.challenge);
        if (proof.response >= BabyJubjub.ORDER) revert ResponseTooLarge(proof.response);
    }
}
