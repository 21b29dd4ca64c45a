// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {Fraction, OutcomeKind, OutcomeRule, TieBreak} from "../../../contracts/types/Constitution.sol";
import {Outcome, Verdict} from "../../../contracts/types/IElection.sol";

/// @notice P10.2 by sorting the options and walking down the list; ties are found afterwards, from who was selected.
library NaiveOutcomes {
    function outcomeOf(
        OutcomeRule memory rule,
        uint256[] memory counts,
        uint256 optionCount,
        uint256 ballots,
        uint256 activeMembers
    ) internal pure returns (Outcome memory outcome) {
        uint256 base = activeMembers;
        if (rule.electors > base) base = rule.electors;
        outcome.quorumReached = ballots >= leastReaching(rule.quorum, base);
        if (rule.kind == OutcomeKind.Referendum) {
            outcome.verdict = outcome.quorumReached ? _verdict(rule, counts[0], counts[1]) : Verdict.Neither;
            return outcome;
        }
        if (!outcome.quorumReached) return outcome;
        uint256[] memory order = ranked(rule, counts, optionCount);
        outcome.selected = uint32(_walk(rule, counts, order));
        outcome.tied = uint32(_tied(rule, counts, order, outcome.selected));
    }

    /// @notice The smallest part of `whole` that reaches the fraction, by division.
    function leastReaching(Fraction memory fraction, uint256 whole) internal pure returns (uint256) {
        uint256 product = whole * fraction.numerator;
        uint256 floor = product / fraction.denominator;
        if (fraction.moreThan) return floor + 1;
        return product % fraction.denominator == 0 ? floor : floor + 1;
    }

    /// @notice The options that can be selected, best first (insertion sort).
    function ranked(OutcomeRule memory rule, uint256[] memory counts, uint256 optionCount)
        internal
        pure
        returns (uint256[] memory order)
    {
        uint256 eligible;
        for (uint256 i = 0; i < optionCount; ++i) if (_isEligible(rule, counts[i])) ++eligible;
        order = new uint256[](eligible);
        uint256 length;
        for (uint256 i = 0; i < optionCount; ++i) {
            if (!_isEligible(rule, counts[i])) continue;
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
        if (areEqual(rule, counts, i, other)) return i < other;
        return counts[i] == counts[other] ? rule.costs[i] < rule.costs[other] : counts[i] > counts[other];
    }

    /// @notice Whether nothing but the listed order tells two options apart.
    function areEqual(OutcomeRule memory rule, uint256[] memory counts, uint256 i, uint256 other)
        internal
        pure
        returns (bool)
    {
        if (rule.tieBreak == TieBreak.CheaperFirst && rule.costs[i] != rule.costs[other]) return false;
        return counts[i] == counts[other];
    }

    function _verdict(OutcomeRule memory rule, uint256 yes, uint256 no) private pure returns (Verdict) {
        if (yes == 0 && no == 0) return Verdict.Neither;
        Fraction memory half = Fraction({numerator: 1, denominator: 2, moreThan: true});
        bool byMajority = keccak256(abi.encode(rule.passingShare)) == keccak256(abi.encode(half));
        if (byMajority && yes == no) return Verdict.Neither;
        return yes >= leastReaching(rule.passingShare, yes + no) ? Verdict.Accepted : Verdict.Rejected;
    }

    function _walk(OutcomeRule memory rule, uint256[] memory counts, uint256[] memory order)
        private
        pure
        returns (uint256 selected)
    {
        bool whole = rule.tieBreak == TieBreak.None;
        uint256 place;
        while (place < order.length) {
            uint256 end = place + 1;
            while (whole && end < order.length && areEqual(rule, counts, order[place], order[end])) ++end;
            uint256 bits;
            for (uint256 m = place; m < end; ++m) bits |= 1 << order[m];
            if (_fits(rule, selected | bits)) selected |= bits;
            else if (rule.kind != OutcomeKind.Greedy) return selected;
            place = end;
        }
    }

    /// @dev Groups that the walk came to, of which one is left out that would have fitted after the better ones.
    function _tied(OutcomeRule memory rule, uint256[] memory counts, uint256[] memory order, uint256 selected)
        private
        pure
        returns (uint256 tied)
    {
        for (uint256 a = 0; a < order.length; ++a) {
            uint256 better;
            bool reached = true;
            for (uint256 b = 0; b < a; ++b) {
                if (areEqual(rule, counts, order[a], order[b])) continue;
                better |= (1 << order[b]) & selected;
                if ((selected >> order[b]) & 1 == 0 && rule.kind != OutcomeKind.Greedy) reached = false;
            }
            bool leftOut;
            bool fits;
            for (uint256 b = 0; b < order.length; ++b) {
                if (!areEqual(rule, counts, order[a], order[b])) continue;
                if ((selected >> order[b]) & 1 == 0) leftOut = true;
                if (_fits(rule, better | (1 << order[b]))) fits = true;
            }
            if (reached && leftOut && fits) tied |= 1 << order[a];
        }
    }

    function _fits(OutcomeRule memory rule, uint256 options) private pure returns (bool) {
        uint256 sum;
        for (uint256 i = 0; i < 32; ++i) {
            if ((options >> i) & 1 == 0) continue;
            sum += rule.kind == OutcomeKind.Ranking ? 1 : rule.costs[i];
        }
        return sum <= (rule.kind == OutcomeKind.Ranking ? rule.winners : rule.budget);
    }

    function _isEligible(OutcomeRule memory rule, uint256 votes) private pure returns (bool) {
        return votes > 0 && votes >= rule.minimumVotes;
    }
}
