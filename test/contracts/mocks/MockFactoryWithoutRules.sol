// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {Clones} from "@openzeppelin/contracts/proxy/Clones.sol";
import {Constitution} from "../../../contracts/types/Constitution.sol";

/// @notice Clones an election from any constitution, the masked ones that the factory refuses included.
contract MockFactoryWithoutRules {
    event Cloned(address election);

    function create(address implementation, Constitution calldata constitution) external {
        emit Cloned(Clones.cloneWithImmutableArgs(implementation, abi.encode(constitution)));
    }
}
