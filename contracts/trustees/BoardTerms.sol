// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {IGroth16BatchVerifier} from "../types/IGroth16BatchVerifier.sol";
import {ITrusteeBoard} from "../types/ITrusteeBoard.sol";

struct BoardParameters {
    /// The only factory whose elections the board serves.
    address factory;
    /// By seat, 2 to 9, distinct.
    address[] trustees;
    /// k, 2 to the number of trustees.
    uint256 threshold;
    /// Last second of round 1, of round 2, and end of the term; Unix seconds.
    uint48 registerBy;
    uint48 dealBy;
    uint48 termEndsAt;
    /// Of keyShare.circom.
    IGroth16BatchVerifier verifier;
}

/// @title BoardTerms
/// @notice What a board fixes at its deployment.
abstract contract BoardTerms is ITrusteeBoard {
    uint256 private constant MOST_TRUSTEES = 9;

    /// @inheritdoc ITrusteeBoard
    address public immutable factory;
    /// @inheritdoc ITrusteeBoard
    uint256 public immutable trusteeCount;
    /// @inheritdoc ITrusteeBoard
    uint256 public immutable threshold;
    /// @inheritdoc ITrusteeBoard
    uint48 public immutable registerBy;
    /// @inheritdoc ITrusteeBoard
    uint48 public immutable dealBy;
    /// @inheritdoc ITrusteeBoard
    uint48 public immutable termEndsAt;

    address[] private trustees;
    mapping(address account => uint256) private seats;

    constructor(BoardParameters memory parameters) {
        uint256 count = parameters.trustees.length;
        if (parameters.factory == address(0)) revert BoardParametersInvalid("factory");
        if (count < 2 || count > MOST_TRUSTEES) revert BoardParametersInvalid("trustees");
        if (parameters.threshold < 2 || parameters.threshold > count) revert BoardParametersInvalid("threshold");
        if (parameters.registerBy <= block.timestamp) revert BoardParametersInvalid("registerBy");
        if (parameters.dealBy <= parameters.registerBy) revert BoardParametersInvalid("dealBy");
        if (parameters.termEndsAt <= parameters.dealBy) revert BoardParametersInvalid("termEndsAt");
        if (address(parameters.verifier).code.length == 0) revert BoardParametersInvalid("verifier");

        for (uint256 m = 0; m < count; ++m) {
            address trustee = parameters.trustees[m];
            if (trustee == address(0) || seats[trustee] != 0) revert BoardParametersInvalid("trustees");
            seats[trustee] = m + 1;
        }
        trustees = parameters.trustees;
        trusteeCount = count;
        factory = parameters.factory;
        threshold = parameters.threshold;
        registerBy = parameters.registerBy;
        dealBy = parameters.dealBy;
        termEndsAt = parameters.termEndsAt;
    }

    /// @inheritdoc ITrusteeBoard
    function trusteeAt(uint256 seat) public view returns (address) {
        _requireSeat(seat);
        return trustees[seat - 1];
    }

    function _seatOf(address account) internal view returns (uint256 seat) {
        seat = seats[account];
        if (seat == 0) revert NotATrustee(account);
    }

    function _requireSeat(uint256 seat) internal view {
        if (seat == 0 || seat > trusteeCount) revert SeatInvalid(seat);
    }
}
