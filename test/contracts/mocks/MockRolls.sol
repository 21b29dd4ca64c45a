// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {Checkpoint, IRollSource} from "../../../contracts/types/IRollSource.sol";

/// @notice One roll with one checkpoint, which anybody may set.
contract MockRolls is IRollSource {
    uint256 public immutable rollId;
    /// @inheritdoc IRollSource
    bool public isTest;
    Checkpoint private _checkpoint;

    constructor(uint256 rollId_) {
        rollId = rollId_;
    }

    function setCheckpoint(Checkpoint calldata checkpoint) external {
        _checkpoint = checkpoint;
    }

    function setTest(bool isTest_) external {
        isTest = isTest_;
    }

    /// @inheritdoc IRollSource
    function checkpointAt(uint256 rollId_, uint48 time) external view returns (Checkpoint memory) {
        if (time >= block.timestamp) revert CheckpointNotYetFinal(time, block.timestamp);
        if (rollId_ == rollId && _checkpoint.time <= time) return _checkpoint;
        return Checkpoint(0, 0, 0, 0);
    }
}
