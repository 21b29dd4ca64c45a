// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {Schedule} from "../types/Constitution.sol";
import {IElection, Outcome} from "../types/IElection.sol";
import {Point} from "../types/Point.sol";
import {BoxState} from "./BoxState.sol";
import {FrozenConstitution} from "./FrozenConstitution.sol";
import {Box, Phases} from "./Phases.sol";

/// @title ElectionState
/// @notice The storage of a clone, which the code of Election and that of Tallying share.
abstract contract ElectionState is FrozenConstitution {
    BoxState internal _state;
    Box internal _box;
    /// @dev version:32 | low 224 bits of keccak256(ciphertexts).
    mapping(uint256 nullifier => uint256) internal _slots;
    /// @dev IC_0 and the constants of this election, folded (P0).
    Point internal _foldedConstants;
    uint256 internal _censusRoot;
    /// @dev Bit j - 1: seat j.
    uint256 internal _consents;
    uint256 internal _shares;
    bytes32 internal _cursor;
    bytes32 internal _runningSum;
    bytes32 internal _sumHash;
    mapping(uint256 seat => bytes32) internal _shareHashes;
    uint32[] internal _counts;
    Outcome internal _outcome;

    function _phase() internal view returns (IElection.Phase) {
        Box memory box = _box;
        uint256 opensUntil = box.closesAt == 0 ? _opensUntil(_constitution().schedule) : 0;
        return Phases.phaseOf(box, _state.ballots(), opensUntil, _sumHash != 0, block.timestamp);
    }

    function _requirePhase(IElection.Phase required) internal view {
        IElection.Phase current = _phase();
        if (current != required) revert IElection.WrongPhase(current);
    }

    function _sumCursor() internal view returns (bytes32) {
        return _box.summedAt == 0 ? _state.chain() : _cursor;
    }

    function _opensUntil(Schedule memory schedule) internal pure returns (uint256) {
        return uint256(schedule.opensAt) + schedule.openGrace;
    }

    function _bit(uint256 seat) internal pure returns (uint256) {
        return 1 << (seat - 1);
    }
}
