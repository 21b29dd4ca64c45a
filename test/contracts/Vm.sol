// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

/// @notice The cheat codes of Hardhat's Solidity tests that ours use.
interface Vm {
    function assume(bool condition) external pure;
    function expectRevert(bytes calldata data) external;
}

/// @dev The address at which the test runner answers them.
Vm constant vm = Vm(address(uint160(uint256(keccak256("hevm cheat code")))));
