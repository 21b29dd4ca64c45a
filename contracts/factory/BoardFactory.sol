// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {Clones} from "@openzeppelin/contracts/proxy/Clones.sol";
import {TrusteeBoard} from "../trustees/TrusteeBoard.sol";
import {BoardTerms, IBoardFactory} from "../types/IBoardFactory.sol";

/// @title BoardFactory
/// @notice Makes boards; IBoardFactory documents it.
contract BoardFactory is IBoardFactory {
    uint256 private constant MOST_TRUSTEES = 9;
    /// @dev Dealings wait until all registrations are final (P2.2); a chain may take minutes for that.
    uint256 private constant LEAST_BETWEEN_ROUNDS = 1 days;

    /// @inheritdoc IBoardFactory
    address public immutable implementation;
    /// @inheritdoc IBoardFactory
    mapping(address account => bool) public isBoard;

    constructor(TrusteeBoard boardImplementation) {
        implementation = address(boardImplementation);
    }

    /// @inheritdoc IBoardFactory
    function createBoard(BoardTerms calldata terms) external returns (address board) {
        _check(terms);

        // A board's terms are all that it begins with, and they are its code: there is nothing to initialise.
        board = Clones.cloneWithImmutableArgs(implementation, abi.encode(terms));
        isBoard[board] = true;

        emit BoardCreated(board, msg.sender, terms);
    }

    function _check(BoardTerms calldata terms) private view {
        uint256 count = terms.trustees.length;
        uint256 leastBetween = terms.isTest ? 1 : LEAST_BETWEEN_ROUNDS;
        _require(terms.factory != address(0), "factory");
        _require(count >= 2 && count <= MOST_TRUSTEES, "trustees");
        _require(terms.threshold >= 2 && terms.threshold <= count, "threshold");
        _require(terms.registerBy > block.timestamp, "registerBy");
        _require(terms.dealBy >= terms.registerBy + leastBetween, "dealBy");
        _require(terms.termEndsAt > terms.dealBy, "termEndsAt");
        for (uint256 m = 0; m < count; ++m) {
            _require(terms.trustees[m] != address(0), "trustees");
            for (uint256 other = 0; other < m; ++other) {
                _require(terms.trustees[m] != terms.trustees[other], "trustees");
            }
        }
    }

    function _require(bool holds, string memory field) private pure {
        if (!holds) revert BoardParametersInvalid(field);
    }
}
