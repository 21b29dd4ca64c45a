// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {CellTerms} from "../types/BallotTerms.sol";
import {CellCourse} from "../types/IRounds.sol";

/// @title CellTimes
/// @notice When the reviewer of a cell assesses, and when anybody opens its ballot (P25.1, P25.4).
library CellTimes {
    /// @dev From the last second assessment to the end of the list, so that another project can take a place.
    uint256 private constant REVIEW_LEAD = 7 days;

    /// @notice Before when the second assessment comes. A test's list can be shorter than twice the lead.
    function reviewBy(CellTerms memory terms) internal pure returns (uint256) {
        uint256 half = (terms.insertBy - terms.assessBy) / 2;
        return terms.insertBy - (half < REVIEW_LEAD ? half : REVIEW_LEAD);
    }

    /// @notice From when and before when anybody opens.
    function term(CellTerms memory terms, CellCourse memory course, uint256 time)
        internal
        pure
        returns (uint256 from, uint256 until)
    {
        from = course.reopenedAt == 0 ? terms.insertBy : course.reopenedAt;
        uint256 stoodStill = course.pausedAt == 0 ? 0 : time - course.pausedAt;
        until = from + (terms.openBy - terms.insertBy) + stoodStill;
    }
}
