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
    function create(Constitution calldata constitution, bytes calldata content) external returns (address election) {
        address code = implementation[constitution.ballotSize];
        if (code == address(0)) revert InvalidConstitution("ballotSize");
        if (keccak256(content) != constitution.contentHash) {
            revert ContentHashMismatch(keccak256(content), constitution.contentHash);
        }
        ConstitutionRules.check(constitution);
        _checkRolls(address(constitution.rolls));
        _checkBoard(constitution);

        bytes memory encoded = abi.encode(constitution);
        election = Clones.cloneWithImmutableArgs(code, encoded);
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

    function _checkRolls(address rolls) private view {
        for (uint256 i = 0; i < _rollFactories.length; ++i) {
            if (_rollFactories[i].isRoll(rolls)) return;
        }
        revert RollNotGenuine(rolls);
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
