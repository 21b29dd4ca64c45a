// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {IElection} from "../types/IElection.sol";

/// @notice What an opening froze and the tally changes, in one slot.
struct Box {
    /// Unix seconds; 0 until opened.
    uint48 closesAt;
    uint32 minimumBallots;
    /// With fewer ballots the box stays closed; 0 where the constitution has it counted all the same.
    uint32 quorumBallots;
    bool decided;
    /// Unix seconds of the first `sum`, 0 before.
    uint48 summedAt;
}

/// @title Phases
/// @notice The phase that an election is in (P8.5): a function of its box and the time, so that the final phases
/// come without a transaction.
library Phases {
    /// @param ballots Slots in use.
    /// @param opensUntil Unix seconds; asked for only where the box was not opened.
    function phaseOf(Box memory box, uint256 ballots, uint256 opensUntil, bool isSealed, uint256 time)
        internal
        pure
        returns (IElection.Phase)
    {
        if (box.closesAt == 0) return time > opensUntil ? IElection.Phase.Void : IElection.Phase.Pending;
        if (time < box.closesAt) return IElection.Phase.Open;
        if (box.decided) return IElection.Phase.Decided;
        if (ballots != 0 && ballots < box.minimumBallots) return IElection.Phase.TooFew;
        if (ballots < box.quorumBallots) return IElection.Phase.BelowQuorum;
        return isSealed ? IElection.Phase.Sealed : IElection.Phase.Closed;
    }
}
