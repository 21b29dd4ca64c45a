// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {BallotRules, Constitution, Schedule} from "../types/Constitution.sol";
import {Template} from "../types/ITemplates.sol";
import {ITrusteeBoard} from "../types/ITrusteeBoard.sol";

/// @notice Whose trustees count a vote, and how many of them must consent.
struct ChosenBoard {
    ITrusteeBoard board;
    uint8 consentsRequired;
}

/// @title DerivedConstitutions
/// @notice The constitution of the election that a proposal comes to (P23.4): whoever converts chooses none of it.
library DerivedConstitutions {
    /// @notice Of a template whose ballot names its options, as all do but those of budget cells.
    function derive(
        Template calldata template,
        ChosenBoard memory chosen,
        Schedule memory schedule,
        bytes32 contentHash
    ) internal pure returns (Constitution memory constitution) {
        constitution.contentHash = contentHash;
        constitution.rolls = template.rolls;
        constitution.rollId = template.rollId;
        constitution.minimumCensus = template.ballot.minimumCensus;
        constitution.board = chosen.board;
        constitution.consentsRequired = chosen.consentsRequired;
        constitution.minimumBallots = template.ballot.minimumBallots;
        constitution.revoting = template.ballot.revoting;
        constitution.isTest = template.isTest;
        constitution.ballotSize = template.ballot.ballotSize;
        constitution.rules = template.ballot.rules;
        constitution.schedule = schedule;
        constitution.outcome = template.ballot.outcome;
    }

    /// @notice Of a budget cell with projects of these costs (P25.6).
    /// @param ballotSize Of a circuit that holds as many options.
    function deriveCell(
        Template calldata template,
        ChosenBoard memory chosen,
        Schedule memory schedule,
        bytes32 contentHash,
        uint8 ballotSize,
        uint40[] memory costs
    ) internal pure returns (Constitution memory constitution) {
        constitution = derive(template, chosen, schedule, contentHash);
        uint256 options = costs.length;
        constitution.ballotSize = ballotSize;
        BallotRules memory rules = constitution.rules;
        rules.optionCount = uint8(options);
        if (rules.maxTotal > options) rules.maxTotal = uint16(options);
        // What a ballot spends is bounded by what there is, or not at all.
        rules.costs = rules.budget == constitution.outcome.budget ? costs : new uint40[](options);
        constitution.outcome.costs = costs;
    }
}
