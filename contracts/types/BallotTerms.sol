// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {BallotRules, OutcomeRule} from "./Constitution.sol";
import {ITrusteeBoard} from "./ITrusteeBoard.sol";

/// @notice What a proposal asks for.
enum ProposalKind {
    /// An answer alone.
    Policy,
    /// An ordinance, by a vote.
    Ordinance,
    /// A project of a budget round, by a vote on the best ones of its cell.
    BudgetCell
}

/// @notice When a proposal whose quota is reached comes to a vote (P22.2).
enum ConversionMode {
    Never,
    /// After the answer, whatever it says, and in silence after the term.
    WhenAnswered,
    /// The same, but an answer in time that the proposal cannot be done closes it.
    WhenFeasible
}

/// @notice The vote that a proposal comes to: every field of its constitution that is neither time, content nor census
/// (P20.6). Of a template that leads to none: `board` 0 and `question` empty.
struct BallotTerms {
    /// Question and labels of the options (P23.3); at most 4,096 bytes.
    bytes question;
    /// Genuine and ready when the template is published; its term reaches every vote of a proposal that may be posted.
    ITrusteeBoard board;
    uint8 consentsRequired;
    /// At most the template's `leastMembers`, so that a census under which somebody posted is one to vote under.
    uint32 minimumCensus;
    uint32 minimumBallots;
    bool revoting;
    /// Of a budget cell 0: the smallest that holds its projects.
    uint8 ballotSize;
    /// Of a budget cell without options and costs.
    BallotRules rules;
    OutcomeRule outcome;
    /// A ballot that keeps the rules; of a budget cell none.
    uint8[] exampleBallot;
}

/// @notice What a budget cell fixes (P20.8); all zero of other templates. Times are Unix seconds.
struct CellTerms {
    uint48 supportsClose;
    uint48 assessBy;
    uint48 insertBy;
    uint48 openBy;
    /// Least cost of a project; the most is the budget of `ballot.outcome`.
    uint40 leastCost;
    /// Most projects on the ballot, at most 32.
    uint8 mostOptions;
}
