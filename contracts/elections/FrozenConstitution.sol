// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {Clones} from "@openzeppelin/contracts/proxy/Clones.sol";
import {CloneArguments} from "../libraries/CloneArguments.sol";
import {Constitution} from "../types/Constitution.sol";
import {ITrusteeBoard} from "../types/ITrusteeBoard.sol";
import {ElectionTranscripts} from "./ElectionTranscripts.sol";

/// @title FrozenConstitution
/// @notice Reads the constitution out of a clone's own code, where it is immutable (P3.1, P3.3).
abstract contract FrozenConstitution {
    /// @dev Behind the clone's own code, the place of the constitution, and its words before `board`.
    uint256 private constant BOARD = 0x2d + 0x20 + 5 * 0x20;
    /// @dev The same before `revoting`.
    uint256 private constant REVOTING = 0x2d + 0x20 + 8 * 0x20;
    /// @dev The same before `ballotSize`, and before `schedule.closesAt`.
    uint256 private constant BALLOT_SIZE = 0x2d + 0x20 + 11 * 0x20;
    uint256 private constant CLOSES_AT = 0x2d + 0x20 + 16 * 0x20;

    /// @dev The contract that clones delegate to; it has no constitution itself.
    address private immutable _implementation = address(this);

    function _constitution() internal view returns (Constitution memory) {
        return abi.decode(_encoded(), (Constitution));
    }

    function _constitutionHash() internal view returns (bytes32) {
        return keccak256(_encoded());
    }

    function _scope() internal view returns (uint256) {
        return ElectionTranscripts.scope(_constitutionHash());
    }

    /// @dev The board alone.
    function _board() internal view returns (ITrusteeBoard board) {
        assembly ("memory-safe") {
            extcodecopy(address(), 0x00, BOARD, 0x20)
            board := mload(0x00)
        }
    }

    /// @dev `revoting` and `masked` alone, without reading the rest.
    function _ballotFlags() internal view returns (bool revoting, bool masked) {
        assembly ("memory-safe") {
            extcodecopy(address(), 0x00, REVOTING, 0x40)
            revoting := mload(0x00)
            masked := mload(0x20)
        }
    }

    /// @dev Options of the circuit, alone.
    function _ballotSize() internal view returns (uint256 size) {
        assembly ("memory-safe") {
            extcodecopy(address(), 0x00, BALLOT_SIZE, 0x20)
            size := mload(0x00)
        }
    }

    /// @dev The end of the box (P7.1) alone, in Unix seconds.
    function _boxClosesAt() internal view returns (uint256 time) {
        assembly ("memory-safe") {
            extcodecopy(address(), 0x00, CLOSES_AT, 0x40)
            time := add(mload(0x00), mload(0x20))
        }
    }

    function _requireClone() internal view {
        // The line of CloneArguments.requireClone, by which the compiler makes Election 700 bytes larger.
        if (address(this) == _implementation) revert CloneArguments.NotAClone();
    }

    function _encoded() private view returns (bytes memory) {
        _requireClone();
        return Clones.fetchCloneArgs(address(this));
    }
}
