// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {BallotRules} from "../types/Constitution.sol";
import {Point} from "../types/Point.sol";

/// @title BallotSignals
/// @notice The public signals of ballot.circom in their order; circuits.json has the same.
library BallotSignals {
    /// @notice Live signals: digest, evaluation, challenge (P5.5).
    uint256 internal constant LIVE = 3;

    /// @notice Constants of an election (P4.2): scope, censusRoot, K.x, K.y, optionCount, maxPerOption, minTotal,
    /// maxTotal, costs[ballotSize], budget, credits, distinct, mask.
    function constants(
        uint256 scope,
        uint256 censusRoot,
        Point memory electionKey,
        BallotRules memory rules,
        uint256 ballotSize,
        bool masked
    ) internal pure returns (uint256[] memory signals) {
        signals = new uint256[](12 + ballotSize);
        (signals[0], signals[1], signals[2], signals[3]) = (scope, censusRoot, electionKey.x, electionKey.y);
        (signals[4], signals[5]) = (rules.optionCount, rules.maxPerOption);
        (signals[6], signals[7]) = (rules.minTotal, rules.maxTotal);
        for (uint256 i = 0; i < rules.costs.length; ++i) signals[8 + i] = rules.costs[i];
        (signals[8 + ballotSize], signals[9 + ballotSize]) = (rules.budget, rules.credits);
        signals[10 + ballotSize] = rules.distinct ? 1 : 0;
        signals[11 + ballotSize] = masked ? 1 : 0;
    }
}
