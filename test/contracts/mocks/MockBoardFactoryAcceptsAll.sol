// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

/// @notice Takes every contract for a board of its own: only what the election factory asks for.
contract MockBoardFactoryAcceptsAll {
    function isBoard(address account) external view returns (bool) {
        return account.code.length != 0;
    }
}
