// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

/// @notice What casting changes, in one slot: chain:208 | ballots:24 | activeMembers:24. 0 until opened.
type BoxState is uint256;

using BoxStates for BoxState global;

/// @title BoxStates
/// @notice Reads and makes a BoxState. A census has fewer than 2^24 members (P4.1), and a box no more ballots.
library BoxStates {
    uint256 private constant COUNT = 0xffffff;
    uint256 private constant BALLOTS_SHIFT = 24;
    /// What a tally chain is cut to: its low 48 bits are 0 (P7.5).
    uint256 internal constant CHAIN = ~uint256(0xffffffffffff);

    /// @notice Of a box over a census, at the opening.
    function opened(uint256 members) internal pure returns (BoxState) {
        return BoxState.wrap(members);
    }

    /// @notice The tally chain; 0 before the first batch.
    function chain(BoxState state) internal pure returns (bytes32) {
        return bytes32(BoxState.unwrap(state) & CHAIN);
    }

    /// @notice Slots in use.
    function ballots(BoxState state) internal pure returns (uint256) {
        return (BoxState.unwrap(state) >> BALLOTS_SHIFT) & COUNT;
    }

    /// @notice Members of the census; 0 until opened.
    function activeMembers(BoxState state) internal pure returns (uint256) {
        return BoxState.unwrap(state) & COUNT;
    }

    /// @notice The same box with another chain, and `first` more slots in use, which fit.
    function extended(BoxState state, bytes32 newChain, uint256 first) internal pure returns (BoxState) {
        unchecked {
            uint256 counts = (BoxState.unwrap(state) & ~CHAIN) + (first << BALLOTS_SHIFT);
            return BoxState.wrap(uint256(newChain) | counts);
        }
    }
}
