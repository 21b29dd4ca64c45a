// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {ITemplates, Publication, Template} from "../types/ITemplates.sol";
import {ChosenBoard} from "./DerivedConstitutions.sol";
import {TemplateKeys} from "./TemplateKeys.sol";

/// @title FitBoards
/// @notice Whose trustees count a proposal's vote (P22.4): the board of its own template or, where that one's term is
/// over before the shares are due, of the newest template in force of its series.
/// @dev Both are genuine, ready and of the series' mark since their publication: only their terms end.
library FitBoards {
    /// @return chosen With board 0 if neither is fit.
    function choose(ITemplates templates, Template calldata template, uint256 sharesDueAt)
        internal
        view
        returns (ChosenBoard memory chosen)
    {
        chosen = ChosenBoard(template.ballot.board, template.ballot.consentsRequired);
        if (chosen.board.termEndsAt() > sharesDueAt) return chosen;
        Publication memory newest = templates.publication(templates.current(TemplateKeys.seriesKey(template)));
        chosen = ChosenBoard(newest.board, newest.consentsRequired);
        if (chosen.board.termEndsAt() <= sharesDueAt) delete chosen;
    }
}
