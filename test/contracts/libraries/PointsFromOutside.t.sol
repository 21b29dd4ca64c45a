// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {BabyJubjub} from "../../../contracts/libraries/BabyJubjub.sol";
import {Point} from "../../../contracts/types/Point.sol";
import {BabyJubjubCaller} from "./BabyJubjub.t.sol";
import {NaiveCurve} from "../naive/NaiveCurve.sol";
import {vm} from "../Vm.sol";

contract PointsFromOutsideTest {
    BabyJubjubCaller private immutable CALLER = new BabyJubjubCaller();

    function testFuzz_exactly_the_points_of_small_order_are_refused(uint64 scalar, uint8 small) external {
        Point memory base = NaiveCurve.times(NaiveCurve.generator(), scalar);
        Point memory q = NaiveCurve.add(base, NaiveCurve.torsion(small));
        if (scalar == 0) vm.expectRevert(abi.encodeWithSelector(BabyJubjub.PointIsIdentity.selector));
        Point memory p = CALLER.fromOutside(q);

        if (scalar == 0) return;
        assert(NaiveCurve.same(p, NaiveCurve.times(base, 8)));
        assert(NaiveCurve.same(NaiveCurve.times(p, NaiveCurve.L), Point(0, 1)));
    }

    function test_a_multiple_of_l_is_refused_whatever_its_small_order() external {
        for (uint256 i = 0; i < 8; ++i) {
            Point memory q =
                NaiveCurve.add(NaiveCurve.times(NaiveCurve.generator(), NaiveCurve.L), NaiveCurve.torsion(i));
            vm.expectRevert(abi.encodeWithSelector(BabyJubjub.PointIsIdentity.selector));
            CALLER.fromOutside(q);
        }
    }

    function testFuzz_whatever_is_off_the_curve_is_refused(uint256 x, uint256 y) external {
        if (x % 4 == 0) x %= NaiveCurve.R;
        if (y % 4 != 0) y %= NaiveCurve.R;
        vm.assume(!NaiveCurve.isOnCurve(Point(x, y)));
        bytes memory expected = abi.encodeWithSelector(BabyJubjub.PointNotOnCurve.selector, x, y);
        if (y >= NaiveCurve.R) expected = abi.encodeWithSelector(BabyJubjub.CoordinateTooLarge.selector, y);
        if (x >= NaiveCurve.R) expected = abi.encodeWithSelector(BabyJubjub.CoordinateTooLarge.selector, x);
        vm.expectRevert(expected);
        CALLER.fromOutside(Point(x, y));

        Point[] memory two = new Point[](2);
        (two[0], two[1]) = (NaiveCurve.generator(), Point(x, y));
        vm.expectRevert(expected);
        CALLER.allFromOutside(two);
    }
}
