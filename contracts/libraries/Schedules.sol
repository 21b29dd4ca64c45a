// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {Schedule} from "../types/Constitution.sol";
import {Span, Timing} from "../types/Timing.sol";
import {LeastSpans} from "./LeastSpans.sol";

/// @title Schedules
/// @notice The schedule that follows from a template's timing, its postponement and the clock (P23.1): whoever converts
/// chooses the moment and nothing else.
library Schedules {
    /// Voting days that blackouts and postponement take away, at most; each takes 2 or more, so there are at most 31.
    uint256 internal constant MOST_DAYS_LOST = 63;
    uint256 internal constant MOST_POSTPONED = 120 days;
    /// @dev Of every other field. So no sum here comes near the end of uint48.
    uint256 internal constant MOST_SPAN = 366 days;
    /// @dev From a conversion to the opening, whatever blackouts and postponement do: no longer than a council sits.
    uint256 internal constant MOST_WAIT = 4 * 366 days;

    /// @notice This field of the timing is out of its range or contradicts another.
    /// @dev Correct the field named, before the template is published.
    error TimingInvalid(string field);
    /// @notice The postponement is none, or longer than the template lets it be (seconds).
    /// @dev Name a span that ends after it begins, and within the length shown.
    error PostponementInvalid(uint256 given, uint256 most);

    /// @notice The schedule of an election that is converted at `start`, for a timing that is sound.
    /// @param postponement Both 0 for none.
    function derive(Timing calldata timing, Span memory postponement, uint256 start)
        internal
        pure
        returns (Schedule memory schedule)
    {
        uint256 opensAt = openingFrom(timing, postponement, start + timing.openLead);
        uint256 closesAt = opensAt + timing.votingLength;
        schedule.censusTime = uint48(opensAt - timing.censusLead);
        schedule.opensAt = uint48(opensAt);
        schedule.openGrace = timing.openGrace;
        schedule.closesAt = uint48(closesAt);
        schedule.closeGrace = timing.closeGrace;
        schedule.sharesDueAt = uint48(closesAt + timing.closeGrace + timing.sharesTerm);
        schedule.sealDelay = timing.sealDelay;
    }

    /// @notice The first opening from `earliest` on that is aligned and keeps its whole box out of every blackout.
    /// @dev Each time around but the last passes a blackout for good, so there are at most 33.
    function openingFrom(Timing calldata timing, Span memory postponement, uint256 earliest)
        internal
        pure
        returns (uint256 opensAt)
    {
        opensAt = _aligned(timing, earliest);
        uint256 before;
        do {
            before = opensAt;
            for (uint256 i = 0; i < timing.blackouts.length; ++i) {
                opensAt = _past(timing, timing.blackouts[i], opensAt);
            }
            opensAt = _past(timing, postponement, opensAt);
        } while (opensAt != before);
    }

    /// @notice A time before which every conversion of `start` opens, whatever is postponed.
    function opensBefore(Timing calldata timing, uint256 start) internal pure returns (uint256) {
        return start + timing.openLead + timing.alignEvery * (daysLost(timing) + 1);
    }

    /// @notice How many voting days blackouts and postponement take away at most.
    /// @dev A span of length L takes away those in less than L and the time that a box is open, its ends included.
    function daysLost(Timing calldata timing) internal pure returns (uint256 lost) {
        for (uint256 i = 0; i < timing.blackouts.length; ++i) {
            lost += _lostTo(timing, timing.blackouts[i].until - timing.blackouts[i].from);
        }
        if (timing.mostPostponed != 0) lost += _lostTo(timing, timing.mostPostponed);
    }

    /// @notice Reverts with TimingInvalid(field) unless every conversion comes to a schedule, and soon enough.
    /// @dev What a constitution asks of spans, its rules check on any schedule that is derived: all are as far apart.
    function requireSound(Timing calldata timing, bool isTest) internal pure {
        _require(timing.alignEvery != 0 && timing.alignEvery <= MOST_SPAN, "alignEvery");
        _require(timing.alignOffset < timing.alignEvery, "alignOffset");
        _require(timing.openLead >= LeastSpans.least(isTest, LeastSpans.OPEN_LEAD), "openLead");
        _require(timing.openLead <= MOST_SPAN, "openLead");
        // Nobody converts at a time when it is known who is on the roll.
        _require(timing.censusLead <= timing.openLead, "censusLead");
        _require(timing.openGrace >= LeastSpans.least(isTest, LeastSpans.OPEN_GRACE), "openGrace");
        _require(timing.votingLength >= LeastSpans.least(isTest, LeastSpans.VOTING), "votingLength");
        _require(timing.votingLength <= MOST_SPAN, "votingLength");
        _require(timing.closeGrace <= MOST_SPAN, "closeGrace");
        _require(timing.sharesTerm <= MOST_SPAN, "sharesTerm");
        _require(timing.mostPostponed <= MOST_POSTPONED, "mostPostponed");
        _requireBlackouts(timing.blackouts);
        _require(daysLost(timing) <= MOST_DAYS_LOST, "blackouts");
        _require(opensBefore(timing, 0) <= MOST_WAIT, "alignEvery");
    }

    /// @notice Reverts unless the timing may be postponed by this span.
    function requirePostponement(Timing calldata timing, Span memory span) internal pure {
        uint256 given = span.until > span.from ? span.until - span.from : 0;
        if (given == 0 || given > timing.mostPostponed) revert PostponementInvalid(given, timing.mostPostponed);
    }

    function _requireBlackouts(Span[] calldata blackouts) private pure {
        uint256 ended;
        for (uint256 i = 0; i < blackouts.length; ++i) {
            _require(blackouts[i].from >= ended && blackouts[i].until > blackouts[i].from, "blackouts");
            ended = blackouts[i].until;
        }
    }

    /// @dev The opening itself, or the first one that is aligned after a span that its box would be open in.
    function _past(Timing calldata timing, Span memory span, uint256 opensAt) private pure returns (uint256) {
        bool open = opensAt < span.until && opensAt + _boxLength(timing) >= span.from;
        return open ? _aligned(timing, span.until) : opensAt;
    }

    function _aligned(Timing calldata timing, uint256 time) private pure returns (uint256) {
        uint256 every = timing.alignEvery;
        uint256 over = (time + every - timing.alignOffset) % every;
        return over == 0 ? time : time + every - over;
    }

    function _lostTo(Timing calldata timing, uint256 length) private pure returns (uint256) {
        return (length + _boxLength(timing) + timing.alignEvery - 1) / timing.alignEvery + 1;
    }

    /// @dev From the opening to the box's closing.
    function _boxLength(Timing calldata timing) private pure returns (uint256) {
        return uint256(timing.votingLength) + timing.closeGrace;
    }

    function _require(bool holds, string memory field) private pure {
        if (!holds) revert TimingInvalid(field);
    }
}
