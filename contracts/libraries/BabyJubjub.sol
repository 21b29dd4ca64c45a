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
    uint256 internal constant FIELD = 21888242871839275222246405745257275088548364400416034343698204186575808495617;
    /// @notice l of P0: order of the prime subgroup.
    uint256 internal constant ORDER = 2736030358979909402780800718157159386076813972158567259200215660948447373041;
    /// @notice G of P0 (Base8).
    uint256 internal constant G_X = 5299619240641551281634865583518297030282874472190772894086521144482721001553;
    uint256 internal constant G_Y = 16950150798460657717958625567821834550301663161624707787222815936182638968203;

    uint256 private constant A = 168700;
    uint256 private constant D = 168696;

    /// @dev Of the isomorphic curve that `multiSumExtended` counts on: sqrt(-a), its inverse, and 2d'.
    uint256 private constant ROOT = 6360561867910373094066688120553762416144456282423235903351243436111059670888;
    uint256 private constant INVERSE_ROOT =
        19976260017534050147865154401153945156910754191401137453807035910720341838527;
    uint256 private constant TWICE_D = 2475045175004185027501911298141836274980133961483913877536377848625489762075;
    uint256 private constant FIELD_TWICE = 43776485743678550444492811490514550177096728800832068687396408373151616991234;
    /// @dev 8 in every digit of 4 bits.
    uint256 private constant EIGHTS = 0x8888888888888888888888888888888888888888888888888888888888888888;

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
    /// @dev Straus with signed digits of 4 bits: the doublings are shared, as many as the longest scalar has bits. A digit
    /// is what the scalar plus 8 in every digit has there, minus 8. Panics unless there is a scalar for each point.
    ///
    /// The arithmetic is that of the isomorphic curve -x'^2 + y^2 = 1 + d' x'^2 y^2, x' = sqrt(-a) x and d' = -d/a, whose
    /// additions save two multiplications; -1 is a square and d' is not, so the formulas hold for every pair of points
    /// (Hisil, Wong, Carter, Dawson 2008, sections 3.1 and 3.3). A multiple in a table is (Y - X, Y + X, 2Z, 2d'T);
    /// coordinates and invariant are otherwise those of ExtendedPoint.
    function multiSumExtended(Point[] memory points, uint256[] memory scalars)
        internal
        pure
        returns (Extended memory sum)
    {
        assert(points.length == scalars.length);
        uint256 bits = _bitLength(scalars);
        assembly ("memory-safe") {
            function add_(x, y, z, t, entry) -> nextX, nextY, nextZ, nextT {
                let a := mulmod(sub(add(y, FIELD), x), mload(entry), FIELD)
                let b := mulmod(add(y, x), mload(add(entry, 0x20)), FIELD)
                let d := mulmod(z, mload(add(entry, 0x40)), FIELD)
                let c := mulmod(t, mload(add(entry, 0x60)), FIELD)
                let e := sub(add(b, FIELD), a)
                let f := sub(add(d, FIELD), c)
                let g := add(d, c)
                let h := add(b, a)
                nextX := mulmod(e, f, FIELD)
                nextY := mulmod(g, h, FIELD)
                nextZ := mulmod(f, g, FIELD)
                nextT := mulmod(e, h, FIELD)
            }

            function double_(x, y, z) -> nextX, nextY, nextZ, nextT {
                let e := mulmod(add(x, x), y, FIELD)
                let xx := mulmod(x, x, FIELD)
                let yy := mulmod(y, y, FIELD)
                let g := sub(add(yy, FIELD), xx)
                let h := sub(FIELD_TWICE, add(xx, yy))
                let f := sub(add(g, FIELD), mulmod(add(z, z), z, FIELD))
                nextX := mulmod(e, f, FIELD)
                nextY := mulmod(g, h, FIELD)
                nextZ := mulmod(f, g, FIELD)
                nextT := mulmod(e, h, FIELD)
            }

            // Digits in bits: one more than the longest scalar has, for what the eights carry; beyond 256, see below.
            let shift := add(and(add(bits, 3), 0x1fc), 4)
            if gt(shift, 256) { shift := 256 }

            // For each point, one after the other in free memory, which is not kept: a table of its multiples -8 to 7,
            // with the scalar plus the eights in the place of the multiple 0.
            let end := mload(0x40)
            for { let left := mload(points) } left { left := sub(left, 1) } {
                points := add(points, 0x20)
                scalars := add(scalars, 0x20)
                let middle := add(end, 0x400)
                mstore(middle, add(mload(scalars), shr(sub(256, shift), EIGHTS)))
                let x := mulmod(mload(mload(points)), ROOT, FIELD)
                let y := mload(add(mload(points), 0x20))
                let z := 1
                let t := mulmod(x, y, FIELD)
                for { let size := 0x80 } 1 { size := add(size, 0x80) } {
                    let entry := sub(middle, size)
                    mstore(entry, add(y, x))
                    mstore(add(entry, 0x20), sub(add(y, FIELD), x))
                    mstore(add(entry, 0x40), add(z, z))
                    mstore(add(entry, 0x60), mulmod(sub(FIELD, t), TWICE_D, FIELD))
                    if eq(size, 0x400) { break }
                    let opposite := add(middle, size)
                    mstore(opposite, mload(add(entry, 0x20)))
                    mstore(add(opposite, 0x20), mload(entry))
                    mstore(add(opposite, 0x40), mload(add(entry, 0x40)))
                    mstore(add(opposite, 0x60), sub(FIELD, mload(add(entry, 0x60))))
                    x, y, z, t := add_(x, y, z, t, add(middle, 0x80))
                }
                end := add(end, 0x800)
            }

            let x := 0
            let y := 1
            let z := 1
            let t := 0
            if gt(bits, 252) {
                for { let table := mload(0x40) } xor(table, end) { table := add(table, 0x800) } {
                    if lt(mload(add(table, 0x400)), EIGHTS) { x, y, z, t := add_(x, y, z, t, add(table, 0x480)) }
                }
            }
            for { } shift { } {
                shift := sub(shift, 4)
                x, y, z, t := double_(x, y, z)
                x, y, z, t := double_(x, y, z)
                x, y, z, t := double_(x, y, z)
                x, y, z, t := double_(x, y, z)
                for { let table := mload(0x40) } xor(table, end) { table := add(table, 0x800) } {
                    let entry := and(shr(shift, mload(add(table, 0x400))), 15)
                    if xor(entry, 8) {
                        // As add_, whose call would cost a quarter more.
                        entry := add(table, shl(7, entry))
                        let a := mulmod(sub(add(y, FIELD), x), mload(entry), FIELD)
                        let b := mulmod(add(y, x), mload(add(entry, 0x20)), FIELD)
                        z := mulmod(z, mload(add(entry, 0x40)), FIELD)
                        t := mulmod(t, mload(add(entry, 0x60)), FIELD)
                        x := mulmod(sub(add(b, FIELD), a), sub(add(z, FIELD), t), FIELD)
                        y := mulmod(add(z, t), add(b, a), FIELD)
                        z := mulmod(sub(add(z, FIELD), t), add(z, t), FIELD)
                        t := mulmod(sub(add(b, FIELD), a), add(b, a), FIELD)
                    }
                }
            }

            sum := mload(0x40)
            mstore(0x40, add(sum, 0x80))
            mstore(sum, mulmod(x, INVERSE_ROOT, FIELD))
            mstore(add(sum, 0x20), y)
            mstore(add(sum, 0x40), z)
            mstore(add(sum, 0x60), mulmod(t, INVERSE_ROOT, FIELD))
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
