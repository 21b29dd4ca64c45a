// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

/// @title CompanionRolls
/// @notice A roll's companion group holds its first identities alone (P1.9): under the roll's id with the top bit set,
/// so that in increasing order companions stand last.
library CompanionRolls {
    uint256 private constant COMPANION = 1 << 255;

    /// @notice A companion group takes first identities alone, and this sequence is a later one.
    /// @dev Name the companion at sequence 1 only; a re-issued identity joins its rolls without their companions.
    error CompanionTakesFirstOnly(uint256 rollId, uint256 sequence);
    /// @notice A companion is named, and its roll is not.
    /// @dev Name the roll and its companion together.
    error CompanionWithoutRoll(uint256 rollId);

    /// @notice The id of a roll's companion.
    function companionOf(uint256 rollId) internal pure returns (uint256) {
        return COMPANION + rollId;
    }

    function isCompanion(uint256 rollId) internal pure returns (bool) {
        return rollId >= COMPANION;
    }

    /// @param rollIds In increasing order.
    function check(uint256[] calldata rollIds, uint256 sequence) internal pure {
        for (uint256 m = rollIds.length; m > 0 && rollIds[m - 1] >= COMPANION; --m) {
            uint256 companion = rollIds[m - 1];
            if (sequence != 1) revert CompanionTakesFirstOnly(companion, sequence);
            if (!_holds(rollIds, companion - COMPANION)) revert CompanionWithoutRoll(companion);
        }
    }

    function _holds(uint256[] calldata rollIds, uint256 rollId) private pure returns (bool) {
        for (uint256 m = 0; m < rollIds.length; ++m) {
            if (rollIds[m] == rollId) return true;
        }
        return false;
    }
}
