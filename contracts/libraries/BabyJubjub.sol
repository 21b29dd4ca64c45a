// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {Point} from "../types/Point.sol";
import {Extended, ExtendedPoint} from "./ExtendedPoint.sol";

/// @title BabyJubjub
/// @notice The curve a x^2 + y^2 = 1 + d x^2 y^2 over BN254's scalar field, a = 168700, d = 168696 (EIP-2494).
library BabyJubjub {
    /// @notice A point's coordinate is not below r.
    /// @dev Refuse whoever sent the point.
    error CoordinateTooLarge(uint256 value);
    /// @notice The point is not on Baby Jubjub.
    /// @dev Refuse whoever sent the point.
    error PointNotOnCurve(uint256 x, uint256 y);
    /// @notice The point is the identity or of small order.
    /// @dev Refuse whoever sent the point.
    error PointIsIdentity();

    /// @notice r of P0: coordinates are below it.
    uint256 internal constant FIELD = ExtendedPoint.FIELD;
    /// @notice l of P0: order of the prime subgroup.
    uint256 internal constant ORDER = 2736030358979909402780800718157159386076813972158567259200215660948447373041;
    /// @notice G of P0 (Base8).
    uint256 internal constant G_X = 5299619240641551281634865583518297030282874472190772894086521144482721001553;
    uint256 internal constant G_Y = 16950150798460657717958625567821834550301663161624707787222815936182638968203;

    uint256 private constant A = 168700;
    uint256 private constant D = 168696;

    /// @notice G.
    function generator() internal pure returns (Point memory) {
        return Point(G_X, G_Y);
    }

    /// @notice Whether both coordinates are below r and fulfil the curve's equation.
    function isOnCurve(Point memory p) internal pure returns (bool) {
        if (p.x >= FIELD || p.y >= FIELD) return false;
        uint256 xx = mulmod(p.x, p.x, FIELD);
        uint256 yy = mulmod(p.y, p.y, FIELD);
        return addmod(mulmod(A, xx, FIELD), yy, FIELD) == addmod(1, mulmod(D, mulmod(xx, yy, FIELD), FIELD), FIELD);
    }

    /// @notice `p` is (0, 1).
    function isIdentity(Point memory p) internal pure returns (bool) {
        return p.x == 0 && p.y == 1;
    }

    /// @notice -p, for coordinates below r.
    function negate(Point memory p) internal pure returns (Point memory) {
        return Point(p.x == 0 ? 0 : FIELD - p.x, p.y);
    }

    /// @notice p as an accumulator.
    function toExtended(Point memory p) internal pure returns (Extended memory) {
        return Extended(p.x, p.y, 1, mulmod(p.x, p.y, FIELD));
    }

    /// @notice 8p for a point of the curve.
    function timesEight(Point memory p) internal view returns (Point memory) {
        Extended memory multiple = toExtended(p);
        multiple.double(3);
        return multiple.toAffine();
    }

    /// @notice The point P = 8Q that Q from outside stands for (P0): in the prime subgroup and not the identity.
    /// @dev Reverts with CoordinateTooLarge, PointNotOnCurve or PointIsIdentity.
    function fromOutside(Point memory q) internal view returns (Point memory p) {
        _check(q);

        p = timesEight(q);

        if (isIdentity(p)) revert PointIsIdentity();
    }

    /// @notice `fromOutside` of each, with one inversion for all.
    function fromOutside(Point[] memory points) internal view returns (Point[] memory result) {
        Extended[] memory multiples = new Extended[](points.length);
        for (uint256 i = 0; i < points.length; ++i) {
            _check(points[i]);
            Extended memory multiple = toExtended(points[i]);
            multiple.double(3);
            if (multiple.isIdentity()) revert PointIsIdentity();
            multiples[i] = multiple;
        }
        return fromWords(ExtendedPoint.toWords(multiples));
    }

    /// @notice Points from x and y one after the other.
    function fromWords(uint256[] memory words) internal pure returns (Point[] memory points) {
        points = new Point[](words.length / 2);
        for (uint256 i = 0; i < points.length; ++i) {
            points[i] = Point(words[2 * i], words[2 * i + 1]);
        }
    }

    /// @notice x and y of each point one after the other.
    function toWords(Point[] memory points) internal pure returns (uint256[] memory words) {
        words = new uint256[](2 * points.length);
        for (uint256 i = 0; i < points.length; ++i) {
            (words[2 * i], words[2 * i + 1]) = (points[i].x, points[i].y);
        }
    }

    /// @notice `sum scalars[i] * points[i]`, affine.
    function multiSum(Point[] memory points, uint256[] memory scalars) internal view returns (Point memory) {
        return multiSumExtended(points, scalars).toAffine();
    }

    /// @notice `sum scalars[i] * points[i]` for points of the curve and scalars of any size.
    /// @dev Straus: the doublings are shared, as many as the longest scalar has bits; windows of 4 bits for long scalars
    /// and of 2 for short ones, whose tables would cost more than they save. Panics unless there is a scalar for each point.
    function multiSumExtended(Point[] memory points, uint256[] memory scalars)
        internal
        pure
        returns (Extended memory sum)
    {
        assert(points.length == scalars.length);
        uint256 bits = _bitLength(scalars);
        uint256 window = bits > 84 ? 4 : 2;
        uint256 tableSize = (1 << window) - 1;
        Extended[] memory tables = _tables(points, tableSize);

        sum = ExtendedPoint.identity();
        unchecked {
            for (uint256 shift = (bits + window - 1) / window * window; shift > 0; ) {
                sum.double(window);
                shift -= window;
                for (uint256 i = 0; i < scalars.length; ++i) {
                    uint256 digit = (scalars[i] >> shift) & tableSize;
                    if (digit != 0) sum.add(_entry(tables, i * tableSize + digit - 1));
                }
            }
        }
    }

    /// @dev Multiples 1 to `tableSize` of each point, one table after the other.
    function _tables(Point[] memory points, uint256 tableSize) private pure returns (Extended[] memory tables) {
        tables = ExtendedPoint.identities(points.length * tableSize);
        for (uint256 i = 0; i < points.length; ++i) {
            Extended memory point = toExtended(points[i]);
            Extended memory last = _entry(tables, i * tableSize);
            last.set(point);
            for (uint256 k = 1; k < tableSize; ++k) {
                Extended memory next = _entry(tables, i * tableSize + k);
                next.set(last);
                next.add(point);
                last = next;
            }
        }
    }

    /// @dev tables[index] for an index that is known to be inside.
    function _entry(Extended[] memory tables, uint256 index) private pure returns (Extended memory entry) {
        assembly ("memory-safe") {
            entry := mload(add(add(tables, 0x20), mul(index, 0x20)))
        }
    }

    /// @dev Bits of the longest scalar.
    function _bitLength(uint256[] memory scalars) private pure returns (uint256) {
        uint256 all;
        for (uint256 i = 0; i < scalars.length; ++i) all |= scalars[i];
        return all == 0 ? 0 : Math.log2(all) + 1;
    }

    function _check(Point memory q) private pure {
        if (q.x >= FIELD) revert CoordinateTooLarge(q.x);
        if (q.y >= FIELD) revert CoordinateTooLarge(q.y);
        if (!isOnCurve(q)) revert PointNotOnCurve(q.x, q.y);
    }
}
