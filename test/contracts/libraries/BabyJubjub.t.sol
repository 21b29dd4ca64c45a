// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {BabyJubjub} from "../../../contracts/libraries/BabyJubjub.sol";
import {Extended, ExtendedPoint} from "../../../contracts/libraries/ExtendedPoint.sol";
import {Point} from "../../../contracts/types/Point.sol";
import {vm} from "../Vm.sol";

/// @dev External, so that a revert can be expected.
contract BabyJubjubCaller {
    function fromOutside(Point memory q) external view returns (Point memory) {
        return BabyJubjub.fromOutside(q);
    }

    function allFromOutside(Point[] memory points) external view returns (Point[] memory) {
        return BabyJubjub.fromOutside(points);
    }
}

/// @notice Vectors were computed with @noble/curves, whose base point is G.
contract BabyJubjubTest {
    uint256 private constant L = 2736030358979909402780800718157159386076813972158567259200215660948447373041;
    uint256 private constant R = 21888242871839275222246405745257275088548364400416034343698204186575808495617;
    uint256 private constant TWO_G_X = 10031262171927540148667355526369034398030886437092045105752248699557385197826;
    uint256 private constant TWO_G_Y = 633281375905621697187330766174974863687049529291089048651929454608812697683;
    uint256 private constant ORDER_4_X = 18930368022820495955728484915491405972470733850014661777449844430438130630919;
    uint256 private constant ORDER_8_X = 17545522957889784193459637215142187266023652151580582754000402781682644312291;
    uint256 private constant ORDER_8_Y = 4826523245007015323400664741523384119579596407052839571721035538011798951543;

    BabyJubjubCaller private immutable CALLER = new BabyJubjubCaller();

    function test_generator_and_small_order_points_lie_on_the_curve() external pure {
        assert(BabyJubjub.isOnCurve(BabyJubjub.generator()));
        assert(BabyJubjub.isOnCurve(Point(0, 1)));
        assert(BabyJubjub.isOnCurve(Point(0, R - 1)));
        assert(BabyJubjub.isOnCurve(Point(ORDER_4_X, 0)));
        assert(BabyJubjub.isOnCurve(Point(ORDER_8_X, ORDER_8_Y)));
    }

    function test_a_coordinate_moved_by_one_or_by_r_is_off_the_curve() external pure {
        Point memory g = BabyJubjub.generator();
        assert(!BabyJubjub.isOnCurve(Point(g.x + 1, g.y)));
        assert(!BabyJubjub.isOnCurve(Point(g.x, g.y + 1)));
        assert(!BabyJubjub.isOnCurve(Point(g.x + R, g.y)));
        assert(!BabyJubjub.isOnCurve(Point(g.x, g.y + R)));
        assert(!BabyJubjub.isOnCurve(Point(0, 0)));
    }

    function test_doubling_gives_the_vector_and_equals_adding() external view {
        Extended memory doubled = BabyJubjub.toExtended(BabyJubjub.generator());
        doubled.double(1);
        _same(doubled.toAffine(), Point(TWO_G_X, TWO_G_Y));

        Extended memory added = BabyJubjub.toExtended(BabyJubjub.generator());
        added.addAffine(BabyJubjub.G_X, BabyJubjub.G_Y);
        _same(added.toAffine(), Point(TWO_G_X, TWO_G_Y));

        Extended memory sum = BabyJubjub.toExtended(BabyJubjub.generator());
        sum.add(BabyJubjub.toExtended(BabyJubjub.generator()));
        _same(sum.toAffine(), Point(TWO_G_X, TWO_G_Y));
    }

    function test_a_point_and_its_negative_add_to_the_identity() external view {
        Extended memory p = BabyJubjub.toExtended(BabyJubjub.generator());
        p.double(5);
        Point memory affine = p.toAffine();
        Point memory negative = BabyJubjub.negate(affine);

        Extended memory mixed = BabyJubjub.toExtended(affine);
        mixed.addAffine(negative.x, negative.y);
        assert(mixed.isIdentity());

        Extended memory subtracted = BabyJubjub.toExtended(affine);
        subtracted.subtractAffine(affine.x, affine.y);
        assert(subtracted.isIdentity());

        p.add(BabyJubjub.toExtended(negative));
        assert(p.isIdentity());
        _same(p.toAffine(), Point(0, 1));
    }

    function test_the_identity_changes_nothing() external view {
        Extended memory p = BabyJubjub.toExtended(BabyJubjub.generator());
        p.addAffine(0, 1);
        p.subtractAffine(0, 1);
        p.add(ExtendedPoint.identity());
        _same(p.toAffine(), BabyJubjub.generator());
    }

    function test_every_torsion_point_is_refused_from_outside() external {
        Extended memory torsion = ExtendedPoint.identity();
        for (uint256 i = 0; i < 8; ++i) {
            Point memory point = torsion.toAffine();
            vm.expectRevert(abi.encodeWithSelector(BabyJubjub.PointIsIdentity.selector));
            CALLER.fromOutside(point);
            Point[] memory one = new Point[](1);
            one[0] = point;
            vm.expectRevert(abi.encodeWithSelector(BabyJubjub.PointIsIdentity.selector));
            CALLER.allFromOutside(one);
            torsion.addAffine(ORDER_8_X, ORDER_8_Y);
        }
        assert(torsion.isIdentity());
    }

    function test_points_off_the_curve_and_large_coordinates_are_refused_from_outside() external {
        Point memory g = BabyJubjub.generator();
        vm.expectRevert(abi.encodeWithSelector(BabyJubjub.PointNotOnCurve.selector, g.x, g.x));
        CALLER.fromOutside(Point(g.x, g.x));
        vm.expectRevert(abi.encodeWithSelector(BabyJubjub.CoordinateTooLarge.selector, g.x + R));
        CALLER.fromOutside(Point(g.x + R, g.y));
        vm.expectRevert(abi.encodeWithSelector(BabyJubjub.CoordinateTooLarge.selector, R));
        CALLER.fromOutside(Point(ORDER_4_X, R));
    }

    function test_a_torsion_component_vanishes_from_outside() external view {
        Extended memory mixed = BabyJubjub.toExtended(BabyJubjub.generator());
        mixed.addAffine(ORDER_8_X, ORDER_8_Y);
        Point memory expected = Point(
            7582035475627193640797276505418002166691739036475590846121162698650004832581,
            7801528930831391612913542953849263092120765287178679640990215688947513841260
        );
        _same(CALLER.fromOutside(mixed.toAffine()), expected);
        _same(CALLER.fromOutside(BabyJubjub.generator()), expected);
        _same(
            CALLER.fromOutside(Point(55855323439656697592146195207386424468439312131670331221298566499901785984, 9)),
            Point(
                1543097895046459036815881892299046234122503303714415992595576723244300053200,
                14852656994208972578193598492269014373700846798812588586116313072569880517944
            )
        );
    }

    function test_many_points_from_outside_equal_one_at_a_time() external view {
        Point[] memory points = new Point[](3);
        points[0] = BabyJubjub.generator();
        points[1] = Point(TWO_G_X, TWO_G_Y);
        points[2] = Point(55855323439656697592146195207386424468439312131670331221298566499901785984, 9);
        Point[] memory together = CALLER.allFromOutside(points);
        for (uint256 i = 0; i < 3; ++i) _same(together[i], CALLER.fromOutside(points[i]));
        assert(CALLER.allFromOutside(new Point[](0)).length == 0);
    }

    function test_one_inversion_serves_many_points_the_identity_among_them() external view {
        Extended[] memory points = new Extended[](3);
        points[0] = BabyJubjub.toExtended(BabyJubjub.generator());
        points[0].double(9);
        points[1] = ExtendedPoint.identity();
        points[1].double(3);
        points[2] = BabyJubjub.toExtended(BabyJubjub.generator());
        points[2].double(17);
        uint256[] memory words = ExtendedPoint.toWords(points);
        for (uint256 i = 0; i < 3; ++i) _same(Point(words[2 * i], words[2 * i + 1]), points[i].toAffine());
    }

    function test_multiSum_gives_the_vectors() external view {
        _same(
            _multiple(BabyJubjub.generator(), 2010279327036739479143557136734572473369378735317795558030710773504103765),
            Point(
                4028068735555793907720446588135532497752774776508919240817386967498112527186,
                12367485343908780334923176182190411806508712703325691671672928718939036162234
            )
        );
        _same(_multiple(BabyJubjub.generator(), L - 1), BabyJubjub.negate(BabyJubjub.generator()));
        _same(_multiple(BabyJubjub.generator(), L), Point(0, 1));

        Point[] memory points = new Point[](3);
        points[0] = BabyJubjub.generator();
        points[1] = Point(TWO_G_X, TWO_G_Y);
        points[2] = _multiple(BabyJubjub.generator(), 3);
        uint256[] memory scalars = new uint256[](3);
        (scalars[0], scalars[1], scalars[2]) = (2 ** 127 + 12345, 7, L - 5);
        _same(
            BabyJubjub.multiSum(points, scalars),
            Point(
                14865953678710541510095052952425886627336095517964219455375794271321761206808,
                21334421665413231142291462171719778863801367070378407741163576535061118575641
            )
        );
    }

    function test_multiSum_of_nothing_or_of_zeros_is_the_identity() external view {
        _same(BabyJubjub.multiSum(new Point[](0), new uint256[](0)), Point(0, 1));
        _same(_multiple(BabyJubjub.generator(), 0), Point(0, 1));
    }

    function testFuzz_multiSum_equals_double_and_add(uint256 a, uint256 b, uint8 shiftA, uint8 shiftB) external view {
        Point[] memory points = new Point[](2);
        points[0] = BabyJubjub.generator();
        points[1] = Point(ORDER_8_X, ORDER_8_Y);
        uint256[] memory scalars = new uint256[](2);
        (scalars[0], scalars[1]) = (a >> shiftA, b >> shiftB);

        Extended memory expected = _doubleAndAdd(points[0], scalars[0]);
        expected.add(_doubleAndAdd(points[1], scalars[1]));
        _same(BabyJubjub.multiSum(points, scalars), expected.toAffine());
    }

    function _multiple(Point memory point, uint256 scalar) private view returns (Point memory) {
        Point[] memory points = new Point[](1);
        points[0] = point;
        uint256[] memory scalars = new uint256[](1);
        scalars[0] = scalar;
        return BabyJubjub.multiSum(points, scalars);
    }

    function _doubleAndAdd(Point memory point, uint256 scalar) private pure returns (Extended memory sum) {
        sum = ExtendedPoint.identity();
        for (uint256 bit = 256; bit > 0; --bit) {
            sum.double(1);
            if ((scalar >> (bit - 1)) & 1 == 1) sum.addAffine(point.x, point.y);
        }
    }

    function _same(Point memory a, Point memory b) private pure {
        assert(a.x == b.x && a.y == b.y);
    }
}
