// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {BabyJubjub} from "../libraries/BabyJubjub.sol";
import {Outcomes} from "../libraries/Outcomes.sol";
import {Constitution} from "../types/Constitution.sol";
import {IElection, Outcome} from "../types/IElection.sol";
import {ITallying} from "../types/ITallying.sol";
import {ITrusteeBoard} from "../types/ITrusteeBoard.sol";
import {Point, SigmaProof} from "../types/Point.sol";
import {BoxState} from "./BoxState.sol";
import {ElectionState} from "./ElectionState.sol";
import {Box} from "./Phases.sol";
import {Tally} from "./Tally.sol";
import {TrusteeProofs} from "./TrusteeProofs.sol";

/// @title Tallying
/// @notice What comes after a ballot box has closed: sum, seal, shares, result (P8 to P10).
/// @dev Election delegates to it, which has no room for it beside the ballots' key; it works on the clone's storage.
contract Tallying is ITallying, ElectionState {
    /// @inheritdoc ITallying
    function sum(bytes32 before, uint256[][] calldata subtotals, uint256[] calldata current) external {
        if (_sumHash != 0) revert IElection.AlreadySealed();
        _requirePhase(IElection.Phase.Closed);
        bool first = _box.summedAt == 0;
        bytes32 currentHash = current.length == 0 ? bytes32(0) : Tally.hash(current);
        if (currentHash != _runningSum) revert IElection.SumMismatch(currentHash, _runningSum);
        (bytes32 chain, uint256[] memory total) =
            Tally.replay(before, subtotals, current, 2 * _ballotSize());
        bytes32 cursor = _sumCursor();
        if (chain != cursor) revert IElection.ChunkMismatch(chain, cursor);

        _cursor = before;
        _runningSum = Tally.hash(total);
        if (first) _box.summedAt = uint48(block.timestamp);

        emit IElection.TallySummed(before, total);
    }

    /// @inheritdoc ITallying
    function seal() external {
        if (_sumHash != 0) revert IElection.AlreadySealed();
        _requirePhase(IElection.Phase.Closed);
        Box memory box = _box;
        if (box.summedAt == 0 || _cursor != 0) revert IElection.SumIncomplete(_sumCursor());
        uint256 sealableAt = uint256(box.summedAt) + _constitution().schedule.sealDelay;
        if (block.timestamp < sealableAt) revert IElection.SealTooEarly(sealableAt, block.timestamp);

        _sumHash = _runningSum;

        emit IElection.TallySealed(_runningSum, _state.ballots());
    }

    /// @inheritdoc ITallying
    function postShare(uint256 seat, Point[] calldata share, SigmaProof calldata proof, uint256[] calldata sealedSum)
        external
    {
        // A share is owed and welcome however late, but only where there is something to decrypt.
        if (_phase() != IElection.Phase.Decided || _state.ballots() == 0) _requirePhase(IElection.Phase.Sealed);
        ITrusteeBoard board = _board();
        if (seat == 0 || seat > board.trusteeCount()) revert IElection.SeatInvalid(seat);
        if (_shares & _bit(seat) != 0) revert IElection.ShareAlreadyPosted(seat);
        if (share.length != _ballotSize() / 2) revert IElection.WrongCiphertextLength(share.length, _ballotSize() / 2);
        _requireSum(sealedSum);
        Point[] memory affine = TrusteeProofs.checkShare(board, seat, sealedSum, _sumHash, share, proof);

        _shares |= _bit(seat);
        _shareHashes[seat] = Tally.hash(BabyJubjub.toWords(affine));

        emit IElection.SharePosted(seat, affine, proof);
    }

    /// @inheritdoc ITallying
    function postResult(
        uint256[] calldata counts_,
        uint256[] calldata seats,
        Point[][] calldata shares_,
        uint256[] calldata sealedSum
    ) external {
        _requirePhase(IElection.Phase.Sealed);
        Constitution memory c = _constitution();
        BoxState state = _state;
        _requireSum(sealedSum);
        _checkCounts(counts_, state.ballots() * c.rules.maxPerOption);
        _checkSeats(c.board, seats, shares_);
        TrusteeProofs.checkCounts(sealedSum, counts_, seats, shares_, c.board.trusteeCount());
        Outcome memory decided =
            Outcomes.outcomeOf(c.outcome, counts_, c.rules.optionCount, state.ballots(), state.activeMembers());

        _box.decided = true;
        for (uint256 i = 0; i < counts_.length; ++i) _counts.push(uint32(counts_[i]));
        _outcome = decided;

        emit IElection.ResultPosted(counts_, seats, decided);
    }

    function _requireSum(uint256[] calldata given) private view {
        bytes32 hash = Tally.hash(given);
        if (hash != _sumHash) revert IElection.SumMismatch(hash, _sumHash);
    }

    /// @dev Without the bound, (a + 2^24, b - 1) would pass for (a, b).
    function _checkCounts(uint256[] calldata given, uint256 most) private view {
        if (given.length != _ballotSize()) revert IElection.WrongCountLength(given.length, _ballotSize());
        for (uint256 i = 0; i < given.length; ++i) {
            if (given[i] > most) revert IElection.CountTooLarge(i, given[i], most);
        }
    }

    /// @dev Exactly k increasing seats and their shares as posted; none for an empty box.
    function _checkSeats(ITrusteeBoard board, uint256[] calldata seats, Point[][] calldata given) private view {
        uint256 expected = _state.ballots() == 0 ? 0 : board.threshold();
        if (seats.length != expected || given.length != expected) revert IElection.WrongSeats();
        for (uint256 i = 0; i < seats.length; ++i) {
            if (i != 0 && seats[i] <= seats[i - 1]) revert IElection.WrongSeats();
            bytes32 stored = _shareHashes[seats[i]];
            if (stored == 0 || Tally.hash(BabyJubjub.toWords(given[i])) != stored) revert IElection.ShareMismatch(seats[i]);
        }
    }
}
