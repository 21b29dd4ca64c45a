// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {ConversionMode} from "../types/BallotTerms.sol";
import {Course} from "../types/IConversions.sol";
import {Publication} from "../types/ITemplates.sol";

/// @title ConversionTerms
/// @notice When anybody converts a proposal (P22.2): what follows from quota, answer and clock alone.
library ConversionTerms {
    /// @dev From the quota, so that an answer in time is read before a vote follows it; a shorter time for the answer
    /// makes it shorter.
    uint256 private constant LEAST_WAIT = 14 days;

    /// @notice Whether an answer came before the time for it was over.
    function isInTime(Publication memory template, uint256 reachedAt, uint256 answeredAt) internal pure returns (bool) {
        return answeredAt != 0 && answeredAt < reachedAt + template.answerTerm;
    }

    /// @notice Whether an answer in time closes the proposal, until it is changed to a more favourable one.
    function isClosed(Publication memory template, uint256 reachedAt, Course memory course)
        internal
        pure
        returns (bool)
    {
        return template.conversion == ConversionMode.WhenFeasible && course.acceptedAt == 0
            && isInTime(template, reachedAt, course.answeredAt);
    }

    /// @notice From when and before when anybody converts; both 0 where nobody does.
    function term(Publication memory template, uint256 reachedAt, Course memory course, uint256 time)
        internal
        pure
        returns (uint256 from, uint256 until)
    {
        bool isReached = reachedAt != 0 && template.conversion != ConversionMode.Never;
        if (!isReached || isClosed(template, reachedAt, course)) return (0, 0);
        from = course.reopenedAt != 0 ? course.reopenedAt : _firstFrom(template, reachedAt, course);
        uint256 stoodStill = course.pausedAt == 0 ? 0 : time - course.pausedAt;
        until = from + template.convertTerm + stoodStill;
    }

    function _firstFrom(Publication memory template, uint256 reachedAt, Course memory course)
        private
        pure
        returns (uint256)
    {
        uint256 silentUntil = reachedAt + template.answerTerm;
        if (!isInTime(template, reachedAt, course.answeredAt)) return silentUntil;
        bool byAcceptance = template.conversion == ConversionMode.WhenFeasible;
        uint256 answered = byAcceptance ? course.acceptedAt : course.answeredAt;
        uint256 read = reachedAt + (template.answerTerm < LEAST_WAIT ? template.answerTerm : LEAST_WAIT);
        return answered < read ? read : answered;
    }
}
