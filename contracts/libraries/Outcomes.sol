// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {Fraction, OutcomeKind, OutcomeRule, TieBreak} from "../types/Constitution.sol";
import {Outcome, Verdict} from "../types/IElection.sol";

/// @title Outcomes
/// @notice What a frozen rule makes of counts (P10.2).
/// @dev Deployed by itself and linked into Election and ElectionFactory, so that both run the same code.
library Outcomes {
    /// @notice The outcome of `counts` under `rule`.
    /// @param counts Votes per option; those from `optionCount` on are ignored. At most 32 options.
    function outcomeOf(
        OutcomeRule memory rule,
        uint256[] memory counts,
        uint256 optionCount,
        uint256 ballots,
        uint256 activeMembers
    ) external pure returns (Outcome memory outcome) {
        if (!_reaches(ballots, rule.quorum, _electorate(rule, activeMembers))) return quorumMissed(rule.kind);

        outcome.quorumReached = true;
        if (rule.kind == OutcomeKind.Referendum) {
            outcome.verdict = _verdict(rule.passingShare, counts[0], counts[1]);
        } else {
            (outcome.selected, outcome.tied) = _select(rule, counts, optionCount);
        }
    }

    /// @notice The fewest ballots with which the quorum is reached; below 2^32 for a share of at most all.
    function quorumBallots(OutcomeRule memory rule, uint256 activeMembers) external pure returns (uint256) {
        uint256 denominator = rule.quorum.denominator;
        uint256 needs = _electorate(rule, activeMembers) * rule.quorum.numerator;
        return rule.quorum.moreThan ? needs / denominator + 1 : (needs + denominator - 1) / denominator;
    }

    /// @notice The outcome without the quorum, whatever the counts are.
    function quorumMissed(OutcomeKind kind) internal pure returns (Outcome memory outcome) {
        if (kind == OutcomeKind.Referendum) outcome.verdict = Verdict.Neither;
    }

    function _electorate(OutcomeRule memory rule, uint256 activeMembers) private pure returns (uint256) {
        return rule.electors > activeMembers ? rule.electors : activeMembers;
    }

    /// @dev By multiplication: exact, and far below 2^256 for what a ballot box can hold.
    function _reaches(uint256 part, Fraction memory fraction, uint256 whole) private pure returns (bool) {
        uint256 has = part * fraction.denominator;
        uint256 needs = whole * fraction.numerator;
        return fraction.moreThan ? has > needs : has >= needs;
    }

    function _verdict(Fraction memory share, uint256 yes, uint256 no) private pure returns (Verdict) {
        bool moreThanHalf = share.numerator == 1 && share.denominator == 2 && share.moreThan;
        if (yes + no == 0 || (yes == no && moreThanHalf)) return Verdict.Neither;
        return _reaches(yes, share, yes + no) ? Verdict.Accepted : Verdict.Rejected;
    }

    /// @dev Goes through the groups of equals from the best down, as far as the rule lets.
    function _select(OutcomeRule memory rule, uint256[] memory counts, uint256 optionCount)
        private
        pure
        returns (uint32 selected, uint32 tied)
    {
        uint256 left = rule.kind == OutcomeKind.Ranking ? rule.winners : rule.budget;
        uint256 considered;
        while (true) {
            uint256 group = _best(rule, counts, optionCount, considered);
            if (group == 0) return (selected, tied);
            considered |= group;

            (uint256 taken, uint256 spent, bool oneFits) = _take(rule, group, optionCount, left);
            selected |= uint32(taken);
            left -= spent;
            if (taken == group) continue;
            if (oneFits) tied |= uint32(group);
            if (rule.kind != OutcomeKind.Greedy) return (selected, tied);
        }
    }

    /// @dev What of a group is taken, what that costs, and whether any of it would have fitted alone.
    function _take(OutcomeRule memory rule, uint256 group, uint256 optionCount, uint256 left)
        private
        pure
        returns (uint256 taken, uint256 spent, bool oneFits)
    {
        bool stopped;
        uint256 wholeCost;
        for (uint256 i = 0; i < optionCount; ++i) {
            if ((group >> i) & 1 == 0) continue;
            uint256 cost = _cost(rule, i);
            wholeCost += cost;
            if (cost <= left) oneFits = true;
            if (!stopped && spent + cost <= left) {
                taken |= 1 << i;
                spent += cost;
            } else if (rule.kind != OutcomeKind.Greedy) {
                stopped = true;
            }
        }
        if (rule.tieBreak == TieBreak.None && wholeCost > left) (taken, spent) = (0, 0);
    }

    /// @dev The best options not yet considered that nothing but the listed order tells apart (bits); 0 if none is left.
    function _best(OutcomeRule memory rule, uint256[] memory counts, uint256 optionCount, uint256 considered)
        private
        pure
        returns (uint256 group)
    {
        uint256 least = rule.minimumVotes == 0 ? 1 : rule.minimumVotes;
        uint256 best;
        for (uint256 i = 0; i < optionCount; ++i) {
            if ((considered >> i) & 1 == 1 || counts[i] < least) continue;
            if (group == 0 || _isBefore(rule, counts, i, best)) {
                best = i;
                group = 1 << i;
            } else if (!_isBefore(rule, counts, best, i)) {
                group |= 1 << i;
            }
        }
    }

    function _isBefore(OutcomeRule memory rule, uint256[] memory counts, uint256 i, uint256 other)
        private
        pure
        returns (bool)
    {
        if (counts[i] != counts[other]) return counts[i] > counts[other];
        return rule.tieBreak == TieBreak.CheaperFirst && rule.costs[i] < rule.costs[other];
    }

    /// @dev Each winner takes one of the places there are.
    function _cost(OutcomeRule memory rule, uint256 option) private pure returns (uint256) {
        return rule.kind == OutcomeKind.Ranking ? 1 : rule.costs[option];
    }
}
