// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {vm} from "./Vm.sol";

/// @notice Deploys the artifact of the contract `name`, which stands in a file of its own name.
/// @dev `new` would compile the contract's code once more into every contract that deploys it, which takes minutes.
function deploy(string memory name, bytes memory arguments) returns (address deployed) {
    bytes memory code = bytes.concat(vm.getCode(string.concat(name, ".sol:", name)), arguments);
    assembly ("memory-safe") {
        deployed := create(0, add(code, 0x20), mload(code))
    }
    require(deployed != address(0), "The constructor reverted");
}
