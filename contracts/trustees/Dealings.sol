// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {BabyJubjub} from "../libraries/BabyJubjub.sol";
import {Extended, ExtendedPoint} from "../libraries/ExtendedPoint.sol";
import {Point} from "../types/Point.sol";

/// @title Dealings
/// @notice Points that follow from the commitments A_im to a trustee's polynomial (P2.2, P2.3).
library Dealings {
    /// @notice Words of `S_ij = sum_m A_im j^m` for the seats j = 1 to `count`, affine.
    /// @dev j^m stays below 9^8, so scalars are short.
    function shareWords(Point[] memory coefficients, uint256 count) internal view returns (uint256[] memory) {
        Extended[] memory sums = new Extended[](count);
        uint256[] memory powers = new uint256[](coefficients.length);
        for (uint256 seat = 1; seat <= count; ++seat) {
            powers[0] = 1;
            for (uint256 m = 1; m < powers.length; ++m) powers[m] = powers[m - 1] * seat;
            sums[seat - 1] = BabyJubjub.multiSumExtended(coefficients, powers);
        }
        return ExtendedPoint.toWords(sums);
    }

    /// @notice `sums` (words of Y_1, ..., Y_n, K; empty for all O) plus one dealing: its shares, and A_i0 for K.
    function add(uint256[] memory sums, uint256[] memory dealt, Point memory constantTerm)
        internal
        view
        returns (uint256[] memory)
    {
        uint256 count = dealt.length / 2;
        Extended[] memory next = new Extended[](count + 1);
        for (uint256 m = 0; m <= count; ++m) {
            next[m] = ExtendedPoint.identity();
            if (sums.length != 0) next[m].addAffine(sums[2 * m], sums[2 * m + 1]);
            if (m < count) next[m].addAffine(dealt[2 * m], dealt[2 * m + 1]);
            else next[m].addAffine(constantTerm.x, constantTerm.y);
        }
        return ExtendedPoint.toWords(next);
    }
}
