// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {Clones} from "@openzeppelin/contracts/proxy/Clones.sol";

/// @title CloneArguments
/// @notice What a clone's own code carries, where it is immutable (P2.5).
/// @dev `implementation` is the contract that clones delegate to, which keeps its own address as an immutable.
library CloneArguments {
    /// @notice This is the code that clones share, with no terms of its own.
    /// @dev Call a clone that its factory made.
    error NotAClone();

    function read(address implementation) internal view returns (bytes memory) {
        requireClone(implementation);
        return Clones.fetchCloneArgs(address(this));
    }

    function requireClone(address implementation) internal view {
        if (address(this) == implementation) revert NotAClone();
    }
}
