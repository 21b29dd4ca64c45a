// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {Point} from "../types/Point.sol";

/// @notice A point of Baby Jubjub as (X : Y : Z : T) with x = X/Z, y = Y/Z, T = XY/Z (Hisil, Wong, Carter, Dawson 2008).
struct Extended {
    uint256 x;
    uint256 y;
    uint256 z;
    uint256 t;
}

using ExtendedPoint for Extended global;

/// @title ExtendedPoint
/// @notice Sums without inversions; one inversion turns any number of results affine.
/// @dev a = 168700 is a square and d = 168696 is not, so the unified formulas hold for every pair of points of the
/// curve, equal, opposite and identity included (Bernstein, Birkner, Joye, Lange, Peters 2008, theorem 3.3).
///
/// Invariant of the assembly: stored coordinates are below r (an affine x may be r itself, meaning 0). Sums between
/// multiplications stay below 5r < 2^256, so they need no reduction; `mulmod` reduces its inputs.
library ExtendedPoint {
    uint256 internal constant FIELD = 21888242871839275222246405745257275088548364400416034343698204186575808495617;
    uint256 private constant FIELD_TWICE = 43776485743678550444492811490514550177096728800832068687396408373151616991234;
    uint256 private constant A = 168700;
    uint256 private constant D = 168696;

    /// @notice The identity (0, 1).
    function identity() internal pure returns (Extended memory) {
        return Extended(0, 1, 1, 0);
    }

    /// @notice `count` identities, one after the other in memory.
    function identities(uint256 count) internal pure returns (Extended[] memory points) {
        assembly ("memory-safe") {
            points := mload(0x40)
            mstore(points, count)
            let place := add(points, 0x20)
            let point := add(place, mul(count, 0x20))
            let end := add(point, mul(count, 0x80))
            mstore(0x40, end)
            for { } lt(point, end) { point := add(point, 0x80) } {
                mstore(place, point)
                mstore(point, 0)
                mstore(add(point, 0x20), 1)
                mstore(add(point, 0x40), 1)
                mstore(add(point, 0x60), 0)
                place := add(place, 0x20)
            }
        }
    }

    /// @notice `p` = `q`.
    function set(Extended memory p, Extended memory q) internal pure {
        assembly ("memory-safe") {
            mcopy(p, q, 0x80)
        }
    }

    /// @notice `p` += the affine point (x, y), in place.
    function addAffine(Extended memory p, uint256 x, uint256 y) internal pure {
        add(p, Extended(x, y, 1, mulmod(x, y, FIELD)));
    }

    /// @notice `p` -= the affine point (x, y), in place.
    function subtractAffine(Extended memory p, uint256 x, uint256 y) internal pure {
        unchecked {
            addAffine(p, FIELD - x, y);
        }
    }

    /// @notice `sums[i]` = the i-th of the affine points that lie one after the other in memory from `words`.
    function setEach(Extended[] memory sums, uint256 words) internal pure {
        assembly ("memory-safe") {
            let place := add(sums, 0x20)
            for { let end := add(place, mul(mload(sums), 0x20)) } lt(place, end) { place := add(place, 0x20) } {
                let p := mload(place)
                let x := mload(words)
                let y := mload(add(words, 0x20))
                mstore(p, x)
                mstore(add(p, 0x20), y)
                mstore(add(p, 0x40), 1)
                mstore(add(p, 0x60), mulmod(x, y, FIELD))
                words := add(words, 0x40)
            }
        }
    }

    /// @notice `sums[i]` += the i-th of the affine points that lie one after the other in memory from `words`.
    /// @param sums One after the other in memory, as `identities` makes them.
    /// @dev `add` for a Z of 1, without calls: the inner loop of casting.
    function addEach(Extended[] memory sums, uint256 words) internal pure {
        assembly ("memory-safe") {
            let end := add(words, mul(mload(sums), 0x40))
            for { let p := mload(add(sums, 0x20)) } lt(words, end) { p := add(p, 0x80) } {
                let x := mload(words)
                let y := mload(add(words, 0x20))
                words := add(words, 0x40)
                let c := mulmod(mulmod(D, mload(add(p, 0x60)), FIELD), mulmod(x, y, FIELD), FIELD)
                let xx := mload(p)
                let yy := mload(add(p, 0x20))
                let e := mulmod(add(xx, yy), add(x, y), FIELD)
                xx := mulmod(xx, x, FIELD)
                yy := mulmod(yy, y, FIELD)
                e := sub(add(e, FIELD_TWICE), add(xx, yy))
                let h := add(yy, sub(FIELD, mulmod(A, xx, FIELD)))
                let g := mload(add(p, 0x40))
                let f := add(g, sub(FIELD, c))
                g := add(g, c)
                mstore(p, mulmod(e, f, FIELD))
                mstore(add(p, 0x20), mulmod(g, h, FIELD))
                mstore(add(p, 0x40), mulmod(f, g, FIELD))
                mstore(add(p, 0x60), mulmod(e, h, FIELD))
            }
        }
    }

    /// @notice `sums[i]` -= the i-th of the affine points that lie one after the other in memory from `words`, whose x
    /// become their negatives there.
    /// @param sums One after the other in memory, as `identities` makes them.
    function subtractEach(Extended[] memory sums, uint256 words) internal pure {
        assembly ("memory-safe") {
            let end := add(words, mul(mload(sums), 0x40))
            for { let place := words } lt(place, end) { place := add(place, 0x40) } {
                mstore(place, sub(FIELD, mload(place)))
            }
        }
        addEach(sums, words);
    }

    /// @notice `p` += `q`, in place.
    function add(Extended memory p, Extended memory q) internal pure {
        assembly ("memory-safe") {
            let px := mload(p)
            let py := mload(add(p, 0x20))
            let qx := mload(q)
            let qy := mload(add(q, 0x20))
            let xx := mulmod(px, qx, FIELD)
            let yy := mulmod(py, qy, FIELD)
            let c := mulmod(mulmod(D, mload(add(p, 0x60)), FIELD), mload(add(q, 0x60)), FIELD)
            let e := sub(add(mulmod(add(px, py), add(qx, qy), FIELD), FIELD_TWICE), add(xx, yy))
            let h := add(yy, sub(FIELD, mulmod(A, xx, FIELD)))
            let z := mulmod(mload(add(p, 0x40)), mload(add(q, 0x40)), FIELD)
            let f := add(z, sub(FIELD, c))
            let g := add(z, c)
            mstore(p, mulmod(e, f, FIELD))
            mstore(add(p, 0x20), mulmod(g, h, FIELD))
            mstore(add(p, 0x40), mulmod(f, g, FIELD))
            mstore(add(p, 0x60), mulmod(e, h, FIELD))
        }
    }

    /// @notice Doubles `p` in place `times` times.
    function double(Extended memory p, uint256 times) internal pure {
        assembly ("memory-safe") {
            let x := mload(p)
            let y := mload(add(p, 0x20))
            let z := mload(add(p, 0x40))
            let e
            let h
            for { let left := times } left { left := sub(left, 1) } {
                let yy := mulmod(y, y, FIELD)
                let axx := mulmod(A, mulmod(x, x, FIELD), FIELD)
                e := mul(2, mulmod(x, y, FIELD))
                let g := add(axx, yy)
                h := sub(add(axx, FIELD), yy)
                let f := sub(add(g, FIELD_TWICE), mul(2, mulmod(z, z, FIELD)))
                x := mulmod(e, f, FIELD)
                y := mulmod(g, h, FIELD)
                z := mulmod(f, g, FIELD)
            }
            // Doubling needs no T, so only the last one makes it.
            if times { mstore(add(p, 0x60), mulmod(e, h, FIELD)) }
            mstore(p, x)
            mstore(add(p, 0x20), y)
            mstore(add(p, 0x40), z)
        }
    }

    /// @notice Whether `p` is (0, 1).
    function isIdentity(Extended memory p) internal pure returns (bool) {
        return p.x == 0 && p.y == p.z;
    }

    /// @notice `p` in affine coordinates.
    function toAffine(Extended memory p) internal view returns (Point memory) {
        uint256 inverse = invert(p.z);
        return Point(mulmod(p.x, inverse, FIELD), mulmod(p.y, inverse, FIELD));
    }

    /// @notice Affine coordinates of all `points`, x and y of one after the other, with one inversion (Montgomery).
    function toWords(Extended[] memory points) internal view returns (uint256[] memory words) {
        uint256 product = 1;
        assembly ("memory-safe") {
            let count := mload(points)
            words := mload(0x40)
            mstore(words, mul(count, 2))
            let pair := add(words, 0x20)
            let end := add(pair, mul(count, 0x40))
            mstore(0x40, end)
            // The x of each pair keeps the product of the Zs before it until the way back.
            for { let place := add(points, 0x20) } lt(pair, end) { place := add(place, 0x20) } {
                mstore(pair, product)
                product := mulmod(product, mload(add(mload(place), 0x40)), FIELD)
                pair := add(pair, 0x40)
            }
        }

        // Points that were set and never added to are affine already.
        uint256 inverse = product == 1 ? 1 : invert(product);
        assembly ("memory-safe") {
            let pair := add(words, mul(mload(words), 0x20))
            let place := add(points, mul(mload(points), 0x20))
            for { } gt(place, points) { place := sub(place, 0x20) } {
                pair := sub(pair, 0x20)
                let p := mload(place)
                let inverseZ := mulmod(inverse, mload(pair), FIELD)
                inverse := mulmod(inverse, mload(add(p, 0x40)), FIELD)
                mstore(pair, mulmod(mload(p), inverseZ, FIELD))
                mstore(add(pair, 0x20), mulmod(mload(add(p, 0x20)), inverseZ, FIELD))
                pair := sub(pair, 0x20)
            }
        }
    }

    /// @notice `value^-1` modulo r by Fermat; 0 for 0 (no Z of a point of the curve is 0).
    function invert(uint256 value) internal view returns (uint256 inverse) {
        assembly ("memory-safe") {
            let input := mload(0x40)
            mstore(input, 0x20)
            mstore(add(input, 0x20), 0x20)
            mstore(add(input, 0x40), 0x20)
            mstore(add(input, 0x60), value)
            mstore(add(input, 0x80), sub(FIELD, 2))
            mstore(add(input, 0xa0), FIELD)
            if iszero(staticcall(gas(), 0x05, input, 0xc0, 0x00, 0x20)) { revert(0x00, 0x00) }
            inverse := mload(0x00)
        }
    }
}
