// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

/// @notice The time from `from` on and before `until`, Unix seconds; none where both are 0.
struct Span {
    uint48 from;
    uint48 until;
}

/// @notice From what the schedule of an election follows that nobody dates (P23.1). Spans are seconds.
struct Timing {
    /// From the conversion to the opening, at least.
    uint32 openLead;
    /// Elections open where Unix time is a multiple of `alignEvery` and `alignOffset`: on voting days of one hour.
    uint32 alignEvery;
    uint32 alignOffset;
    /// From the census to the opening.
    uint32 censusLead;
    /// As in the constitution's schedule.
    uint32 openGrace;
    /// From the opening to the closing that people see; from there to the box's.
    uint32 votingLength;
    uint32 closeGrace;
    /// From the box's closing to the time at which the shares are due.
    uint32 sharesTerm;
    uint32 sealDelay;
    /// How long the one postponement may be, at most 120 days; 0 for no postponement.
    uint32 mostPostponed;
    /// In which no box is open, in order; at most 31.
    Span[] blackouts;
}
