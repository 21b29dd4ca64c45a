// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {BabyJubjub} from "../libraries/BabyJubjub.sol";
import {Extended, ExtendedPoint} from "../libraries/ExtendedPoint.sol";
import {Point} from "../types/Point.sol";

/// @title Dealings
/// @notice Points that follow from the commitments A_im to a trustee's polynomial (P2.2, P2.3).
library Dealings {
    /// @notice Words of `S_ij = sum_m A_im j^m` for the seats j = 1 to `count`, affine. At least one coefficient; a seat
    /// has at most four bits.
    /// @dev Horner: a seat is a short scalar.
    function shareWords(Point[] memory coefficients, uint256 count) internal view returns (uint256[] memory) {
        Extended[] memory sums = new Extended[](count);
        for (uint256 seat = 1; seat <= count; ++seat) {
            uint256 m = coefficients.length - 1;
            Extended memory sum = BabyJubjub.toExtended(coefficients[m]);
            while (m > 0) {
                sum = _times(sum, seat);
                --m;
                sum.addAffine(coefficients[m].x, coefficients[m].y);
            }
            sums[seat - 1] = sum;
        }
        return ExtendedPoint.toWords(sums);
    }

    /// @dev `factor * p` for a factor of at most four bits, by doubling and adding.
    function _times(Extended memory p, uint256 factor) private pure returns (Extended memory multiple) {
        multiple = ExtendedPoint.identity();
        for (uint256 bit = 8; bit > 0; bit >>= 1) {
            multiple.double(1);
            if (factor & bit != 0) multiple.add(p);
        }
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
