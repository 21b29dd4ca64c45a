// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {BabyJubjub} from "../../../contracts/libraries/BabyJubjub.sol";
import {Extended, ExtendedPoint} from "../../../contracts/libraries/ExtendedPoint.sol";
import {SigmaProofs} from "../../../contracts/libraries/SigmaProofs.sol";
import {Constitution, OutcomeRule, Schedule} from "../../../contracts/types/Constitution.sol";
import {IElection, Outcome} from "../../../contracts/types/IElection.sol";
import {IGroth16BatchVerifier} from "../../../contracts/types/IGroth16BatchVerifier.sol";
import {Checkpoint} from "../../../contracts/types/IRollSource.sol";
import {Point, SigmaProof} from "../../../contracts/types/Point.sol";
import {MockVerifierUnreliable} from "../mocks/MockVerifierUnreliable.sol";
import {KnownTrustees} from "./KnownTrustees.sol";
import {NaiveBallotBox} from "./NaiveBallotBox.sol";
import {NaiveCurve} from "./NaiveCurve.sol";
import {NaiveOutcomes} from "./NaiveOutcomes.sol";

/// @notice The protocol of an election (P4 to P10) written plainly beside the contract under test, `SUBJECT`: given the
/// same calls, both must answer alike and hold the same state. It knows the trustees' secrets and decrypts with them.
contract NaiveElection is NaiveBallotBox {
    uint256 private constant BALLOT_CIRCUIT_DEPTH = 20;

    /// Whether the verifier is MockVerifierAcceptsAll, else it is MockVerifierUnreliable.
    bool private immutable RELIABLE;
    MockVerifierUnreliable private immutable UNRELIABLE = new MockVerifierUnreliable();

    uint256 public consents;
    /// Subtotals not summed yet, valid once summing has begun.
    uint256 public left;
    /// 0 until summing has begun.
    uint256 public summedAt;
    uint256[] private running;
    bool public isSealed;
    uint256 public shares;
    mapping(uint256 seat => bytes32) private shareHashes;
    bool public decided;
    uint256[] private decidedCounts;
    Outcome private decidedOutcome;

    constructor(IElection subject, bool reliable) NaiveBallotBox(subject) {
        RELIABLE = reliable;
    }

    function consent(uint256 seat, SigmaProof calldata proof) external {
        _requirePhase(IElection.Phase.Pending);
        Constitution memory c = constitution();
        uint256 censusTime = c.schedule.censusTime;
        if (block.timestamp <= censusTime) revert IElection.ConsentTooEarly(censusTime, block.timestamp);
        _requireSeat(seat);
        if (_has(consents, seat)) revert IElection.AlreadyConsented(seat);
        Checkpoint memory census = _usableCensus(c);
        Point memory r = SigmaProofs.commitment(proof, KnownTrustees.publicKey(seat));
        if (KnownTrustees.consentChallenge(SUBJECT, seat, census, r) != proof.challenge) {
            revert IElection.ConsentProofInvalid(seat);
        }
        consents |= 1 << (seat - 1);
    }

    function open() external {
        if (opened) revert IElection.WrongPhase(phase());
        Constitution memory c = constitution();
        uint256 until = uint256(c.schedule.opensAt) + c.schedule.openGrace;
        if (block.timestamp < c.schedule.opensAt) revert IElection.TooEarly(c.schedule.opensAt, block.timestamp);
        if (block.timestamp > until) revert IElection.TooLate(until, block.timestamp);
        uint256 given;
        for (uint256 seat = 1; seat <= KnownTrustees.TRUSTEES; ++seat) if (_has(consents, seat)) ++given;
        if (given < c.consentsRequired) revert IElection.ConsentsMissing(given, c.consentsRequired);
        Checkpoint memory census = _usableCensus(c);
        (opened, members, root) = (true, census.activeMembers, census.root);
    }

    function sum(bytes32 before, uint256[][] calldata chunk, uint256[] calldata current) external {
        if (isSealed) revert IElection.AlreadySealed();
        _requirePhase(IElection.Phase.Closed);
        bytes32 runningHash = summedAt == 0 ? bytes32(0) : _hash(running);
        bytes32 given = current.length == 0 ? bytes32(0) : _hash(current);
        if (given != runningHash) revert IElection.SumMismatch(given, runningHash);
        Extended[] memory sums = ExtendedPoint.identities(WORDS / 2);
        if (summedAt != 0) _addTo(sums, running, false);
        bytes32 reached = before;
        for (uint256 i = 0; i < chunk.length; ++i) {
            if (chunk[i].length != WORDS) revert IElection.WrongCiphertextLength(chunk[i].length, WORDS);
            reached = _extended(reached, chunk[i]);
            _addTo(sums, chunk[i], false);
        }
        if (reached != sumCursor()) revert IElection.ChunkMismatch(reached, sumCursor());
        left = (summedAt == 0 ? batches() : left) - chunk.length;
        assert(chain[left] == before);
        if (summedAt == 0) summedAt = block.timestamp;
        running = ExtendedPoint.toWords(sums);
    }

    function seal() external {
        if (isSealed) revert IElection.AlreadySealed();
        _requirePhase(IElection.Phase.Closed);
        if (summedAt == 0 || left != 0) revert IElection.SumIncomplete(sumCursor());
        uint256 sealableAt = summedAt + constitution().schedule.sealDelay;
        if (block.timestamp < sealableAt) revert IElection.SealTooEarly(sealableAt, block.timestamp);
        isSealed = true;
    }

    function postShare(uint256 seat, Point[] calldata share, SigmaProof calldata proof, uint256[] calldata sealedSum)
        external
    {
        bool late = phase() == IElection.Phase.Decided && used() != 0;
        if (!late) _requirePhase(IElection.Phase.Sealed);
        _requireSeat(seat);
        if (_has(shares, seat)) revert IElection.ShareAlreadyPosted(seat);
        if (share.length != WORDS / 4) revert IElection.WrongCiphertextLength(share.length, WORDS / 4);
        _requireSum(sealedSum);
        Point[] memory points = new Point[](share.length);
        for (uint256 t = 0; t < share.length; ++t) points[t] = BabyJubjub.fromOutside(share[t]);
        (bytes32 transcript, Point memory base, Point memory multiple) =
            KnownTrustees.shareStatement(SUBJECT, seat, sealedSum, points);
        Point memory r1 = SigmaProofs.commitment(proof, KnownTrustees.publicKey(seat));
        Point memory r2 = SigmaProofs.commitment(proof, base, multiple);
        if (KnownTrustees.shareChallenge(transcript, r1, r2) != proof.challenge) {
            revert IElection.ShareProofInvalid(seat);
        }
        // Sound: nothing but the true share passes.
        assert(_hash(BabyJubjub.toWords(KnownTrustees.share(sealedSum, seat))) == _hash(BabyJubjub.toWords(points)));
        shares |= 1 << (seat - 1);
        shareHashes[seat] = _hash(BabyJubjub.toWords(points));
    }

    function postResult(
        uint256[] calldata given,
        uint256[] calldata seats,
        Point[][] calldata points,
        uint256[] calldata sealedSum
    ) external {
        _requirePhase(IElection.Phase.Sealed);
        _requireSum(sealedSum);
        Constitution memory c = constitution();
        if (given.length != c.ballotSize) revert IElection.WrongCountLength(given.length, c.ballotSize);
        uint256 most = used() * c.rules.maxPerOption;
        for (uint256 i = 0; i < given.length; ++i) {
            if (given[i] > most) revert IElection.CountTooLarge(i, given[i], most);
        }
        uint256 needed = used() == 0 ? 0 : KnownTrustees.THRESHOLD;
        if (seats.length != needed || points.length != needed) revert IElection.WrongSeats();
        for (uint256 i = 0; i < needed; ++i) {
            if (i > 0 && seats[i] <= seats[i - 1]) revert IElection.WrongSeats();
            bytes32 stored = shareHashes[seats[i]];
            if (stored == 0 || stored != _hash(BabyJubjub.toWords(points[i]))) revert IElection.ShareMismatch(seats[i]);
        }
        for (uint256 t = 0; t < given.length / 2; ++t) {
            if (!_decryptsTo(t, given[2 * t] + (given[2 * t + 1] << 24))) revert IElection.CountsMismatch(t);
        }
        decided = true;
        decidedCounts = given;
        decidedOutcome = NaiveOutcomes.outcomeOf(c.outcome, given, c.rules.optionCount, used(), members);
    }

    function phase() public view override returns (IElection.Phase) {
        Schedule memory s = constitution().schedule;
        if (!opened) {
            bool late = block.timestamp > uint256(s.opensAt) + s.openGrace;
            return late ? IElection.Phase.Void : IElection.Phase.Pending;
        }
        if (block.timestamp < uint256(s.closesAt) + s.closeGrace) return IElection.Phase.Open;
        if (used() > 0 && used() < constitution().minimumBallots) return IElection.Phase.TooFew;
        if (_isKeptShut()) return IElection.Phase.BelowQuorum;
        if (decided) return IElection.Phase.Decided;
        return isSealed ? IElection.Phase.Sealed : IElection.Phase.Closed;
    }

    function sumCursor() public view returns (bytes32) {
        return chain[summedAt == 0 ? batches() : left];
    }

    function runningSum() public view returns (uint256[] memory) {
        return running;
    }

    function sumHash() public view returns (bytes32) {
        return isSealed ? _hash(running) : bytes32(0);
    }

    function counts() public view returns (uint256[] memory) {
        return decidedCounts;
    }

    function outcome() public view returns (Outcome memory) {
        if (phase() != IElection.Phase.BelowQuorum) return decidedOutcome;
        Constitution memory c = constitution();
        return NaiveOutcomes.outcomeOf(c.outcome, new uint256[](WORDS / 2), c.rules.optionCount, used(), members);
    }

    function _proofsHold(uint256 firstWord) internal view override returns (bool) {
        return RELIABLE ? firstWord != type(uint256).max : UNRELIABLE.accepts(firstWord);
    }

    function _usableCensus(Constitution memory c) private view returns (Checkpoint memory census) {
        census = c.rolls.checkpointAt(c.rollId, c.schedule.censusTime);
        if (census.root == 0) revert IElection.CensusEmpty();
        if (census.root >= NaiveCurve.R) revert IGroth16BatchVerifier.FieldElementTooLarge(census.root);
        if (census.depth > BALLOT_CIRCUIT_DEPTH) revert IElection.CensusTooDeep(census.depth, BALLOT_CIRCUIT_DEPTH);
        if (census.activeMembers < c.minimumCensus) {
            revert IElection.CensusTooSmall(census.activeMembers, c.minimumCensus);
        }
        if (census.activeMembers < c.minimumBallots) {
            revert IElection.CensusBelowMinimumBallots(census.activeMembers, c.minimumBallots);
        }
        uint256 most = ((1 << 24) - 1) / c.rules.maxPerOption;
        if (census.activeMembers > most) revert IElection.CensusTooLarge(census.activeMembers, most);
    }

    /// @dev Turnout is less than the constitution wants to open the box.
    function _isKeptShut() private view returns (bool) {
        OutcomeRule memory rule = constitution().outcome;
        uint256 electorate = members;
        if (rule.electors > electorate) electorate = rule.electors;
        return rule.closedBelowQuorum && used() < NaiveOutcomes.leastReaching(rule.quorum, electorate);
    }

    function _requireSeat(uint256 seat) private pure {
        if (seat == 0 || seat > KnownTrustees.TRUSTEES) revert IElection.SeatInvalid(seat);
    }

    function _requireSum(uint256[] memory given) private view {
        if (_hash(given) != sumHash()) revert IElection.SumMismatch(_hash(given), sumHash());
    }

    /// @dev m G = C2 - x C1, with the logarithm x of the election key.
    function _decryptsTo(uint256 t, uint256 message) private view returns (bool) {
        Point memory mask = KnownTrustees.times(Point(running[4 * t], running[4 * t + 1]), KnownTrustees.secret(0));
        Point memory plain = NaiveCurve.add(Point(running[4 * t + 2], running[4 * t + 3]), NaiveCurve.negate(mask));
        return NaiveCurve.same(plain, KnownTrustees.times(BabyJubjub.generator(), message));
    }

    function _has(uint256 bits, uint256 seat) private pure returns (bool) {
        return (bits >> (seat - 1)) & 1 == 1;
    }
}
