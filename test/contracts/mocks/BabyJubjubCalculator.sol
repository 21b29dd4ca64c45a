// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {BabyJubjub} from "../../../contracts/libraries/BabyJubjub.sol";
import {Extended} from "../../../contracts/libraries/ExtendedPoint.sol";
import {Point} from "../../../contracts/types/Point.sol";

/// @notice The curve's library for callers from outside the chain.
contract BabyJubjubCalculator {
    function add(Point calldata p, Point calldata q) external view returns (Point memory) {
        Extended memory sum = BabyJubjub.toExtended(p);
        sum.addAffine(q.x, q.y);
        return sum.toAffine();
    }

    function multiSum(Point[] calldata points, uint256[] calldata scalars) external view returns (Point memory) {
        return BabyJubjub.multiSum(points, scalars);
    }

    function fromOutside(Point calldata q) external view returns (Point memory) {
        return BabyJubjub.fromOutside(q);
    }
}
