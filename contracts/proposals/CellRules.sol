// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {LeastSpans} from "../libraries/LeastSpans.sol";
import {BallotTerms, CellTerms} from "../types/BallotTerms.sol";
import {BallotRules, OutcomeKind, OutcomeRule} from "../types/Constitution.sol";
import {ITemplates, Template} from "../types/ITemplates.sol";

/// @title CellRules
/// @notice Refuses a budget cell with a field out of range or in contradiction to another (P20.8), by the field's name.
library CellRules {
    uint256 private constant MOST_SPAN = 400 days;
    uint256 private constant MOST_OPTIONS = 32;

    /// @notice Reverts with TemplateInvalid(field).
    /// @param inForceFrom When one can first post in the cell, Unix seconds.
    function check(Template calldata template, uint256 inForceFrom) internal pure {
        CellTerms calldata cell = template.cell;
        uint256 least = LeastSpans.least(template.isTest, LeastSpans.TERM);
        _requireSpan(inForceFrom, cell.supportsClose, least, "cell.supportsClose");
        _requireSpan(cell.supportsClose, cell.assessBy, least, "cell.assessBy");
        _requireSpan(cell.assessBy, cell.insertBy, least, "cell.insertBy");
        _requireSpan(cell.insertBy, cell.openBy, least, "cell.openBy");
        _require(cell.leastCost != 0 && cell.leastCost <= template.ballot.outcome.budget, "cell.leastCost");
        _require(cell.mostOptions != 0 && cell.mostOptions <= MOST_OPTIONS, "cell.mostOptions");
        _checkBallot(template.ballot, cell.mostOptions);
    }

    /// @dev Projects and their costs are not known, and every ballot of some of them is to be legal.
    function _checkBallot(BallotTerms calldata ballot, uint256 mostOptions) private pure {
        BallotRules calldata rules = ballot.rules;
        OutcomeRule calldata outcome = ballot.outcome;
        _require(ballot.ballotSize == 0, "ballot.ballotSize");
        _require(ballot.exampleBallot.length == 0, "ballot.exampleBallot");
        _require(rules.optionCount == 0, "ballot.rules.optionCount");
        _require(rules.costs.length == 0, "ballot.rules.costs");
        _require(rules.maxPerOption == 1, "ballot.rules.maxPerOption");
        _require(rules.minTotal == 0, "ballot.rules.minTotal");
        _require(rules.maxTotal != 0 && rules.maxTotal <= mostOptions, "ballot.rules.maxTotal");
        _require(rules.credits == type(uint24).max, "ballot.rules.credits");
        _require(!rules.distinct, "ballot.rules.distinct");
        _require(
            rules.budget == outcome.budget || rules.budget == type(uint48).max, "ballot.rules.budget"
        );
        bool isGreedy = outcome.kind == OutcomeKind.Greedy || outcome.kind == OutcomeKind.GreedyNoSkip;
        _require(isGreedy, "ballot.outcome.kind");
        _require(outcome.costs.length == 0, "ballot.outcome.costs");
    }

    function _requireSpan(uint256 from, uint256 until, uint256 least, string memory field) private pure {
        _require(until >= from + least && until <= from + MOST_SPAN, field);
    }

    function _require(bool holds, string memory field) private pure {
        if (!holds) revert ITemplates.TemplateInvalid(field);
    }
}
