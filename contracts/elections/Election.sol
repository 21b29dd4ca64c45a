// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {Strings} from "@openzeppelin/contracts/utils/Strings.sol";
import {ExtendedPoint} from "../libraries/ExtendedPoint.sol";
import {Outcomes} from "../libraries/Outcomes.sol";
import {Constitution, OutcomeRule} from "../types/Constitution.sol";
import {Ballot, IElection, Outcome} from "../types/IElection.sol";
import {IGroth16BatchVerifier} from "../types/IGroth16BatchVerifier.sol";
import {Checkpoint} from "../types/IRollSource.sol";
import {ITallying} from "../types/ITallying.sol";
import {Point, SigmaProof} from "../types/Point.sol";
import {BallotBox, Batch, FirstBallot} from "./BallotBox.sol";
import {BallotKey} from "./BallotKey.sol";
import {BallotSignals} from "./BallotSignals.sol";
import {BoxState, BoxStates} from "./BoxState.sol";
import {Decryption} from "./Decryption.sol";
import {ElectionState} from "./ElectionState.sol";
import {Box} from "./Phases.sol";
import {Tally} from "./Tally.sol";
import {Tallying} from "./Tallying.sol";
import {TrusteeProofs} from "./TrusteeProofs.sol";

/// @title Election
/// @notice One vote; IElection documents it.
/// @dev Cloned with `abi.encode(constitution)` as immutable arguments; the contract deployed here is only the code that
/// clones share, has no constitution and can never be opened.
contract Election is IElection, ElectionState, BallotKey {
    IGroth16BatchVerifier public immutable ballotVerifier;
    Tallying public immutable tallying;
    /// @notice Options of the circuit.
    uint8 public immutable ballotSize;
    /// @notice Depth of the circuit's census.
    uint8 public immutable censusDepth;
    /// @dev Topic of FirstBallotCast for this size.
    bytes32 private immutable _firstBallotCast;

    constructor(IGroth16BatchVerifier ballotVerifier_, Tallying tallying_, uint8 ballotSize_, uint8 censusDepth_)
        BallotKey(ballotVerifier_)
    {
        ballotVerifier = ballotVerifier_;
        tallying = tallying_;
        ballotSize = ballotSize_;
        censusDepth = censusDepth_;
        string memory words = Strings.toString(2 * uint256(ballotSize_));
        _firstBallotCast =
            keccak256(bytes(string.concat("FirstBallotCast(uint256,uint256,uint256[", words, "],uint256[8])")));
    }

    /// @inheritdoc IElection
    function consent(uint256 seat, SigmaProof calldata proof) external {
        _requirePhase(Phase.Pending);
        Constitution memory c = _constitution();
        uint256 censusTime = c.schedule.censusTime;
        if (block.timestamp <= censusTime) revert ConsentTooEarly(censusTime, block.timestamp);
        if (seat == 0 || seat > c.board.trusteeCount()) revert SeatInvalid(seat);
        if (_consents & _bit(seat) != 0) revert AlreadyConsented(seat);
        TrusteeProofs.checkConsent(c.board, _constitutionHash(), seat, _census(c), proof);

        _consents |= _bit(seat);

        emit ConsentGiven(seat, proof);
    }

    /// @inheritdoc IElection
    function open() external {
        if (_box.closesAt != 0) revert WrongPhase(_phase());
        Constitution memory c = _constitution();
        uint256 opensUntil = _opensUntil(c.schedule);
        if (block.timestamp < c.schedule.opensAt) revert TooEarly(c.schedule.opensAt, block.timestamp);
        if (block.timestamp > opensUntil) revert TooLate(opensUntil, block.timestamp);
        uint256 given = _bitCount(_consents);
        if (given < c.consentsRequired) revert ConsentsMissing(given, c.consentsRequired);

        Checkpoint memory census = _census(c);
        Point memory electionKey = c.board.electionKey();
        (uint256 x, uint256 y) = ballotVerifier.fold(
            BallotSignals.constants(_scope(), census.root, electionKey, c.rules, ballotSize, c.masked)
        );

        _foldedConstants = Point(x, y);
        _censusRoot = census.root;
        _state = BoxStates.opened(census.activeMembers);
        _box = Box({
            closesAt: uint48(_boxClosesAt()),
            minimumBallots: c.minimumBallots,
            quorumBallots: _quorumBallots(c.outcome, census.activeMembers),
            decided: false,
            summedAt: 0
        });

        emit ElectionOpened(census.root, census.activeMembers, census.depth, electionKey);
    }

    /// @inheritdoc IElection
    function castFirstBallots(uint256[] calldata words) external {
        uint256 size = BallotBox.firstSize(2 * uint256(ballotSize));
        uint256 count = words.length / size;
        if (count * size != words.length) revert WrongCiphertextLength(words.length, (count + 1) * size);
        if (count == 0) revert NothingToCast();
        BoxState state = _requireOpen();
        Batch memory batch = BallotBox.start(2 * uint256(ballotSize), count, true);
        uint256 room = state.activeMembers() - state.ballots();
        (FirstBallot ballot, FirstBallot end) = BallotBox.first(words);
        for (; FirstBallot.unwrap(ballot) != FirstBallot.unwrap(end); ballot = ballot.following(size)) {
            (uint256 evaluation, uint256 challenge) = batch.bindFirst(ballot);
            uint256 nullifier = ballot.nullifier();
            if (_slots[nullifier] != 0) {
                emit BallotSkipped(nullifier, 0);
                continue;
            }
            if (batch.added == room) revert BallotsExceedCensus(state.activeMembers());
            _slots[nullifier] = BallotBox.slotOf(0, batch.nextHash());
            batch.takeFirst(ballot, evaluation, challenge, _firstBallotCast);
        }
        if (batch.taken != 0) _finish(batch, state);
    }

    /// @inheritdoc IElection
    function castBallots(Ballot[] calldata cast) external {
        if (cast.length == 0) revert NothingToCast();
        BoxState state = _requireOpen();
        bool revoting;
        Batch memory batch = BallotBox.start(2 * uint256(ballotSize), cast.length, false);
        (revoting, batch.masked) = _ballotFlags();
        for (uint256 i = 0; i < cast.length; ++i) {
            if (!_take(batch, state, cast[i], revoting)) {
                emit BallotSkipped(cast[i].nullifier, cast[i].version);
            }
        }
        if (batch.taken != 0) _finish(batch, state);
    }

    /// @inheritdoc IElection
    function castBallot(Ballot calldata ballot) external {
        BoxState state = _requireOpen();
        bool revoting;
        Batch memory batch = BallotBox.start(2 * uint256(ballotSize), 1, false);
        (revoting, batch.masked) = _ballotFlags();
        if (!_take(batch, state, ballot, revoting)) {
            if (ballot.version != 0 && !revoting) revert RevotingForbidden(ballot.nullifier);
            revert SlotMoved(ballot.nullifier, ballot.version, _slots[ballot.nullifier] >> 224);
        }
        _finish(batch, state);
    }

    /// @dev P7.1 to P7.3 for one ballot; false if it must be skipped.
    function _take(Batch memory batch, BoxState state, Ballot calldata ballot, bool revoting)
        private
        returns (bool)
    {
        (uint256 evaluation, uint256 challenge) = batch.bind(ballot);
        (uint256 nullifier, uint256 version) = (ballot.nullifier, ballot.version);
        uint256 stored = _slots[nullifier];
        if (version != stored >> 224) return false;
        if (version != 0 && (!revoting || batch.heldHash() != uint224(stored))) return false;
        if (version == 0 && state.ballots() + batch.added == state.activeMembers()) {
            revert BallotsExceedCensus(state.activeMembers());
        }

        _slots[nullifier] = BallotBox.slotOf(version, batch.nextHash());
        batch.take(ballot, evaluation, challenge);
        return true;
    }

    /// @dev P7.4 and P7.5 for the ballots taken.
    function _finish(Batch memory batch, BoxState state) private {
        bytes32 chain = Tally.extend(state.chain(), batch.subtotal());
        _state = state.extended(chain, batch.added);

        emit TallyExtended(chain);

        if (!_proofsHold(batch.statementOver(_foldedConstants.x, _foldedConstants.y), batch.taken)) {
            revert BallotProofsInvalid();
        }
    }

    /// @inheritdoc ITallying
    function sum(bytes32, uint256[][] calldata, uint256[] calldata) external {
        _delegate();
    }

    /// @inheritdoc ITallying
    function seal() external {
        _delegate();
    }

    /// @inheritdoc ITallying
    function postShare(uint256, Point[] calldata, SigmaProof calldata, uint256[] calldata) external {
        _delegate();
    }

    /// @inheritdoc ITallying
    function postResult(uint256[] calldata, uint256[] calldata, Point[][] calldata, uint256[] calldata) external {
        _delegate();
    }

    /// @inheritdoc IElection
    function phase() external view returns (Phase) {
        return _phase();
    }

    /// @inheritdoc IElection
    function constitution() external view returns (Constitution memory) {
        return _constitution();
    }

    /// @inheritdoc IElection
    function constitutionHash() external view returns (bytes32) {
        return _constitutionHash();
    }

    /// @inheritdoc IElection
    function scope() external view returns (uint256) {
        return _scope();
    }

    /// @inheritdoc IElection
    function undecided() external view returns (bool) {
        return _phase() == Phase.Sealed && _state.ballots() != 0 && block.timestamp > _constitution().schedule.sharesDueAt;
    }

    /// @inheritdoc IElection
    function slot(uint256 nullifier) external view returns (uint32 version, uint224 heldHash) {
        return (uint32(_slots[nullifier] >> 224), uint224(_slots[nullifier]));
    }

    /// @inheritdoc IElection
    function ballots() external view returns (uint32) {
        return uint32(_state.ballots());
    }

    /// @inheritdoc IElection
    function activeMembers() external view returns (uint32) {
        return uint32(_state.activeMembers());
    }

    /// @inheritdoc IElection
    function boxClosesAt() external view returns (uint48) {
        _requireClone();
        return uint48(_boxClosesAt());
    }

    /// @inheritdoc IElection
    function tallyChain() external view returns (bytes32) {
        return _state.chain();
    }

    /// @inheritdoc IElection
    function sumCursor() external view returns (bytes32) {
        return _sumCursor();
    }

    /// @inheritdoc IElection
    function sumHash() external view returns (bytes32) {
        return _sumHash;
    }

    /// @inheritdoc IElection
    function censusRoot() external view returns (uint256) {
        return _censusRoot;
    }

    /// @inheritdoc IElection
    function consents() external view returns (uint256) {
        return _consents;
    }

    /// @inheritdoc IElection
    function shares() external view returns (uint256) {
        return _shares;
    }

    /// @inheritdoc IElection
    function counts() external view returns (uint256[] memory result) {
        result = new uint256[](_counts.length);
        for (uint256 i = 0; i < result.length; ++i) result[i] = _counts[i];
    }

    /// @inheritdoc IElection
    function outcome() external view returns (Outcome memory) {
        return _phase() == Phase.BelowQuorum ? Outcomes.quorumMissed(_constitution().outcome.kind) : _outcome;
    }

    /// @dev The call as it came, by the code of `tallying` on this clone.
    function _delegate() private {
        _requireClone();
        address code = address(tallying);
        assembly ("memory-safe") {
            let data := mload(0x40)
            calldatacopy(data, 0x00, calldatasize())
            let ok := delegatecall(gas(), code, data, calldatasize(), 0x00, 0x00)
            returndatacopy(data, 0x00, returndatasize())
            if iszero(ok) { revert(data, returndatasize()) }
            return(data, returndatasize())
        }
    }

    /// @dev An unopened box has no members.
    function _requireOpen() private view returns (BoxState state) {
        state = _state;
        if (state.activeMembers() == 0 || block.timestamp >= _boxClosesAt()) revert WrongPhase(_phase());
    }

    /// @dev The checkpoint that every consent is over and that opening freezes, if a box can open over it (P4.1, P4.2).
    function _census(Constitution memory c) private view returns (Checkpoint memory census) {
        census = c.rolls.checkpointAt(c.rollId, c.schedule.censusTime);
        uint256 maxPerOption = c.rules.maxPerOption;
        if (census.root == 0) revert CensusEmpty();
        if (census.root >= ExtendedPoint.FIELD) revert IGroth16BatchVerifier.FieldElementTooLarge(census.root);
        if (census.depth > censusDepth) revert CensusTooDeep(census.depth, censusDepth);
        if (census.activeMembers < c.minimumCensus) revert CensusTooSmall(census.activeMembers, c.minimumCensus);
        if (census.activeMembers < c.minimumBallots) {
            revert CensusBelowMinimumBallots(census.activeMembers, c.minimumBallots);
        }
        if (census.activeMembers * maxPerOption >= Decryption.COUNT_LIMIT) {
            revert CensusTooLarge(census.activeMembers, (Decryption.COUNT_LIMIT - 1) / maxPerOption);
        }
    }

    /// @dev 0 where the box is counted whatever the turnout.
    function _quorumBallots(OutcomeRule memory rule, uint256 members) private pure returns (uint32) {
        return rule.closedBelowQuorum ? uint32(Outcomes.quorumBallots(rule, members)) : 0;
    }

    function _bitCount(uint256 bits) private pure returns (uint256 count) {
        for (; bits != 0; bits &= bits - 1) ++count;
    }
}
