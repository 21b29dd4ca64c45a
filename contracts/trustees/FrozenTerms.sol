// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {CloneArguments} from "../libraries/CloneArguments.sol";
import {BoardTerms} from "../types/IBoardFactory.sol";
import {ITrusteeBoard} from "../types/ITrusteeBoard.sol";

/// @title FrozenTerms
/// @notice Reads a board's terms out of the clone's own code, where they are immutable (P2.5).
abstract contract FrozenTerms is ITrusteeBoard {
    /// @dev The contract that clones delegate to; it has no terms itself.
    address private immutable _implementation = address(this);

    /// @inheritdoc ITrusteeBoard
    function factory() external view returns (address) {
        return _terms().factory;
    }

    /// @inheritdoc ITrusteeBoard
    function trusteeCount() external view returns (uint256) {
        return _terms().trustees.length;
    }

    /// @inheritdoc ITrusteeBoard
    function threshold() external view returns (uint256) {
        return _terms().threshold;
    }

    /// @inheritdoc ITrusteeBoard
    function registerBy() external view returns (uint48) {
        return _terms().registerBy;
    }

    /// @inheritdoc ITrusteeBoard
    function dealBy() external view returns (uint48) {
        return _terms().dealBy;
    }

    /// @inheritdoc ITrusteeBoard
    function termEndsAt() external view returns (uint48) {
        return _terms().termEndsAt;
    }

    /// @inheritdoc ITrusteeBoard
    function isTest() external view returns (bool) {
        return _terms().isTest;
    }

    /// @inheritdoc ITrusteeBoard
    function trusteeAt(uint256 seat) external view returns (address) {
        address[] memory trustees = _terms().trustees;
        _requireSeat(seat, trustees.length);
        return trustees[seat - 1];
    }

    function _terms() internal view returns (BoardTerms memory) {
        return abi.decode(CloneArguments.read(_implementation), (BoardTerms));
    }

    function _seatOf(address account, BoardTerms memory terms) internal pure returns (uint256) {
        for (uint256 m = 0; m < terms.trustees.length; ++m) {
            if (terms.trustees[m] == account) return m + 1;
        }
        revert NotATrustee(account);
    }

    function _requireSeat(uint256 seat, uint256 count) internal pure {
        if (seat == 0 || seat > count) revert SeatInvalid(seat);
    }
}
