// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {BallotRules} from "../types/Constitution.sol";
import {IElectionFactory} from "../types/IElectionFactory.sol";

/// @title ExampleBallot
/// @notice Whether a ballot keeps the rules (P5.1), in one pass; one that does shows that there is a legal ballot.
library ExampleBallot {
    /// @notice Reverts with ExampleBallotIllegal(rule) for the first rule that the ballot breaks.
    /// @param points For each option offered.
    function check(BallotRules calldata rules, uint8[] calldata points) internal pure {
        _require(points.length == rules.optionCount, "optionCount");
        uint256 total;
        uint256 expense;
        uint256 credits;
        // One bit for each number of points given so far.
        uint256 given;
        bool repeats;
        for (uint256 option = 0; option < points.length; ++option) {
            uint256 value = points[option];
            if (value == 0) continue;
            _require(value <= rules.maxPerOption, "maxPerOption");
            total += value;
            expense += value * rules.costs[option];
            credits += value * value;
            repeats = repeats || given & (1 << value) != 0;
            given |= 1 << value;
        }
        _require(total >= rules.minTotal, "minTotal");
        _require(total <= rules.maxTotal, "maxTotal");
        _require(expense <= rules.budget, "budget");
        _require(credits <= rules.credits, "credits");
        _require(!rules.distinct || !repeats, "distinct");
    }

    function _require(bool holds, string memory rule) private pure {
        if (!holds) revert IElectionFactory.ExampleBallotIllegal(rule);
    }
}
