// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {Checkpoints} from "@openzeppelin/contracts/utils/structs/Checkpoints.sol";
import {ISemaphore} from "@semaphore-protocol/contracts/interfaces/ISemaphore.sol";
import {ISemaphoreGroups} from "@semaphore-protocol/contracts/interfaces/ISemaphoreGroups.sol";
import {IResidentRegistry} from "../types/IResidentRegistry.sol";
import {Checkpoint, IRollSource} from "../types/IRollSource.sol";

/// @title RollBook
/// @notice Rolls as groups of a Semaphore contract, and their checkpoints (P1.5).
abstract contract RollBook is IResidentRegistry {
    using Checkpoints for Checkpoints.Trace208;

    struct Roll {
        uint256 groupId;
        bool created;
        uint32 activeMembers;
        /// By time: time:48 | depth:8 | activeMembers:32. The time is in the value too, because a lookup gives no key.
        Checkpoints.Trace208 history;
        mapping(uint48 time => uint256) rootAt;
    }

    ISemaphore internal immutable SEMAPHORE;
    mapping(uint256 rollId => Roll) private rolls;

    constructor(ISemaphore semaphoreContract) {
        SEMAPHORE = semaphoreContract;
    }

    /// @inheritdoc IRollSource
    function checkpointAt(uint256 rollId, uint48 time) external view returns (Checkpoint memory) {
        if (time >= block.timestamp) revert CheckpointNotYetFinal(time, block.timestamp);

        Roll storage roll = rolls[rollId];
        uint208 entry = roll.history.upperLookupRecent(time);
        uint48 writtenAt = uint48(entry >> 40);
        return Checkpoint({
            time: writtenAt,
            depth: uint8(entry >> 32),
            activeMembers: uint32(entry),
            root: roll.rootAt[writtenAt]
        });
    }

    /// @inheritdoc IResidentRegistry
    function semaphore() external view returns (address) {
        return address(SEMAPHORE);
    }

    /// @inheritdoc IResidentRegistry
    function activeMembers(uint256 rollId) external view returns (uint32) {
        return rolls[rollId].activeMembers;
    }

    function _addMembers(uint256 rollId, uint256[] memory identityCommitments) internal {
        Roll storage roll = rolls[rollId];
        if (!roll.created) {
            roll.created = true;
            roll.groupId = SEMAPHORE.createGroup();
            emit RollCreated(rollId, roll.groupId);
        }
        SEMAPHORE.addMembers(roll.groupId, identityCommitments);
        roll.activeMembers += uint32(identityCommitments.length);
        _writeCheckpoint(rollId);
    }

    function _removeMember(uint256 rollId, uint256 identityCommitment, uint256[] calldata siblings) internal {
        Roll storage roll = rolls[rollId];
        SEMAPHORE.removeMember(roll.groupId, identityCommitment, siblings);
        --roll.activeMembers;
        _writeCheckpoint(rollId);
    }

    /// @dev A later change in the same second replaces the checkpoint; none is final before that second is over.
    function _writeCheckpoint(uint256 rollId) private {
        Roll storage roll = rolls[rollId];
        ISemaphoreGroups groups = ISemaphoreGroups(address(SEMAPHORE));
        uint48 time = uint48(block.timestamp);
        uint8 depth = uint8(groups.getMerkleTreeDepth(roll.groupId));
        uint256 root = groups.getMerkleTreeRoot(roll.groupId);

        roll.history.push(time, (uint208(time) << 40) | (uint208(depth) << 32) | roll.activeMembers);
        roll.rootAt[time] = root;

        emit CheckpointWritten(rollId, time, depth, roll.activeMembers, root);
    }
}
