// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {Clones} from "@openzeppelin/contracts/proxy/Clones.sol";
import {Election} from "../elections/Election.sol";
import {Outcomes} from "../libraries/Outcomes.sol";
import {Constitution, OutcomeRule} from "../types/Constitution.sol";
import {IBoardFactory} from "../types/IBoardFactory.sol";
import {Outcome} from "../types/IElection.sol";
import {IElectionFactory} from "../types/IElectionFactory.sol";
import {IRollFactory} from "../types/IRollFactory.sol";
import {ITrusteeBoard} from "../types/ITrusteeBoard.sol";
import {ConstitutionRules} from "./ConstitutionRules.sol";
import {ExampleBallot} from "./ExampleBallot.sol";

/// @title ElectionFactory
/// @notice Creates elections; IElectionFactory documents it.
contract ElectionFactory is IElectionFactory {
    /// @inheritdoc IElectionFactory
    mapping(uint8 ballotSize => address) public implementation;
    /// @inheritdoc IElectionFactory
    mapping(address account => bool) public isElection;
    /// @inheritdoc IElectionFactory
    IBoardFactory public immutable boardFactory;
    IRollFactory[] private _rollFactories;

    /// @param implementations One per ballot size.
    constructor(Election[] memory implementations, IBoardFactory boards, IRollFactory[] memory rolls) {
        boardFactory = boards;
        _rollFactories = rolls;
        for (uint256 i = 0; i < implementations.length; ++i) {
            implementation[implementations[i].ballotSize()] = address(implementations[i]);
        }
    }

    /// @inheritdoc IElectionFactory
    function create(Constitution calldata constitution, bytes calldata content, uint8[] calldata exampleBallot)
        external
        returns (address election)
    {
        if (keccak256(content) != constitution.contentHash) {
            revert ContentHashMismatch(keccak256(content), constitution.contentHash);
        }
        requireCreatable(constitution, exampleBallot);

        bytes memory encoded = abi.encode(constitution);
        election = Clones.cloneWithImmutableArgs(implementation[constitution.ballotSize], encoded);
        isElection[election] = true;

        emit ElectionCreated(election, msg.sender, keccak256(encoded), constitution, content);
    }

    /// @inheritdoc IElectionFactory
    function outcomeOf(
        OutcomeRule calldata rule,
        uint256[] calldata counts,
        uint256 optionCount,
        uint256 ballots,
        uint256 activeMembers
    ) external pure returns (Outcome memory) {
        return Outcomes.outcomeOf(rule, counts, optionCount, ballots, activeMembers);
    }

    /// @inheritdoc IElectionFactory
    function rollFactories() external view returns (IRollFactory[] memory) {
        return _rollFactories;
    }

    /// @inheritdoc IElectionFactory
    function requireCreatable(Constitution calldata constitution, uint8[] calldata exampleBallot) public view {
        if (implementation[constitution.ballotSize] == address(0)) revert InvalidConstitution("ballotSize");
        ConstitutionRules.check(constitution);
        ExampleBallot.check(constitution.rules, exampleBallot);
        _checkRolls(address(constitution.rolls));
        _checkBoard(constitution);
        _checkMarks(constitution.isTest, constitution.board.isTest(), constitution.rolls.isTest());
    }

    function _checkRolls(address rolls) private view {
        for (uint256 i = 0; i < _rollFactories.length; ++i) {
            if (_rollFactories[i].isRoll(rolls)) return;
        }
        revert RollNotGenuine(rolls);
    }

    /// @dev A published roll has its registry's mark. Nothing that is under the floors serves an election over them.
    function _checkMarks(bool election, bool board, bool rolls) private pure {
        if (board != election || rolls != election) revert TestMarksDiffer(election, board, rolls);
    }

    function _checkBoard(Constitution calldata constitution) private view {
        ITrusteeBoard board = constitution.board;
        if (!boardFactory.isBoard(address(board))) revert BoardNotGenuine(address(board));
        if (board.factory() != address(this)) revert BoardOfAnotherFactory(address(board));
        if (board.stage() != ITrusteeBoard.Stage.Ready) revert BoardNotReady(address(board));
        if (board.termEndsAt() <= constitution.schedule.sharesDueAt) {
            revert InvalidConstitution("schedule.sharesDueAt");
        }
        uint256 trustees = board.trusteeCount();
        uint256 least = board.threshold() < trustees ? board.threshold() + 1 : trustees;
        if (constitution.consentsRequired < least || constitution.consentsRequired > trustees) {
            revert InvalidConstitution("consentsRequired");
        }
    }
}
