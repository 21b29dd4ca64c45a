// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {Point} from "../../../contracts/types/Point.sol";
import {KnownTrustees} from "./KnownTrustees.sol";
import {NaiveCurve} from "./NaiveCurve.sol";

/// @notice What the models take for granted so as not to compute it again.
contract NaiveModelsTest {
    function test_the_known_keys_are_the_multiples_of_the_known_secrets() external view {
        for (uint256 seat = 0; seat <= KnownTrustees.TRUSTEES; ++seat) {
            Point memory key = NaiveCurve.times(NaiveCurve.generator(), KnownTrustees.secret(seat));
            assert(NaiveCurve.same(KnownTrustees.publicKey(seat), key));
        }
    }

    function testFuzz_multiples_are_those_of_the_affine_formula(uint256 scalar, uint8 length, uint8 small) external view {
        scalar >>= 192 + length % 64;
        Point memory base = NaiveCurve.add(NaiveCurve.generator(), NaiveCurve.torsion(small));
        Point memory expected = Point(0, 1);
        for (uint256 bit = 64; bit > 0; --bit) {
            expected = NaiveCurve.add(expected, expected);
            if ((scalar >> (bit - 1)) & 1 == 1) expected = NaiveCurve.add(expected, base);
        }
        assert(NaiveCurve.same(NaiveCurve.times(base, scalar), expected));
    }
}
