// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

/// @notice A dated state of a roll.
struct Checkpoint {
    uint48 time;
    uint8 depth;
    uint32 activeMembers;
    uint256 root;
}

/// @title IRollSource
/// @notice Where elections and proposals read rolls from; enrolled on chain or published as a file.
interface IRollSource {
    /// @notice The roll can still change at `time`, which is not before the block's time (Unix seconds).
    /// @dev Ask again when the time named is past.
    error CheckpointNotYetFinal(uint256 time, uint256 blockTime);

    /// @notice The last checkpoint of a roll at or before `time`; all zero if there is none (P1.5).
    /// @dev Reverts with `CheckpointNotYetFinal` unless `time` lies before the current block's time.
    function checkpointAt(uint256 rollId, uint48 time) external view returns (Checkpoint memory);

    /// @notice Whether the rolls serve test elections alone, without the floors that protect voters.
    function isTest() external view returns (bool);
}
