// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

/// @notice The cheat codes of Hardhat's Solidity tests that ours use.
interface Vm {
    struct Log {
        bytes32[] topics;
        bytes data;
        address emitter;
    }

    function assume(bool condition) external pure;
    function expectRevert(bytes calldata data) external;
    /// @notice The next call comes from `sender`.
    function prank(address sender) external;
    /// @notice Sets the time of the block, Unix seconds.
    function warp(uint256 time) external;
    /// @notice Sets the number of the block.
    function roll(uint256 number) external;
    function addr(uint256 privateKey) external pure returns (address);
    function sign(uint256 privateKey, bytes32 digest) external pure returns (uint8 v, bytes32 r, bytes32 s);
    /// @notice Creation code of an artifact, named as `File.sol:Contract`.
    function getCode(string calldata artifact) external view returns (bytes memory code);
    function recordLogs() external;
    /// @notice Logs since `recordLogs`, or since the last call of this.
    function getRecordedLogs() external returns (Log[] memory logs);
}

/// @dev The address at which the test runner answers them.
Vm constant vm = Vm(address(uint160(uint256(keccak256("hevm cheat code")))));
