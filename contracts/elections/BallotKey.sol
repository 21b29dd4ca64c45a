// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {Groth16Batch} from "../libraries/Groth16Batch.sol";
import {IGroth16BatchVerifier} from "../types/IGroth16BatchVerifier.sol";
import {BallotSignals} from "./BallotSignals.sol";

/// @title BallotKey
/// @notice The verification key of ballots in an election's own code: asking another contract for every batch costs
/// more than the room it takes.
abstract contract BallotKey is Groth16Batch {
    uint256 private immutable _alphaX;
    uint256 private immutable _alphaY;
    uint256 private immutable _betaX1;
    uint256 private immutable _betaX0;
    uint256 private immutable _betaY1;
    uint256 private immutable _betaY0;
    uint256 private immutable _gammaX1;
    uint256 private immutable _gammaX0;
    uint256 private immutable _gammaY1;
    uint256 private immutable _gammaY0;
    uint256 private immutable _deltaX1;
    uint256 private immutable _deltaX0;
    uint256 private immutable _deltaY1;
    uint256 private immutable _deltaY0;
    uint256 private immutable _digestX;
    uint256 private immutable _digestY;
    uint256 private immutable _evaluationX;
    uint256 private immutable _evaluationY;
    uint256 private immutable _challengeX;
    uint256 private immutable _challengeY;

    /// @dev Reverts with KnownProofFails, and with WrongInputCount if the key is of a circuit with other live signals.
    constructor(IGroth16BatchVerifier verifier) {
        verifier.requireKnownProof();
        uint256[] memory words = verifier.key();
        if (words.length != KEY_WORDS + 2 * BallotSignals.LIVE) {
            revert IGroth16BatchVerifier.WrongInputCount(words.length, KEY_WORDS + 2 * BallotSignals.LIVE);
        }
        (_alphaX, _alphaY) = (words[0], words[1]);
        (_betaX1, _betaX0, _betaY1, _betaY0) = (words[2], words[3], words[4], words[5]);
        (_gammaX1, _gammaX0, _gammaY1, _gammaY0) = (words[8], words[9], words[10], words[11]);
        (_deltaX1, _deltaX0, _deltaY1, _deltaY0) = (words[14], words[15], words[16], words[17]);
        (_digestX, _digestY) = (words[18], words[19]);
        (_evaluationX, _evaluationY) = (words[20], words[21]);
        (_challengeX, _challengeY) = (words[22], words[23]);
    }

    function _liveCount() internal pure override returns (uint256) {
        return BallotSignals.LIVE;
    }

    function _putKey(uint256 place) internal view override {
        _put(place, _alphaX, _alphaY);
        _put(place + 0x40, _betaX1, _betaX0);
        _put(place + 0x80, _betaY1, _betaY0);
        _put(place + 0x100, _gammaX1, _gammaX0);
        _put(place + 0x140, _gammaY1, _gammaY0);
        _put(place + 0x1c0, _deltaX1, _deltaX0);
        _put(place + 0x200, _deltaY1, _deltaY0);
    }

    function _putLive(uint256 place) internal view override {
        _put(place, _digestX, _digestY);
        _put(place + 0x40, _evaluationX, _evaluationY);
        _put(place + 0x80, _challengeX, _challengeY);
    }

    function _put(uint256 place, uint256 first, uint256 second) private pure {
        assembly ("memory-safe") {
            mstore(place, first)
            mstore(add(place, 0x20), second)
        }
    }
}
