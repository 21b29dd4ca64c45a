// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {BallotTerms} from "../types/BallotTerms.sol";
import {BallotRules, OutcomeKind, OutcomeRule} from "../types/Constitution.sol";
import {ITemplates} from "../types/ITemplates.sol";
import {WeeklyCensus} from "./WeeklyCensus.sol";

/// @title WinnableVotes
/// @notice Refuses votes in which something cannot win that stands on the ballot, whatever people want (P20.6).
/// @dev Of a ballot that the election factory takes: it has as many costs as options, a referendum two at least.
library WinnableVotes {
    /// @notice Reverts with TemplateInvalid(field).
    function check(BallotTerms calldata ballot) internal pure {
        BallotRules calldata rules = ballot.rules;
        for (uint256 i = 0; i < rules.costs.length; ++i) {
            _require(rules.costs[i] <= rules.budget, "ballot.rules.costs");
        }
        OutcomeRule calldata outcome = ballot.outcome;
        if (outcome.kind == OutcomeKind.Referendum) _checkReferendum(rules);
        for (uint256 i = 0; i < outcome.costs.length; ++i) {
            _require(outcome.costs[i] <= outcome.budget, "ballot.outcome.costs");
        }

        // Of everybody that a roll can hold over which proposals are supported.
        uint256 everybody = uint256(1) << WeeklyCensus.DEPTH;
        _require(outcome.minimumVotes <= everybody * rules.maxPerOption, "ballot.outcome.minimumVotes");
        uint256 has = everybody * outcome.quorum.denominator;
        uint256 needs = uint256(outcome.electors) * outcome.quorum.numerator;
        _require(outcome.quorum.moreThan ? has > needs : has >= needs, "ballot.outcome.electors");
    }

    /// @dev Who says yes alone, or no alone, fills a legal ballot, with as many points for the one as for the other.
    function _checkReferendum(BallotRules calldata rules) private pure {
        uint256 points = rules.minTotal == 0 ? 1 : rules.minTotal;
        _require(points <= rules.maxPerOption, "ballot.rules.minTotal");
        _require(points * points <= rules.credits, "ballot.rules.credits");
        _require(rules.costs[0] == rules.costs[1], "ballot.rules.costs");
        _require(points * rules.costs[0] <= rules.budget, "ballot.rules.budget");
    }

    function _require(bool holds, string memory field) private pure {
        if (!holds) revert ITemplates.TemplateInvalid(field);
    }
}
