// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {Checkpoint, IRollSource} from "../types/IRollSource.sol";
import {ITemplates} from "../types/ITemplates.sol";

/// @title WeeklyCensus
/// @notice Which state of a roll a proposal is posted and supported under (P21.2): one a week, the same for all, so that
/// nobody hides in a smaller group than necessary.
library WeeklyCensus {
    /// Of Semaphore's circuit.
    uint256 internal constant DEPTH = 20;
    /// From a cut to its use, so that everybody has seen it; and how long the cut before may still be used.
    uint256 private constant DELAY = 1 days;

    /// @notice The cut in use at a time, Unix seconds: Thursdays, 00:00 UTC.
    function cutAt(uint256 time) internal pure returns (uint256) {
        return (time - DELAY) / 1 weeks * 1 weeks;
    }

    /// @notice Whether somebody may post under a cut at a time: the one in use, or for a day the one before.
    function isCurrent(uint256 cut, uint256 time) internal pure returns (bool) {
        return cut == cutAt(time) || cut == cutAt(time - DELAY);
    }

    /// @notice Whether a time is a cut that is in use or was.
    function isPast(uint256 cut, uint256 time) internal pure returns (bool) {
        return cut % 1 weeks == 0 && cut <= cutAt(time);
    }

    /// @notice The roll's state at a cut. Reverts unless proofs can be made over it and it has enough members.
    /// @param least At least 1.
    function read(IRollSource rolls, uint256 rollId, uint256 cut, uint256 least)
        internal
        view
        returns (Checkpoint memory census)
    {
        census = rolls.checkpointAt(rollId, uint48(cut));
        uint256 members = census.root == 0 ? 0 : census.activeMembers;
        if (members < least) revert ITemplates.WeeklyCensusTooSmall(members, least);
        if (census.depth > DEPTH) revert ITemplates.WeeklyCensusTooDeep(census.depth, DEPTH);
    }
}
