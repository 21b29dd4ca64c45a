// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {CompanionRolls} from "../libraries/CompanionRolls.sol";
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
    /// @dev From the census, and from creation, to the opening: in it people can object to the roll.
    uint256 private constant OBJECTION_PERIOD = 1 days;
    /// @dev Fewer residents, or fewer ballots, show how single people voted, whatever the cryptography.
    uint256 private constant LEAST_CENSUS = 30;
    uint256 private constant LEAST_BALLOTS = 10;
    /// @dev Between the first sum and the seal anybody can see a wrong sum.
    uint256 private constant LEAST_SEAL_DELAY = 1 minutes;
    uint256 private constant COUNT_LIMIT = 1 << 24;

    /// @notice Checks everything that needs neither board nor roll. Reverts with InvalidConstitution(field).
    function check(Constitution calldata constitution) internal view {
        _require(!constitution.masked, "masked");
        // Who was re-issued an identity is on the roll, and not in its companion.
        _require(!CompanionRolls.isCompanion(constitution.rollId), "rollId");
        _checkRules(constitution.rules, constitution.ballotSize);
        bool isTest = constitution.isTest;
        uint256 maxPerOption = constitution.rules.maxPerOption;
        _checkLeast(constitution.minimumCensus, isTest ? 1 : LEAST_CENSUS, maxPerOption, "minimumCensus");
        _checkLeast(constitution.minimumBallots, isTest ? 1 : LEAST_BALLOTS, maxPerOption, "minimumBallots");
        _checkSchedule(constitution.schedule, isTest ? 0 : OBJECTION_PERIOD);
        _checkOutcome(constitution.outcome, constitution.rules.optionCount);
        // Boxes that are judged together are all counted.
        _require(constitution.jointHash == 0 || !constitution.outcome.closedBelowQuorum, "jointHash");
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

    /// @dev A number of people that is enough to hide in, and not more than any census can have.
    function _checkLeast(uint256 given, uint256 floor, uint256 maxPerOption, string memory field) private pure {
        _require(given >= floor && given * maxPerOption < COUNT_LIMIT, field);
    }

    function _checkSchedule(Schedule calldata schedule, uint256 objectionPeriod) private view {
        uint256 opensUntil = uint256(schedule.opensAt) + schedule.openGrace;
        uint256 boxClosesAt = uint256(schedule.closesAt) + schedule.closeGrace;
        bool ahead = schedule.opensAt > block.timestamp && block.timestamp + objectionPeriod <= schedule.opensAt;
        _require(ahead, "schedule.opensAt");
        _require(uint256(schedule.censusTime) + objectionPeriod <= schedule.opensAt, "schedule.censusTime");
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
        // A box that no turnout keeps closed is not one that may stay closed.
        _require(!outcome.closedBelowQuorum || _isSome(outcome.quorum), "outcome.closedBelowQuorum");
        _require((outcome.electors == 0) == (outcome.electorsSource == 0), "outcome.electorsSource");
        // A referendum that every result accepts would decide nothing; the other kinds have no share.
        bool share = _isSome(outcome.passingShare);
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

    /// @dev Other than "at least nothing".
    function _isSome(Fraction calldata fraction) private pure returns (bool) {
        return fraction.numerator != 0 || fraction.moreThan;
    }

    function _require(bool holds, string memory field) private pure {
        if (!holds) revert IElectionFactory.InvalidConstitution(field);
    }
}
