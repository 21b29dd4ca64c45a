// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {ITrusteeBoard} from "../../../contracts/types/ITrusteeBoard.sol";
import {Point} from "../../../contracts/types/Point.sol";

/// @notice A board whose keys are given to it, with no ceremony: only what elections and their factory ask for.
contract MockBoard {
    address public immutable factory;
    uint256 public immutable threshold;
    uint48 public immutable termEndsAt;
    ITrusteeBoard.Stage public stage = ITrusteeBoard.Stage.Ready;
    bool public isTest;
    Point private _electionKey;
    Point[] private _shareKeys;

    constructor(address factory_, uint256 threshold_, uint48 termEndsAt_, Point memory key, Point[] memory shareKeys) {
        factory = factory_;
        threshold = threshold_;
        termEndsAt = termEndsAt_;
        _electionKey = key;
        for (uint256 i = 0; i < shareKeys.length; ++i) _shareKeys.push(shareKeys[i]);
    }

    function setStage(ITrusteeBoard.Stage stage_) external {
        stage = stage_;
    }

    function setTest(bool isTest_) external {
        isTest = isTest_;
    }

    function trusteeCount() external view returns (uint256) {
        return _shareKeys.length;
    }

    function electionKey() external view returns (Point memory) {
        return _electionKey;
    }

    function shareKey(uint256 seat) external view returns (Point memory) {
        return _shareKeys[seat - 1];
    }
}
