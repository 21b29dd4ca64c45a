// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {Point, SigmaProof} from "./Point.sol";

/// @title ITallying
/// @notice The calls of an election whose box has closed; IElection has their events and errors.
interface ITallying {
    /// @notice Adds a chunk of batch subtotals, newest first (P8.1). Empty `subtotals` and `before` = cursor start the seal's delay.
    /// @param current The running sum, empty for the first call.
    function sum(bytes32 before, uint256[][] calldata subtotals, uint256[] calldata current) external;

    /// @notice Freezes the sum (P8.2).
    function seal() external;

    /// @notice Posts trustee `seat`'s share of the sealed sum, as Q (P9).
    function postShare(uint256 seat, Point[] calldata share, SigmaProof calldata proof, uint256[] calldata sealedSum) external;

    /// @notice Posts the counts, checks them, and computes the outcome (P10). An empty box takes no seats and no shares.
    /// @param shares Affine points as the SharePosted events carry them, by seat.
    function postResult(
        uint256[] calldata counts,
        uint256[] calldata seats,
        Point[][] calldata shares,
        uint256[] calldata sealedSum
    ) external;
}
