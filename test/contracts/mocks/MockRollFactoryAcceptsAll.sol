// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

/// @notice Takes every contract for rolls of its own, and for a registry unless it is named as published: only what
/// election factory and templates ask for.
contract MockRollFactoryAcceptsAll {
    mapping(address account => bool) private _isPublished;

    function namePublished(address account) external {
        _isPublished[account] = true;
    }

    function isRegistry(address account) external view returns (bool) {
        return account.code.length != 0 && !_isPublished[account];
    }

    function isRoll(address account) external view returns (bool) {
        return account.code.length != 0;
    }
}
