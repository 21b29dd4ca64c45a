// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {
    BallotRules,
    Constitution,
    Fraction,
    OutcomeKind,
    OutcomeRule,
    Schedule,
    TieBreak
} from "../types/Constitution.sol";
import {IElectionFactory} from "../types/IElectionFactory.sol";

/// @title ConstitutionRules
/// @notice Refuses constitutions with a field out of range or in contradiction to another (P3.1), by the field's name.
library ConstitutionRules {
    /// @dev Between census and opening people can object to the roll.
    uint256 private constant OBJECTION_PERIOD = 1 days;
    /// @dev Between the first sum and the seal anybody can see a wrong sum.
    uint256 private constant LEAST_SEAL_DELAY = 1 minutes;
    uint256 private constant COUNT_LIMIT = 1 << 24;

    /// @notice Checks everything that needs neither board nor roll. Reverts with InvalidConstitution(field).
    function check(Constitution calldata constitution) internal view {
        _require(constitution.minimumBallots != 0, "minimumBallots");
        _require(!constitution.masked, "masked");
        _checkRules(constitution.rules, constitution.ballotSize);
        uint256 mostPoints = uint256(constitution.minimumCensus) * constitution.rules.maxPerOption;
        _require(constitution.minimumCensus != 0 && mostPoints < COUNT_LIMIT, "minimumCensus");
        _checkSchedule(constitution.schedule);
        _checkOutcome(constitution.outcome, constitution.rules.optionCount);
    }

    function _checkRules(BallotRules calldata rules, uint256 ballotSize) private pure {
        _require(rules.optionCount != 0 && rules.optionCount <= ballotSize, "rules.optionCount");
        _require(rules.maxPerOption != 0, "rules.maxPerOption");
        _require(rules.maxTotal != 0, "rules.maxTotal");
        uint256 mostPoints = uint256(rules.optionCount) * rules.maxPerOption;
        _require(rules.minTotal <= rules.maxTotal && rules.minTotal <= mostPoints, "rules.minTotal");
        _require(rules.credits >= rules.minTotal, "rules.credits");
        _require(rules.costs.length == rules.optionCount, "rules.costs");
    }

    function _checkSchedule(Schedule calldata schedule) private view {
        uint256 opensUntil = uint256(schedule.opensAt) + schedule.openGrace;
        uint256 boxClosesAt = uint256(schedule.closesAt) + schedule.closeGrace;
        _require(schedule.opensAt > block.timestamp, "schedule.opensAt");
        _require(uint256(schedule.censusTime) + OBJECTION_PERIOD <= schedule.opensAt, "schedule.censusTime");
        _require(schedule.openGrace != 0, "schedule.openGrace");
        // Opened at the last moment, the vote still has a time to run: closing does not depend on the opening.
        _require(schedule.closesAt > opensUntil, "schedule.closesAt");
        _require(schedule.sealDelay >= LEAST_SEAL_DELAY, "schedule.sealDelay");
        // Summed at once, the tally is sealed before the trustees owe anything.
        _require(schedule.sharesDueAt > boxClosesAt + schedule.sealDelay, "schedule.sharesDueAt");
    }

    function _checkOutcome(OutcomeRule calldata outcome, uint256 optionCount) private pure {
        bool referendum = outcome.kind == OutcomeKind.Referendum;
        bool ranking = outcome.kind == OutcomeKind.Ranking;
        bool greedy = !referendum && !ranking;
        _require(!referendum || optionCount >= 2, "outcome.kind");
        _require(
            greedy || outcome.tieBreak == TieBreak.ListedOrder || (ranking && outcome.tieBreak == TieBreak.None),
            "outcome.tieBreak"
        );
        _require(_isExact(outcome.quorum), "outcome.quorum");
        _require((outcome.electors == 0) == (outcome.electorsSource == 0), "outcome.electorsSource");
        // A referendum that every result accepts would decide nothing; the other kinds have no share.
        bool share = outcome.passingShare.numerator != 0 || outcome.passingShare.moreThan;
        _require(_isExact(outcome.passingShare) && share == referendum, "outcome.passingShare");
        _require(
            ranking ? outcome.winners != 0 && outcome.winners <= optionCount : outcome.winners == 0, "outcome.winners"
        );
        _require(!referendum || outcome.minimumVotes == 0, "outcome.minimumVotes");
        _require(greedy || outcome.budget == 0, "outcome.budget");
        _require(outcome.costs.length == (greedy ? optionCount : 0), "outcome.costs");
    }

    /// @dev In lowest terms, so that one share is written in one way; at most all, of which there is never more.
    function _isExact(Fraction calldata fraction) private pure returns (bool) {
        (uint256 divisor, uint256 rest) = (fraction.denominator, fraction.numerator);
        if (rest > divisor || (rest == divisor && fraction.moreThan)) return false;
        while (rest != 0) (divisor, rest) = (rest, divisor % rest);
        return divisor == 1;
    }

    function _require(bool holds, string memory field) private pure {
        if (!holds) revert IElectionFactory.InvalidConstitution(field);
    }
}
