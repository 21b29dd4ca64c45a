// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {BabyJubjub} from "../libraries/BabyJubjub.sol";
import {SigmaProofs} from "../libraries/SigmaProofs.sol";
import {Point, SigmaProof} from "../types/Point.sol";
import {ElectionTranscripts} from "./ElectionTranscripts.sol";

/// @title Decryption
/// @notice Checks decryption shares and counts against a sealed sum (P9.2, P10.1). A sum's words are
/// c1.x, c1.y, c2.x, c2.y of one ciphertext after the other.
library Decryption {
    /// @notice Counts stay below it, so that two fit into one message without touching.
    uint256 internal constant COUNT_LIMIT = 1 << 24;

    /// @notice Whether `share` (as Q) is x_j C1_t for every ciphertext, and the share as P.
    /// @dev Reverts on a point that is off the curve or of small order, and on proof values out of range.
    function checkShare(
        uint256[] memory sum,
        bytes32 sumHash,
        uint256 seat,
        Point memory shareKey,
        Point[] memory share,
        SigmaProof memory proof
    ) internal view returns (bool holds, Point[] memory affine) {
        affine = BabyJubjub.fromOutside(share);
        Point[] memory bases = _bases(sum);
        bytes32 transcript = ElectionTranscripts.shareTranscript(
            sumHash, seat, shareKey, BabyJubjub.toWords(bases), BabyJubjub.toWords(affine)
        );
        uint256[] memory coefficients = new uint256[](bases.length);
        for (uint256 t = 0; t < bases.length; ++t) {
            coefficients[t] = ElectionTranscripts.shareCoefficient(transcript, t);
        }

        (Point memory r1, Point memory r2) = SigmaProofs.equalityCommitments(
            proof, shareKey, BabyJubjub.multiSum(bases, coefficients), BabyJubjub.multiSum(affine, coefficients)
        );
        holds = ElectionTranscripts.shareChallenge(transcript, r1, r2) == proof.challenge;
    }

    /// @notice Whether `Delta (C2_t - m_t G) = sum mu_j D_jt` for ciphertext `t` and message m_t.
    /// @param seats Distinct seats, increasing.
    /// @param shares Affine shares by seat, as P.
    /// @param trustees n, with Delta = n!.
    function messageHolds(
        uint256[] memory sum,
        uint256 t,
        uint256 message,
        uint256[] memory seats,
        Point[][] memory shares,
        uint256 trustees
    ) internal pure returns (bool) {
        uint256 delta = 1;
        for (uint256 i = 2; i <= trustees; ++i) delta *= i;

        Point[] memory points = new Point[](seats.length + 2);
        uint256[] memory scalars = new uint256[](seats.length + 2);
        (points[0], scalars[0]) = (Point(sum[4 * t + 2], sum[4 * t + 3]), delta);
        (points[1], scalars[1]) = (BabyJubjub.negate(BabyJubjub.generator()), delta * message);
        for (uint256 i = 0; i < seats.length; ++i) {
            (uint256 magnitude, bool negative) = _lagrange(seats, i, delta);
            points[i + 2] = negative ? shares[i][t] : BabyJubjub.negate(shares[i][t]);
            scalars[i + 2] = magnitude;
        }
        return BabyJubjub.multiSumExtended(points, scalars).isIdentity();
    }

    /// @dev mu_j = Delta prod_(m != j) m/(m - j), an integer because Delta is n! and seats are distinct and at most n.
    function _lagrange(uint256[] memory seats, uint256 i, uint256 delta)
        private
        pure
        returns (uint256 magnitude, bool negative)
    {
        uint256 divisor = 1;
        magnitude = delta;
        for (uint256 m = 0; m < seats.length; ++m) {
            if (m == i) continue;
            magnitude *= seats[m];
            divisor *= m < i ? seats[i] - seats[m] : seats[m] - seats[i];
            if (m < i) negative = !negative;
        }
        magnitude /= divisor;
    }

    /// @dev C1 of each ciphertext.
    function _bases(uint256[] memory sum) private pure returns (Point[] memory points) {
        points = new Point[](sum.length / 4);
        for (uint256 t = 0; t < points.length; ++t) {
            points[t] = Point(sum[4 * t], sum[4 * t + 1]);
        }
    }
}
