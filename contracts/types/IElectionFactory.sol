// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {Constitution, OutcomeRule} from "./Constitution.sol";
import {IBoardFactory} from "./IBoardFactory.sol";
import {Outcome} from "./IElection.sol";
import {IRollFactory} from "./IRollFactory.sol";

/// @title IElectionFactory
/// @notice Creates elections from frozen constitutions. Anybody may create; the factory has no owner.
interface IElectionFactory {
    event ElectionCreated(
        address indexed election, address indexed creator, bytes32 constitutionHash, Constitution constitution, bytes content
    );

    /// @notice This field is out of its range or contradicts another.
    /// @dev Correct the field named.
    error InvalidConstitution(string field);
    /// @notice The example breaks this rule for ballots, so it does not show that there is a legal ballot.
    /// @dev Give a ballot that keeps every rule; if there is none, change the rules.
    error ExampleBallotIllegal(string rule);
    /// @notice The content is not the one that the constitution names by its hash.
    /// @dev Give the content whose hash the constitution names.
    error ContentHashMismatch(bytes32 computed, bytes32 given);
    /// @notice The board factory did not make this board: its code could say anything.
    /// @dev Use a board that this factory's board factory made.
    error BoardNotGenuine(address board);
    /// @notice None of the roll factories made these rolls: their code could say anything.
    /// @dev Use a registry, or published rolls, that one of this factory's roll factories made.
    error RollNotGenuine(address rolls);
    /// @notice The election, its board and its roll are not all tests, nor all none.
    /// @dev Use a board and a roll that are tests exactly if the constitution is: one of a test would not protect real
    /// voters, and trustees of real ones must not be asked to open tests.
    error TestMarksDiffer(bool election, bool board, bool rolls);
    /// @notice The board has not made its election key.
    /// @dev Finish the key ceremony of this board first; if it is dead, use another board.
    error BoardNotReady(address board);
    /// @notice The board was deployed for another factory.
    /// @dev Use a board that was deployed for this factory.
    error BoardOfAnotherFactory(address board);

    /// @notice Creates an election (P3).
    /// @param exampleBallot The points for each option of any legal ballot: a constitution that no ballot satisfies is
    /// refused. It is not kept.
    function create(Constitution calldata constitution, bytes calldata content, uint8[] calldata exampleBallot)
        external
        returns (address election);

    /// @notice Reverts as `create` would now, for content that the constitution names.
    function requireCreatable(Constitution calldata constitution, uint8[] calldata exampleBallot) external view;

    /// @notice What a rule makes of counts (P10.2); pure, for anybody who wants to check a rule.
    function outcomeOf(
        OutcomeRule calldata rule,
        uint256[] calldata counts,
        uint256 optionCount,
        uint256 ballots,
        uint256 activeMembers
    ) external pure returns (Outcome memory);

    /// @notice The implementation that elections with this ballot size are cloned from; zero if there is none.
    function implementation(uint8 ballotSize) external view returns (address);
    function isElection(address account) external view returns (bool);
    /// @notice The only factory whose boards elections may name.
    function boardFactory() external view returns (IBoardFactory);
    /// @notice The only factories whose rolls elections may name; a later election factory may name the same ones.
    function rollFactories() external view returns (IRollFactory[] memory);
}
