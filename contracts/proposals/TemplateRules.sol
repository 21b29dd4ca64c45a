// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {CompanionRolls} from "../libraries/CompanionRolls.sol";
import {LeastSpans} from "../libraries/LeastSpans.sol";
import {Schedules} from "../libraries/Schedules.sol";
import {WeeklyCensus} from "../libraries/WeeklyCensus.sol";
import {BallotTerms, ConversionMode, ProposalKind} from "../types/BallotTerms.sol";
import {ITemplates, Template} from "../types/ITemplates.sol";

/// @title TemplateRules
/// @notice Refuses templates with a field out of range or in contradiction to another (P20.2), by the field's name.
library TemplateRules {
    /// @dev Fewer members would show who proposes and who supports, whatever the cryptography.
    uint256 private constant LEAST_MEMBERS = 100;
    /// @dev So that nothing is promised for longer than anybody can foresee.
    uint256 private constant MOST_SPAN = 400 days;
    uint256 private constant LEAST_PERIOD = 1 days;
    /// @dev Whoever converts pays for it.
    uint256 private constant MOST_QUESTION_BYTES = 4096;
    /// @dev Below it a ballot circuit's counts stay, of a roll of any size that can be proved over.
    uint256 private constant COUNT_LIMIT = 1 << 24;

    /// @notice Reverts with TemplateInvalid(field).
    function check(Template calldata template) internal pure {
        bool isTest = template.isTest;
        // A measure against a text takes the reviewer and one other.
        address reviewer = template.reviewer;
        bool apart = reviewer != template.organizer && reviewer != template.council;
        _require(reviewer != address(0) && apart, "reviewer");
        // Who was re-issued an identity is on the roll, and not in its companion.
        _require(!CompanionRolls.isCompanion(template.rollId), "rollId");
        bool isCell = template.kind == ProposalKind.BudgetCell;
        // More than a tree of the circuit's depth holds would be out of reach for ever; a cell has no quota.
        uint256 most = uint256(1) << WeeklyCensus.DEPTH;
        _requireWithin(template.quota, isCell ? 0 : 1, isCell ? 0 : most, "quota");
        _requireWithin(template.leastMembers, isTest ? 1 : LEAST_MEMBERS, most, "leastMembers");
        uint256 leastTerm = LeastSpans.least(isTest, LeastSpans.TERM);
        (uint256 leastOwn, uint256 mostOwn) = isCell ? (0, 0) : (leastTerm, MOST_SPAN);
        _requireWithin(template.window, leastOwn, mostOwn, "window");
        // A post may name the period before for a day, so a period is no shorter, in a test either.
        _requireWithin(template.periodLength, LEAST_PERIOD, MOST_SPAN, "periodLength");
        _require(template.postsPerPeriod != 0, "postsPerPeriod");
        _requireWithin(template.answerTerm, leastOwn, mostOwn, "answerTerm");
        _require(template.legalBasis != 0, "legalBasis");
        _require((template.quotaArithmetic != 0) != isCell, "quotaArithmetic");
        bool votes = template.kind != ProposalKind.Policy;
        _require((template.conversion != ConversionMode.Never) == votes, "conversion");
        _require(!isCell || template.conversion == ConversionMode.WhenFeasible, "conversion");
        (leastOwn, mostOwn) = votes ? (leastOwn, mostOwn) : (0, 0);
        _requireWithin(template.convertTerm, leastOwn, mostOwn, "convertTerm");
        _require((address(template.ballot.board) != address(0)) == votes, "ballot.board");
        _requireWithin(template.ballot.question.length, votes ? 1 : 0, votes ? MOST_QUESTION_BYTES : 0, "ballot.question");
        if (!votes) return;
        _checkBallot(template.ballot, template.leastMembers);
        Schedules.requireSound(template.timing, isTest);
    }

    /// @dev What would make elections void that the factory creates; everything else the factory checks itself.
    function _checkBallot(BallotTerms calldata ballot, uint256 leastMembers) private pure {
        _require(ballot.minimumCensus <= leastMembers, "ballot.minimumCensus");
        _require(ballot.minimumBallots <= leastMembers, "ballot.minimumBallots");
        bool counts = uint256(ballot.rules.maxPerOption) << WeeklyCensus.DEPTH < COUNT_LIMIT;
        _require(counts, "ballot.rules.maxPerOption");
    }

    function _requireWithin(uint256 given, uint256 least, uint256 most, string memory field) private pure {
        _require(given >= least && given <= most, field);
    }

    function _require(bool holds, string memory field) private pure {
        if (!holds) revert ITemplates.TemplateInvalid(field);
    }
}
