// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {PoseidonT3} from "poseidon-solidity/PoseidonT3.sol";
import {Checkpoint} from "../../../contracts/types/IRollSource.sol";

/// @notice Rolls as plain lists of leaves, their LeanIMT hashed anew at each change, and all checkpoints in a row.
abstract contract NaiveRolls {
    mapping(uint256 rollId => uint256[]) private leaves;
    mapping(uint256 rollId => Checkpoint[]) private checkpoints;

    /// @notice Leaves that were not removed.
    function activeMembers(uint256 rollId) public view returns (uint256 count) {
        for (uint256 i = 0; i < leaves[rollId].length; ++i) if (leaves[rollId][i] != 0) ++count;
    }

    function checkpointCount(uint256 rollId) public view returns (uint256) {
        return checkpoints[rollId].length;
    }

    function checkpoint(uint256 rollId, uint256 i) public view returns (Checkpoint memory) {
        return checkpoints[rollId][i];
    }

    function allCheckpoints(uint256 rollId) external view returns (Checkpoint[] memory) {
        return checkpoints[rollId];
    }

    /// @notice The last checkpoint at or before `time`, by looking at all of them.
    function lastCheckpoint(uint256 rollId, uint256 time) public view returns (Checkpoint memory last) {
        for (uint256 i = 0; i < checkpoints[rollId].length; ++i) {
            if (checkpoints[rollId][i].time <= time) last = checkpoints[rollId][i];
        }
    }

    function _join(uint256 rollId, uint256 commitment) internal {
        leaves[rollId].push(commitment);
        _write(rollId);
    }

    /// @return siblings Of the leaf, from the bottom up, before it is removed.
    function _leave(uint256 rollId, uint256 commitment) internal returns (uint256[] memory siblings) {
        uint256 index;
        while (leaves[rollId][index] != commitment) ++index;
        siblings = _siblings(leaves[rollId], index);
        leaves[rollId][index] = 0;
        _write(rollId);
    }

    /// @dev Several changes in one second leave one checkpoint.
    function _write(uint256 rollId) private {
        (uint256 root, uint256 depth) = _root(leaves[rollId]);
        Checkpoint[] storage list = checkpoints[rollId];
        if (list.length > 0 && list[list.length - 1].time == block.timestamp) list.pop();
        list.push(Checkpoint(uint48(block.timestamp), uint8(depth), uint32(activeMembers(rollId)), root));
    }

    function _root(uint256[] memory level) private pure returns (uint256 root, uint256 depth) {
        for (; level.length > 1; ++depth) level = _above(level);
        return (level[0], depth);
    }

    /// @dev A node without a right child is its left child.
    function _above(uint256[] memory level) private pure returns (uint256[] memory above) {
        above = new uint256[]((level.length + 1) / 2);
        for (uint256 i = 0; i < above.length; ++i) {
            bool pair = 2 * i + 1 < level.length;
            above[i] = pair ? PoseidonT3.hash([level[2 * i], level[2 * i + 1]]) : level[2 * i];
        }
    }

    function _siblings(uint256[] memory level, uint256 index) private pure returns (uint256[] memory siblings) {
        siblings = new uint256[](32);
        uint256 count;
        for (; level.length > 1; index /= 2) {
            if ((index ^ 1) < level.length) siblings[count++] = level[index ^ 1];
            level = _above(level);
        }
        assembly ("memory-safe") {
            mstore(siblings, count)
        }
    }
}
