// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {OutcomeKind, OutcomeRule, TieBreak} from "../types/Constitution.sol";
import {Outcome} from "../types/IElection.sol";

/// @title Outcomes
/// @notice What a frozen rule makes of counts (P10.2).
/// @dev Deployed by itself and linked into Election and ElectionFactory, so that both run the same code.
library Outcomes {
    uint256 private constant BASIS_POINTS = 10_000;

    /// @notice The outcome of `counts` under `rule`.
    /// @param counts Votes per option; those from `optionCount` on are ignored. At most 32 options.
    function outcomeOf(
        OutcomeRule memory rule,
        uint256[] memory counts,
        uint256 optionCount,
        uint256 ballots,
        uint256 activeMembers
    ) external pure returns (Outcome memory outcome) {
        outcome.quorumReached = ballots * BASIS_POINTS >= rule.quorum * activeMembers;
        if (!outcome.quorumReached) return outcome;

        if (rule.kind == OutcomeKind.Referendum) {
            outcome.accepted = counts[0] * BASIS_POINTS > rule.passingShare * (counts[0] + counts[1]);
        } else {
            outcome.selected = _select(rule, counts, optionCount);
        }
    }

    /// @dev Goes through the options from the best down, as far as the rule lets.
    function _select(OutcomeRule memory rule, uint256[] memory counts, uint256 optionCount)
        private
        pure
        returns (uint32 selected)
    {
        uint256 considered;
        uint256 chosen;
        uint256 left = rule.budget;
        while (true) {
            uint256 option = _best(rule, counts, optionCount, considered);
            if (option == optionCount) return selected;
            considered |= 1 << option;

            if (rule.kind == OutcomeKind.Ranking) {
                if (chosen == rule.winners) return selected;
            } else if (rule.costs[option] <= left) {
                left -= rule.costs[option];
            } else if (rule.kind == OutcomeKind.Greedy) {
                continue;
            } else {
                return selected;
            }
            selected |= uint32(1 << option);
            ++chosen;
        }
    }

    /// @dev The best option not yet considered that has the minimum of votes, `optionCount` if there is none.
    function _best(OutcomeRule memory rule, uint256[] memory counts, uint256 optionCount, uint256 considered)
        private
        pure
        returns (uint256 best)
    {
        best = optionCount;
        for (uint256 i = 0; i < optionCount; ++i) {
            if ((considered >> i) & 1 == 1 || counts[i] < rule.minimumVotes) continue;
            if (best == optionCount || counts[i] > counts[best]) {
                best = i;
            } else if (
                counts[i] == counts[best] && rule.tieBreak == TieBreak.CheaperFirst && rule.costs[i] < rule.costs[best]
            ) {
                best = i;
            }
        }
    }
}
