// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {BabyJubjub} from "../libraries/BabyJubjub.sol";
import {ExtendedPoint} from "../libraries/ExtendedPoint.sol";
import {Outcomes} from "../libraries/Outcomes.sol";
import {Constitution, OutcomeRule, Schedule} from "../types/Constitution.sol";
import {Ballot, IElection, Outcome} from "../types/IElection.sol";
import {IGroth16BatchVerifier} from "../types/IGroth16BatchVerifier.sol";
import {Checkpoint} from "../types/IRollSource.sol";
import {ITrusteeBoard} from "../types/ITrusteeBoard.sol";
import {Point, SigmaProof} from "../types/Point.sol";
import {BallotBox, Batch} from "./BallotBox.sol";
import {BallotSignals} from "./BallotSignals.sol";
import {Decryption} from "./Decryption.sol";
import {FrozenConstitution} from "./FrozenConstitution.sol";
import {Box, Phases} from "./Phases.sol";
import {Tally} from "./Tally.sol";
import {TrusteeProofs} from "./TrusteeProofs.sol";

/// @title Election
/// @notice One vote; IElection documents it.
/// @dev Cloned with `abi.encode(constitution)` as immutable arguments; the contract deployed here is only the code that
/// clones share, has no constitution and can never be opened.
contract Election is FrozenConstitution {
    IGroth16BatchVerifier public immutable ballotVerifier;
    /// @notice Options of the circuit.
    uint8 public immutable ballotSize;
    /// @notice Depth of the circuit's census.
    uint8 public immutable censusDepth;

    Box private _box;
    /// @dev version:32 | low 224 bits of keccak256(ciphertexts).
    mapping(uint256 nullifier => uint256) private _slots;
    /// @dev IC_0 and the constants of this election, folded (P0).
    Point private _foldedConstants;
    /// @inheritdoc IElection
    bytes32 public tallyChain;
    bytes32 private _cursor;
    bytes32 private _runningSum;
    /// @inheritdoc IElection
    bytes32 public sumHash;
    /// @inheritdoc IElection
    uint256 public censusRoot;
    /// @inheritdoc IElection
    uint256 public consents;
    /// @inheritdoc IElection
    uint256 public shares;
    mapping(uint256 seat => bytes32) private _shareHashes;
    uint32[] private _counts;
    Outcome private _outcome;

    constructor(IGroth16BatchVerifier ballotVerifier_, uint8 ballotSize_, uint8 censusDepth_) {
        ballotVerifier_.requireKnownProof();
        ballotVerifier = ballotVerifier_;
        ballotSize = ballotSize_;
        censusDepth = censusDepth_;
    }

    /// @inheritdoc IElection
    function consent(uint256 seat, SigmaProof calldata proof) external {
        _requirePhase(Phase.Pending);
        Constitution memory c = constitution();
        uint256 censusTime = c.schedule.censusTime;
        if (block.timestamp <= censusTime) revert ConsentTooEarly(censusTime, block.timestamp);
        if (seat == 0 || seat > c.board.trusteeCount()) revert SeatInvalid(seat);
        if (consents & _bit(seat) != 0) revert AlreadyConsented(seat);
        TrusteeProofs.checkConsent(c.board, constitutionHash(), seat, _census(c), proof);

        consents |= _bit(seat);

        emit ConsentGiven(seat, proof);
    }

    /// @inheritdoc IElection
    function open() external {
        if (_box.closesAt != 0) revert WrongPhase(phase());
        Constitution memory c = constitution();
        uint256 opensUntil = _opensUntil(c.schedule);
        if (block.timestamp < c.schedule.opensAt) revert TooEarly(c.schedule.opensAt, block.timestamp);
        if (block.timestamp > opensUntil) revert TooLate(opensUntil, block.timestamp);
        uint256 given = _bitCount(consents);
        if (given < c.consentsRequired) revert ConsentsMissing(given, c.consentsRequired);

        Checkpoint memory census = _census(c);
        Point memory electionKey = c.board.electionKey();
        (uint256 x, uint256 y) = ballotVerifier.fold(
            BallotSignals.constants(scope(), census.root, electionKey, c.rules, ballotSize, c.masked)
        );

        _foldedConstants = Point(x, y);
        censusRoot = census.root;
        _box = Box({
            closesAt: _boxClosesAt(c.schedule),
            ballots: 0,
            activeMembers: census.activeMembers,
            minimumBallots: c.minimumBallots,
            quorumBallots: _quorumBallots(c.outcome, census.activeMembers),
            revoting: c.revoting,
            masked: c.masked,
            decided: false,
            summedAt: 0
        });

        emit ElectionOpened(census.root, census.activeMembers, census.depth, electionKey);
    }

    /// @inheritdoc IElection
    function castBallots(Ballot[] calldata cast) external {
        if (cast.length == 0) revert NothingToCast();
        Box memory box = _requireOpen();
        Batch memory batch = BallotBox.start(2 * uint256(ballotSize), cast.length);
        for (uint256 i = 0; i < cast.length; ++i) {
            if (!_take(batch, box, cast[i])) emit BallotSkipped(cast[i].nullifier, cast[i].version);
        }
        if (batch.taken != 0) _finish(batch, box);
    }

    /// @inheritdoc IElection
    function castBallot(Ballot calldata ballot) external {
        Box memory box = _requireOpen();
        Batch memory batch = BallotBox.start(2 * uint256(ballotSize), 1);
        if (!_take(batch, box, ballot)) {
            if (ballot.version != 0 && !box.revoting) revert RevotingForbidden(ballot.nullifier);
            revert SlotMoved(ballot.nullifier, ballot.version, _slots[ballot.nullifier] >> 224);
        }
        _finish(batch, box);
    }

    /// @dev P7.1 to P7.3 for one ballot; false if it must be skipped. `box` is written back by `_finish`.
    function _take(Batch memory batch, Box memory box, Ballot calldata ballot) private returns (bool) {
        (uint256 evaluation, uint256 challenge) = batch.bind(ballot, box.masked);
        (uint256 nullifier, uint256 version) = (ballot.nullifier, ballot.version);
        uint256 stored = _slots[nullifier];
        if (version != stored >> 224) return false;
        if (version != 0 && (!box.revoting || batch.heldHash() != uint224(stored))) return false;
        if (version == 0 && box.ballots == box.activeMembers) revert BallotsExceedCensus(box.activeMembers);

        _slots[nullifier] = ((version + 1) << 224) | batch.nextHash();
        if (version == 0) ++box.ballots;
        batch.take(ballot, evaluation, challenge);

        emit BallotCast(nullifier, version, ballot.next, ballot.digest, ballot.proof);
        return true;
    }

    /// @dev P7.4 and P7.5 for the ballots taken.
    function _finish(Batch memory batch, Box memory box) private {
        uint256[] memory subtotal = ExtendedPoint.toWords(batch.sums);
        bytes32 chain = Tally.extend(tallyChain, subtotal);

        tallyChain = chain;
        _box.ballots = box.ballots;

        emit TallyExtended(chain, subtotal);

        Point memory folded = _foldedConstants;
        if (!batch.proofsHold(ballotVerifier, folded.x, folded.y)) revert BallotProofsInvalid();
    }

    /// @inheritdoc IElection
    function sum(bytes32 before, uint256[][] calldata subtotals, uint256[] calldata current) external {
        if (sumHash != 0) revert AlreadySealed();
        _requirePhase(Phase.Closed);
        bool first = _box.summedAt == 0;
        bytes32 currentHash = current.length == 0 ? bytes32(0) : Tally.hash(current);
        if (currentHash != _runningSum) revert SumMismatch(currentHash, _runningSum);
        (bytes32 chain, uint256[] memory total) =
            Tally.replay(before, subtotals, current, 2 * uint256(ballotSize));
        bytes32 cursor = sumCursor();
        if (chain != cursor) revert ChunkMismatch(chain, cursor);

        _cursor = before;
        _runningSum = Tally.hash(total);
        if (first) _box.summedAt = uint48(block.timestamp);

        emit TallySummed(before, total);
    }

    /// @inheritdoc IElection
    function seal() external {
        if (sumHash != 0) revert AlreadySealed();
        _requirePhase(Phase.Closed);
        Box memory box = _box;
        if (box.summedAt == 0 || _cursor != 0) revert SumIncomplete(sumCursor());
        uint256 sealableAt = uint256(box.summedAt) + constitution().schedule.sealDelay;
        if (block.timestamp < sealableAt) revert SealTooEarly(sealableAt, block.timestamp);

        sumHash = _runningSum;

        emit TallySealed(_runningSum, box.ballots);
    }

    /// @inheritdoc IElection
    function postShare(uint256 seat, Point[] calldata share, SigmaProof calldata proof, uint256[] calldata sealedSum)
        external
    {
        // A share is owed and welcome however late, but only where there is something to decrypt.
        if (phase() != Phase.Decided || _box.ballots == 0) _requirePhase(Phase.Sealed);
        ITrusteeBoard board = constitution().board;
        if (seat == 0 || seat > board.trusteeCount()) revert SeatInvalid(seat);
        if (shares & _bit(seat) != 0) revert ShareAlreadyPosted(seat);
        if (share.length != ballotSize / 2) revert WrongCiphertextLength(share.length, ballotSize / 2);
        _requireSum(sealedSum);
        Point[] memory affine = TrusteeProofs.checkShare(board, seat, sealedSum, sumHash, share, proof);

        shares |= _bit(seat);
        _shareHashes[seat] = Tally.hash(BabyJubjub.toWords(affine));

        emit SharePosted(seat, affine, proof);
    }

    /// @inheritdoc IElection
    function postResult(
        uint256[] calldata counts_,
        uint256[] calldata seats,
        Point[][] calldata shares_,
        uint256[] calldata sealedSum
    ) external {
        _requirePhase(Phase.Sealed);
        Constitution memory c = constitution();
        Box memory box = _box;
        _requireSum(sealedSum);
        _checkCounts(counts_, uint256(box.ballots) * c.rules.maxPerOption);
        _checkSeats(c.board, seats, shares_);
        TrusteeProofs.checkCounts(sealedSum, counts_, seats, shares_, c.board.trusteeCount());
        Outcome memory decided =
            Outcomes.outcomeOf(c.outcome, counts_, c.rules.optionCount, box.ballots, box.activeMembers);

        _box.decided = true;
        for (uint256 i = 0; i < counts_.length; ++i) _counts.push(uint32(counts_[i]));
        _outcome = decided;

        emit ResultPosted(counts_, seats, decided);
    }

    /// @inheritdoc IElection
    function phase() public view returns (Phase) {
        Box memory box = _box;
        uint256 opensUntil = box.closesAt == 0 ? _opensUntil(constitution().schedule) : 0;
        return Phases.phaseOf(box, opensUntil, sumHash != 0, block.timestamp);
    }

    /// @inheritdoc IElection
    function undecided() external view returns (bool) {
        return phase() == Phase.Sealed && _box.ballots != 0 && block.timestamp > constitution().schedule.sharesDueAt;
    }

    /// @inheritdoc IElection
    function slot(uint256 nullifier) external view returns (uint32 version, uint224 heldHash) {
        return (uint32(_slots[nullifier] >> 224), uint224(_slots[nullifier]));
    }

    /// @inheritdoc IElection
    function ballots() external view returns (uint32) {
        return _box.ballots;
    }

    /// @inheritdoc IElection
    function activeMembers() external view returns (uint32) {
        return _box.activeMembers;
    }

    /// @inheritdoc IElection
    function boxClosesAt() external view returns (uint48) {
        return _boxClosesAt(constitution().schedule);
    }

    /// @inheritdoc IElection
    function sumCursor() public view returns (bytes32) {
        return _box.summedAt == 0 ? tallyChain : _cursor;
    }

    /// @inheritdoc IElection
    function counts() external view returns (uint256[] memory result) {
        result = new uint256[](_counts.length);
        for (uint256 i = 0; i < result.length; ++i) result[i] = _counts[i];
    }

    /// @inheritdoc IElection
    function outcome() external view returns (Outcome memory) {
        return phase() == Phase.BelowQuorum ? Outcomes.quorumMissed(constitution().outcome.kind) : _outcome;
    }

    function _requirePhase(Phase required) private view {
        Phase current = phase();
        if (current != required) revert WrongPhase(current);
    }

    /// @dev An unopened box closes at 0, so one comparison serves before opening and after closing.
    function _requireOpen() private view returns (Box memory box) {
        box = _box;
        if (block.timestamp >= box.closesAt) revert WrongPhase(phase());
    }

    function _requireSum(uint256[] calldata given) private view {
        bytes32 hash = Tally.hash(given);
        if (hash != sumHash) revert SumMismatch(hash, sumHash);
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

    /// @dev Without the bound, (a + 2^24, b - 1) would pass for (a, b).
    function _checkCounts(uint256[] calldata given, uint256 most) private view {
        if (given.length != ballotSize) revert WrongCountLength(given.length, ballotSize);
        for (uint256 i = 0; i < given.length; ++i) {
            if (given[i] > most) revert CountTooLarge(i, given[i], most);
        }
    }

    /// @dev Exactly k increasing seats and their shares as posted; none for an empty box.
    function _checkSeats(ITrusteeBoard board, uint256[] calldata seats, Point[][] calldata given) private view {
        uint256 expected = _box.ballots == 0 ? 0 : board.threshold();
        if (seats.length != expected || given.length != expected) revert WrongSeats();
        for (uint256 i = 0; i < seats.length; ++i) {
            if (i != 0 && seats[i] <= seats[i - 1]) revert WrongSeats();
            bytes32 stored = _shareHashes[seats[i]];
            if (stored == 0 || Tally.hash(BabyJubjub.toWords(given[i])) != stored) revert ShareMismatch(seats[i]);
        }
    }

    /// @dev 0 where the box is counted whatever the turnout.
    function _quorumBallots(OutcomeRule memory rule, uint256 members) private pure returns (uint32) {
        return rule.closedBelowQuorum ? uint32(Outcomes.quorumBallots(rule, members)) : 0;
    }

    function _opensUntil(Schedule memory schedule) private pure returns (uint256) {
        return uint256(schedule.opensAt) + schedule.openGrace;
    }

    function _boxClosesAt(Schedule memory schedule) private pure returns (uint48) {
        return schedule.closesAt + schedule.closeGrace;
    }

    function _bit(uint256 seat) private pure returns (uint256) {
        return 1 << (seat - 1);
    }

    function _bitCount(uint256 bits) private pure returns (uint256 count) {
        for (; bits != 0; bits &= bits - 1) ++count;
    }
}
