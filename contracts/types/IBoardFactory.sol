// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

/// @notice What a board fixes at its creation (P2).
struct BoardTerms {
    /// The only factory whose elections the board serves.
    address factory;
    /// By seat, 2 to 9, distinct.
    address[] trustees;
    /// k, 2 to the number of trustees.
    uint256 threshold;
    /// Last second of round 1, of round 2 (a day later or more; 1 second of a test), and end of the term; Unix seconds.
    uint48 registerBy;
    uint48 dealBy;
    uint48 termEndsAt;
    /// Without the floors that protect voters: it serves test elections alone.
    bool isTest;
}

/// @title IBoardFactory
/// @notice Makes boards of trustees whose code nobody has to believe (P2.5).
///
/// Trust assumptions:
/// - whoever deployed the factory chose the code behind its boards, the verifier of key shares included; that code is
///   compared once, for all boards that the factory ever makes;
/// - a genuine board says nothing about who its trustees are;
/// - nobody has any right over the factory or over what it made; anybody may create.
interface IBoardFactory {
    event BoardCreated(address indexed board, address indexed creator, BoardTerms terms);

    /// @notice This parameter is out of its range or contradicts another.
    /// @dev Correct the parameter named.
    error BoardParametersInvalid(string field);

    /// @notice Makes a board (P2).
    function createBoard(BoardTerms calldata terms) external returns (address board);

    /// @notice Whether this factory made the board.
    function isBoard(address account) external view returns (bool);
    /// @notice What boards are cloned from.
    function implementation() external view returns (address);
}
