// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {Checkpoint, IRollSource} from "../../../contracts/types/IRollSource.sol";

/// @notice Rolls whose checkpoints anybody may write, in the order of their times.
contract MockRollHistory is IRollSource {
    /// @inheritdoc IRollSource
    bool public immutable isTest;
    mapping(uint256 rollId => Checkpoint[]) private _history;

    constructor(bool isTest_) {
        isTest = isTest_;
    }

    function write(uint256 rollId, Checkpoint calldata checkpoint) external {
        _history[rollId].push(checkpoint);
    }

    /// @inheritdoc IRollSource
    function checkpointAt(uint256 rollId, uint48 time) external view returns (Checkpoint memory) {
        if (time >= block.timestamp) revert CheckpointNotYetFinal(time, block.timestamp);
        Checkpoint[] storage history = _history[rollId];
        for (uint256 i = history.length; i > 0; --i) {
            if (history[i - 1].time <= time) return history[i - 1];
        }
        return Checkpoint(0, 0, 0, 0);
    }
}
