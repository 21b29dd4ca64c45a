// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {Checkpoints} from "@openzeppelin/contracts/utils/structs/Checkpoints.sol";
import {ISemaphore} from "@semaphore-protocol/contracts/interfaces/ISemaphore.sol";
import {ISemaphoreGroups} from "@semaphore-protocol/contracts/interfaces/ISemaphoreGroups.sol";
import {IResidentRegistry} from "../types/IResidentRegistry.sol";
import {Checkpoint, IRollSource} from "../types/IRollSource.sol";

/// @title RollBook
/// @notice Rolls as groups of a Semaphore contract, their checkpoints (P1.5), and which commitments were used (P1.10).
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
    /// @dev The id of the roll that was created first, plus one; 0 before there is any. No companion is the first.
    uint256 private afterFirstRoll;
    /// @dev Commitments that were used and are not on the first roll now; of those that are, its group's leaves say so.
    mapping(uint256 identityCommitment => bool) private usedElsewhere;

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

    /// @dev Refuses a commitment that was ever used. On the first roll Semaphore itself refuses one that is there.
    /// @param rollIds Increasing, so that the first of all is no companion.
    function _join(uint256[] memory rollIds, uint256[] memory identityCommitments) internal {
        if (afterFirstRoll == 0) afterFirstRoll = rollIds[0] + 1;
        uint256 first = afterFirstRoll - 1;
        bool joinsFirst;
        for (uint256 m = 0; m < rollIds.length; ++m) {
            if (rollIds[m] == first) joinsFirst = true;
        }
        for (uint256 m = 0; m < identityCommitments.length; ++m) {
            uint256 identityCommitment = identityCommitments[m];
            bool isUsed = usedElsewhere[identityCommitment];
            if (!joinsFirst) {
                isUsed = isUsed || _isMember(rolls[first].groupId, identityCommitment);
                usedElsewhere[identityCommitment] = true;
            }
            if (isUsed) revert IdentityCommitmentUsed(identityCommitment);
        }
        for (uint256 m = 0; m < rollIds.length; ++m) {
            _addMembers(rollIds[m], identityCommitments);
        }
    }

    /// @param siblings Of each roll.
    function _leave(uint256[] calldata rollIds, uint256 identityCommitment, uint256[][] calldata siblings) internal {
        for (uint256 m = 0; m < rollIds.length; ++m) {
            _removeMember(rollIds[m], identityCommitment, siblings[m]);
        }
        usedElsewhere[identityCommitment] = true;
    }

    function _addMembers(uint256 rollId, uint256[] memory identityCommitments) private {
        Roll storage roll = rolls[rollId];
        if (!roll.created) {
            roll.created = true;
            roll.groupId = SEMAPHORE.createGroup();
            emit RollCreated(rollId, roll.groupId);
        }
        try SEMAPHORE.addMembers(roll.groupId, identityCommitments) {}
        catch (bytes memory reason) {
            _requireUnused(roll.groupId, identityCommitments);
            assembly ("memory-safe") {
                revert(add(reason, 0x20), mload(reason))
            }
        }
        roll.activeMembers += uint32(identityCommitments.length);
        _writeCheckpoint(rollId);
    }

    /// @dev Names the commitment for which Semaphore refused all.
    function _requireUnused(uint256 groupId, uint256[] memory identityCommitments) private view {
        for (uint256 m = 0; m < identityCommitments.length; ++m) {
            uint256 identityCommitment = identityCommitments[m];
            bool isUsed = _isMember(groupId, identityCommitment);
            for (uint256 k = 0; k < m; ++k) {
                if (identityCommitments[k] == identityCommitment) isUsed = true;
            }
            if (isUsed) revert IdentityCommitmentUsed(identityCommitment);
        }
    }

    function _isMember(uint256 groupId, uint256 identityCommitment) private view returns (bool) {
        return ISemaphoreGroups(address(SEMAPHORE)).hasMember(groupId, identityCommitment);
    }

    function _removeMember(uint256 rollId, uint256 identityCommitment, uint256[] calldata siblings) private {
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
