// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {ProposalKind} from "../types/BallotTerms.sol";
import {ITemplates, Template} from "../types/ITemplates.sol";
import {Schedules} from "./Schedules.sol";

/// @title LatestShares
/// @notice Whether a template's board serves long enough for every vote of a proposal that is posted now (P21.3): nobody
/// supports what can no longer be voted on.
library LatestShares {
    /// @notice A time before which the shares of a proposal's vote are due, however late quota, answer and conversion
    /// come, or a cell's first ballot; Unix seconds.
    function dueBefore(Template calldata template, uint256 postedAt) internal pure returns (uint256) {
        uint256 start = template.kind == ProposalKind.BudgetCell
            ? template.cell.openBy
            : postedAt + template.window + template.answerTerm + template.convertTerm;
        return Schedules.opensBefore(template.timing, start) + template.timing.votingLength
            + template.timing.closeGrace + template.timing.sharesTerm;
    }

    /// @notice The last time, Unix seconds, at which one can post under a template, by the end of its board's term; 0 for
    /// never, the highest there is where no vote follows.
    function lastPostingAt(Template calldata template) internal view returns (uint48) {
        if (template.kind == ProposalKind.Policy) return type(uint48).max;
        uint256 termEndsAt = template.ballot.board.termEndsAt();
        uint256 reach = dueBefore(template, 0);
        if (termEndsAt < reach) return 0;
        return template.kind == ProposalKind.BudgetCell
            ? template.cell.supportsClose - 1
            : uint48(termEndsAt - reach);
    }

    /// @notice Reverts with BoardTermTooShort.
    function requireReached(Template calldata template, uint256 postedAt) internal view {
        if (template.kind == ProposalKind.Policy) return;
        uint256 termEndsAt = template.ballot.board.termEndsAt();
        uint256 due = dueBefore(template, postedAt);
        if (termEndsAt < due) revert ITemplates.BoardTermTooShort(termEndsAt, due);
    }
}
