// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {BabyJubjub} from "../../../contracts/libraries/BabyJubjub.sol";
import {Extended, ExtendedPoint} from "../../../contracts/libraries/ExtendedPoint.sol";
import {Point} from "../../../contracts/types/Point.sol";
import {NaiveCurve} from "../naive/NaiveCurve.sol";
import {Seed} from "../naive/Seeds.sol";

/// @notice Points here are k G plus a point of small order, so every class of the curve's group comes up.
contract ExtendedPointTest {
    function testFuzz_addition_is_the_affine_formula_and_commutes(uint256 seed) external view {
        Seed memory random = Seed(seed);
        (Point memory p, Point memory q) = (_point(random), _point(random));
        Point memory expected = NaiveCurve.add(p, q);
        assert(NaiveCurve.isOnCurve(expected));

        _expect(_sum(p, q, random), expected);
        _expect(_sum(q, p, random), expected);
        Extended memory mixed = _scaled(p, random);
        mixed.addAffine(q.x, q.y);
        _expect(mixed, expected);
        mixed = _scaled(p, random);
        mixed.subtractAffine(q.x, q.y);
        _expect(mixed, NaiveCurve.add(p, NaiveCurve.negate(q)));
    }

    function testFuzz_addition_is_associative(uint256 seed) external view {
        Seed memory random = Seed(seed);
        (Point memory p, Point memory q, Point memory s) = (_point(random), _point(random), _point(random));
        Extended memory left = _sum(p, q, random);
        left.add(_scaled(s, random));
        Extended memory right = _sum(q, s, random);
        right.add(_scaled(p, random));
        _expect(left, right.toAffine());
    }

    function testFuzz_the_identity_changes_nothing_and_a_negative_takes_back(uint256 seed) external view {
        Seed memory random = Seed(seed);
        Point memory p = _point(random);
        Extended memory sum = _scaled(p, random);
        sum.add(_scaled(Point(0, 1), random));
        sum.addAffine(0, 1);
        _expect(sum, p);
        sum.add(_scaled(BabyJubjub.negate(p), random));
        assert(sum.isIdentity());
        _expect(sum, Point(0, 1));
        assert(!_scaled(p, random).isIdentity() || NaiveCurve.same(p, Point(0, 1)));
    }

    function testFuzz_doubling_is_adding_to_itself(uint256 seed, uint8 times) external view {
        Seed memory random = Seed(seed);
        Point memory p = _point(random);
        Extended memory doubled = _scaled(p, random);
        doubled.double(times % 6);
        for (uint256 i = 0; i < times % 6; ++i) p = NaiveCurve.add(p, p);
        _expect(doubled, p);
    }

    function test_every_pair_of_points_of_small_order_adds_completely() external view {
        Seed memory random = Seed(8);
        for (uint256 i = 0; i < 8; ++i) {
            for (uint256 j = 0; j < 8; ++j) {
                Point memory expected = NaiveCurve.torsion(i + j);
                _expect(_sum(NaiveCurve.torsion(i), NaiveCurve.torsion(j), random), expected);
                Extended memory mixed = _scaled(NaiveCurve.torsion(i), random);
                mixed.addAffine(NaiveCurve.torsion(j).x, NaiveCurve.torsion(j).y);
                _expect(mixed, expected);
            }
            Extended memory doubled = _scaled(NaiveCurve.torsion(i), random);
            doubled.double(1);
            _expect(doubled, NaiveCurve.torsion(2 * i));
        }
    }

    function testFuzz_many_points_turn_affine_as_one_by_one(uint256 seed, uint8 count) external view {
        Seed memory random = Seed(seed);
        Extended[] memory points = new Extended[](count % 6);
        for (uint256 i = 0; i < points.length; ++i) {
            points[i] = random.onceIn(4) ? ExtendedPoint.identity() : _scaled(_point(random), random);
        }
        uint256[] memory words = ExtendedPoint.toWords(points);
        assert(words.length == 2 * points.length);
        for (uint256 i = 0; i < points.length; ++i) _expect(points[i], Point(words[2 * i], words[2 * i + 1]));
    }

    function testFuzz_multiSum_is_double_and_add(uint256 seed, uint8 count, uint8 bits) external view {
        Seed memory random = Seed(seed);
        Point[] memory points = new Point[](count % 6);
        uint256[] memory scalars = new uint256[](points.length);
        Point memory expected = Point(0, 1);
        for (uint256 i = 0; i < points.length; ++i) {
            points[i] = _point(random);
            // At times shorter than the others, at times all ones: digits at both edges of every window.
            scalars[i] = (random.onceIn(4) ? type(uint256).max : random.next()) >> (255 - bits);
            if (random.onceIn(5)) scalars[i] = 0;
            expected = NaiveCurve.add(expected, NaiveCurve.times(points[i], scalars[i]));
        }
        assert(NaiveCurve.same(BabyJubjub.multiSum(points, scalars), expected));
    }

    /// @dev k G + a point of small order; at times one of small order alone.
    function _point(Seed memory random) private view returns (Point memory) {
        Point memory small = NaiveCurve.torsion(random.below(8));
        if (random.onceIn(8)) return small;
        return NaiveCurve.add(NaiveCurve.times(NaiveCurve.generator(), random.next() >> 192), small);
    }

    /// @dev `p` with a random Z.
    function _scaled(Point memory p, Seed memory random) private pure returns (Extended memory) {
        uint256 z = 1 + random.below(NaiveCurve.R - 1);
        uint256 x = mulmod(p.x, z, NaiveCurve.R);
        return Extended(x, mulmod(p.y, z, NaiveCurve.R), z, mulmod(x, p.y, NaiveCurve.R));
    }

    function _sum(Point memory p, Point memory q, Seed memory random) private pure returns (Extended memory sum) {
        sum = _scaled(p, random);
        sum.add(_scaled(q, random));
    }

    /// @dev Affine value, and T Z = X Y, without which the next addition would go wrong.
    function _expect(Extended memory p, Point memory expected) private view {
        assert(NaiveCurve.same(p.toAffine(), expected));
        assert(mulmod(p.t, p.z, NaiveCurve.R) == mulmod(p.x, p.y, NaiveCurve.R));
        assert(p.x < NaiveCurve.R && p.y < NaiveCurve.R && p.z < NaiveCurve.R && p.t < NaiveCurve.R);
    }
}
