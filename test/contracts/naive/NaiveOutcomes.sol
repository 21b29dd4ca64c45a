// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {OutcomeKind, OutcomeRule, TieBreak} from "../../../contracts/types/Constitution.sol";
import {Outcome} from "../../../contracts/types/IElection.sol";

/// @notice P10.2 by sorting the options, then walking down the list.
library NaiveOutcomes {
    function outcomeOf(
        OutcomeRule memory rule,
        uint256[] memory counts,
        uint256 optionCount,
        uint256 ballots,
        uint256 activeMembers
    ) internal pure returns (Outcome memory outcome) {
        outcome.quorumReached = ballots * 10_000 >= uint256(rule.quorum) * activeMembers;
        if (!outcome.quorumReached) return outcome;
        if (rule.kind == OutcomeKind.Referendum) {
            outcome.accepted = counts[0] * 10_000 > uint256(rule.passingShare) * (counts[0] + counts[1]);
            return outcome;
        }
        uint256[] memory order = ranked(rule, counts, optionCount);
        uint256 spent;
        for (uint256 place = 0; place < order.length; ++place) {
            uint256 option = order[place];
            if (rule.kind == OutcomeKind.Ranking) {
                if (place >= rule.winners) break;
            } else {
                bool fits = spent + rule.costs[option] <= rule.budget;
                if (!fits && rule.kind == OutcomeKind.GreedyNoSkip) break;
                if (!fits) continue;
                spent += rule.costs[option];
            }
            outcome.selected |= uint32(1 << option);
        }
    }

    /// @notice The options with enough votes, best first (insertion sort).
    function ranked(OutcomeRule memory rule, uint256[] memory counts, uint256 optionCount)
        internal
        pure
        returns (uint256[] memory order)
    {
        uint256 eligible;
        for (uint256 i = 0; i < optionCount; ++i) if (counts[i] >= rule.minimumVotes) ++eligible;
        order = new uint256[](eligible);
        uint256 length;
        for (uint256 i = 0; i < optionCount; ++i) {
            if (counts[i] < rule.minimumVotes) continue;
            uint256 place = length++;
            for (; place > 0 && isBefore(rule, counts, i, order[place - 1]); --place) order[place] = order[place - 1];
            order[place] = i;
        }
    }

    function isBefore(OutcomeRule memory rule, uint256[] memory counts, uint256 i, uint256 other)
        internal
        pure
        returns (bool)
    {
        if (counts[i] != counts[other]) return counts[i] > counts[other];
        bool byCost = rule.tieBreak == TieBreak.CheaperFirst && rule.costs[i] != rule.costs[other];
        return byCost ? rule.costs[i] < rule.costs[other] : i < other;
    }
}
