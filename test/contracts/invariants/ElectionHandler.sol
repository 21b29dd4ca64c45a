// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {Election} from "../../../contracts/elections/Election.sol";
import {BabyJubjub} from "../../../contracts/libraries/BabyJubjub.sol";
import {Schedule} from "../../../contracts/types/Constitution.sol";
import {Ballot, IElection} from "../../../contracts/types/IElection.sol";
import {Checkpoint} from "../../../contracts/types/IRollSource.sol";
import {Point, SigmaProof} from "../../../contracts/types/Point.sol";
import {ITallying} from "../../../contracts/types/ITallying.sol";
import {MockRolls} from "../mocks/MockRolls.sol";
import {KnownTrustees} from "../naive/KnownTrustees.sol";
import {NaiveCurve} from "../naive/NaiveCurve.sol";
import {NaiveElection} from "../naive/NaiveElection.sol";
import {Seed} from "../naive/Seeds.sol";
import {vm, Vm} from "../Vm.sol";
import {BallotSource} from "./BallotSource.sol";

/// @notice The adversary: does anything in any order, as anybody, and lets time pass over every boundary. Every call goes
/// to the election and to the naive one, and both must give the same answer, to the byte.
contract ElectionHandler is BallotSource {
    enum Action {
        Consent,
        Open,
        Cast,
        CastOne,
        Sum,
        Seal,
        Share,
        Result,
        Wait,
        ChangeRoll,
        Poke
    }

    uint256 private constant ACTIONS = 11;

    error Disagreement(bytes call, bool ok, bytes output, bool naiveOk, bytes naiveOutput);

    Election public immutable ELECTION;
    MockRolls private immutable ROLLS;
    Checkpoint private good;
    uint256 private steps;
    IElection.Phase public phaseNow;
    /// Times that an action succeeded, and was refused.
    mapping(Action => uint256) public successes;
    mapping(Action => uint256) public refusals;
    /// Shares that were computed, by sum and seat: they are asked for again and again.
    mapping(bytes32 sumHash => mapping(uint256 seat => uint256[])) private sharesOf;

    constructor(NaiveElection naive, MockRolls rolls, Checkpoint memory checkpoint) BallotSource(naive) {
        ELECTION = Election(address(naive.SUBJECT()));
        (ROLLS, good) = (rolls, checkpoint);
    }

    /// @notice One step of the adversary.
    function act(uint256 entropy, address stranger) external {
        Seed memory random = Seed(uint256(keccak256(abi.encode(entropy, stranger, ++steps))));
        Action action = random.onceIn(4) ? Action(random.below(ACTIONS)) : _likely(random);
        if (action == Action.Consent) _consent(random);
        else if (action == Action.Open) _both(action, abi.encodeCall(IElection.open, ()), random);
        else if (action == Action.Cast || action == Action.CastOne) _cast(action, random);
        else if (action == Action.Sum) _sum(random);
        else if (action == Action.Seal) _both(action, abi.encodeCall(ITallying.seal, ()), random);
        else if (action == Action.Share) _share(1 + random.below(KnownTrustees.TRUSTEES), random, random.onceIn(3));
        else if (action == Action.Result) _result(random, random.onceIn(2));
        else if (action == Action.Wait) _wait(random);
        else if (action == Action.ChangeRoll) _changeRoll(random);
        else _poke(random);
        _followPhase();
    }

    /// @notice Brings the election to its end with the calls that honest people make; fails if one of them does not work.
    function finish() external {
        Seed memory random = Seed(steps);
        Schedule memory s = ELECTION.constitution().schedule;
        if (block.timestamp < s.opensAt) vm.warp(s.opensAt);
        if (ELECTION.phase() == IElection.Phase.Pending && _rollIsGood()) {
            for (uint256 seat = 1; seat <= KnownTrustees.TRUSTEES; ++seat) {
                if ((ELECTION.consents() >> (seat - 1)) & 1 == 0) _giveConsent(seat, random);
            }
            assert(_both(Action.Open, abi.encodeCall(IElection.open, ()), random));
        }
        if (block.timestamp < ELECTION.boxClosesAt()) vm.warp(ELECTION.boxClosesAt());
        if (ELECTION.phase() == IElection.Phase.Closed) {
            uint256 left = NAIVE.summedAt() == 0 ? NAIVE.batches() : NAIVE.left();
            if (left > 0 || NAIVE.summedAt() == 0) assert(_sumChunk(left, left, random, false));
            uint256 sealableAt = NAIVE.summedAt() + s.sealDelay;
            if (block.timestamp < sealableAt) vm.warp(sealableAt);
            assert(_both(Action.Seal, abi.encodeCall(ITallying.seal, ()), random));
        }
        if (ELECTION.phase() == IElection.Phase.Sealed) {
            for (uint256 seat = 1; seat <= KnownTrustees.TRUSTEES && NAIVE.used() > 0; ++seat) {
                if ((ELECTION.shares() >> (seat - 1)) & 1 == 0) assert(_share(seat, random, false));
            }
            assert(_result(random, false));
        }
        IElection.Phase last = ELECTION.phase();
        assert(
            last == IElection.Phase.Void || last == IElection.Phase.TooFew || last == IElection.Phase.BelowQuorum
                || last == IElection.Phase.Decided
        );
    }

    function _consent(Seed memory random) private {
        uint256 seat = random.below(KnownTrustees.TRUSTEES + 2);
        if (!random.onceIn(3) && seat > 0 && seat <= KnownTrustees.TRUSTEES) {
            _giveConsent(seat, random);
            return;
        }
        Checkpoint memory census = random.onceIn(3) ? _otherCheckpoint(random) : _census();
        uint256 holder = 1 + random.below(KnownTrustees.TRUSTEES);
        SigmaProof memory proof = KnownTrustees.consent(ELECTION, holder, census, random.next());
        if (random.onceIn(4)) proof.response = random.next();
        if (random.onceIn(4)) proof.challenge = random.next() >> random.below(256);
        _both(Action.Consent, abi.encodeCall(IElection.consent, (seat, proof)), random);
    }

    function _giveConsent(uint256 seat, Seed memory random) private {
        SigmaProof memory proof = KnownTrustees.consent(ELECTION, seat, _census(), random.next());
        _both(Action.Consent, abi.encodeCall(IElection.consent, (seat, proof)), random);
    }

    function _cast(Action action, Seed memory random) private {
        Ballot[] memory ballots = _batch(random, action == Action.CastOne ? 1 : random.below(4));
        uint256 batches = NAIVE.batches();
        vm.recordLogs();
        bool ok = _both(action, _casting(action, ballots, random), random);
        Vm.Log[] memory logs = vm.getRecordedLogs();
        if (!ok) return;

        uint256 extended;
        uint256 ballotsLogged;
        for (uint256 i = 0; i < logs.length; ++i) {
            if (logs[i].emitter != address(ELECTION)) continue;
            if (logs[i].topics[0] != IElection.TallyExtended.selector) {
                assert(uint256(logs[i].topics[1]) == ballots[ballotsLogged++].nullifier);
                continue;
            }
            ++extended;
            assert(keccak256(logs[i].data) == keccak256(abi.encode(NAIVE.chainAt(batches + 1))));
        }
        assert(ballotsLogged == ballots.length && extended == NAIVE.batches() - batches && extended <= 1);
    }

    /// @dev First ballots by either entry.
    function _casting(Action action, Ballot[] memory ballots, Seed memory random) private view returns (bytes memory) {
        if (action == Action.CastOne) return abi.encodeCall(IElection.castBallot, (ballots[0]));
        uint256 words = NAIVE.wordsOfBallot();
        bool areFirst = random.onceIn(2);
        bytes memory entries;
        for (uint256 i = 0; i < ballots.length; ++i) {
            Ballot memory b = ballots[i];
            areFirst = areFirst && b.version == 0 && b.held.length == 0 && b.next.length == words;
            entries = bytes.concat(entries, abi.encodePacked(b.nullifier, b.digest, b.next, b.proof));
        }
        if (!areFirst) return abi.encodeCall(IElection.castBallots, (ballots));
        // At times not whole: a word is missing, or one is too many.
        uint256 length = entries.length / 32;
        if (length > 0 && random.onceIn(16)) --length;
        else if (random.onceIn(16)) entries = bytes.concat(entries, bytes32(++length));
        return bytes.concat(IElection.castFirstBallots.selector, abi.encode(0x20, length), entries);
    }

    function _sum(Seed memory random) private {
        uint256 left = NAIVE.summedAt() == 0 ? NAIVE.batches() : NAIVE.left();
        _sumChunk(left, random.below((left < 6 ? left : 6) + 1), random, random.onceIn(3));
    }

    /// @dev The `length` newest of the `left` subtotals that are not summed yet.
    function _sumChunk(uint256 left, uint256 length, Seed memory random, bool spoilt) private returns (bool) {
        bytes32 before = NAIVE.chainAt(left - length);
        uint256[] memory current = NAIVE.summedAt() == 0 ? new uint256[](0) : NAIVE.runningSum();
        uint256[][] memory chunk = new uint256[][](length);
        for (uint256 i = 0; i < length; ++i) chunk[i] = NAIVE.subtotalAt(left - length + i);

        uint256 flaw = spoilt ? random.below(5) : 5;
        if (flaw == 0) before = bytes32(random.next());
        if (flaw == 1 && length > 0) chunk[random.below(length)][random.below(16)] ^= 1;
        if (flaw == 2 && length > 0) chunk[random.below(length)] = new uint256[](random.below(40));
        if (flaw == 3) current = new uint256[](random.below(2) * 16);
        if (flaw == 4 && left > length) before = NAIVE.chainAt(random.below(left - length));
        return _both(Action.Sum, abi.encodeCall(ITallying.sum, (before, chunk, current)), random);
    }

    function _share(uint256 seat, Seed memory random, bool spoilt) private returns (bool) {
        uint256[] memory sealedSum = _sealedSum();
        Point[] memory points = _shareOf(sealedSum, seat);
        SigmaProof memory proof = KnownTrustees.proveShare(ELECTION, seat, sealedSum, points, random.next());
        Point[] memory given = KnownTrustees.outside(points);
        uint256 flaw = spoilt ? random.below(6) : 6;
        if (flaw == 0) seat = random.below(KnownTrustees.TRUSTEES + 2);
        if (flaw == 1) given[random.below(given.length)] = KnownTrustees.publicKey(seat);
        if (flaw == 2) given[random.below(given.length)] = Point(random.next(), random.below(2));
        if (flaw == 3) given = new Point[](random.below(8));
        if (flaw == 4) sealedSum[random.below(sealedSum.length)] ^= 1;
        if (flaw == 5) proof = SigmaProof(random.next() >> random.below(256), random.next() >> random.below(8));
        return _both(Action.Share, abi.encodeCall(ITallying.postShare, (seat, given, proof, sealedSum)), random);
    }

    function _result(Seed memory random, bool spoilt) private returns (bool) {
        uint256[] memory sealedSum = _sealedSum();
        uint256[] memory counts = plainCounts();
        uint256[] memory seats = _seats();
        Point[][] memory points = new Point[][](seats.length);
        for (uint256 i = 0; i < seats.length; ++i) points[i] = _shareOf(sealedSum, seats[i]);
        uint256 flaw = spoilt ? random.below(7) : 7;
        uint256 option = random.below(counts.length);
        if (flaw == 0) counts[option] += 1;
        if (flaw == 1 && counts[option] > 0) counts[option] -= 1;
        if (flaw == 2 && counts[option | 1] > 0) {
            counts[option | 1] -= 1;
            counts[option & ~uint256(1)] += 1 << 24;
        }
        if (flaw == 3) counts = new uint256[](random.below(20));
        if (flaw == 4 && seats.length > 0) seats[random.below(seats.length)] = random.below(7);
        if (flaw == 5 && seats.length > 0) points[random.below(seats.length)][option / 2] = KnownTrustees.publicKey(0);
        if (flaw == 6) seats = new uint256[](random.below(4));
        return _both(
            Action.Result, abi.encodeCall(ITallying.postResult, (counts, seats, points, sealedSum)), random
        );
    }

    /// @dev To a boundary of the schedule or of the seal, a second before or after it, or a part of the way.
    function _wait(Seed memory random) private {
        Schedule memory s = ELECTION.constitution().schedule;
        if (phaseNow == IElection.Phase.Closed && NAIVE.summedAt() != 0) {
            uint256 around = NAIVE.summedAt() + s.sealDelay + random.below(3) - 1;
            if (around > block.timestamp) vm.warp(around);
            return;
        }
        uint256[7] memory boundaries = [
            uint256(s.censusTime),
            uint256(s.opensAt),
            uint256(s.opensAt) + s.openGrace,
            s.closesAt,
            uint256(s.closesAt) + s.closeGrace,
            s.sharesDueAt,
            uint256(s.sharesDueAt) + 365 days
        ];
        uint256 next;
        while (next < 7 && boundaries[next] <= block.timestamp) ++next;
        // A year after the last boundary nothing more depends on the time.
        if (next == 7) return;
        // Few elections shall end before they began.
        bool lost = phaseNow == IElection.Phase.Pending && next == 2 && !random.onceIn(8);
        uint256 target = random.onceIn(3) && !lost
            ? boundaries[next] + random.below(3) - 1
            : block.timestamp + random.below((boundaries[next] - block.timestamp) / 4 + 1);
        if (target > block.timestamp) vm.warp(target);
    }

    function _changeRoll(Seed memory random) private {
        ROLLS.setCheckpoint(_otherCheckpoint(random));
    }

    /// @dev What a trustee of today's chain consents to; before the census time, what it would be if nothing changed.
    function _census() private view returns (Checkpoint memory) {
        uint48 time = ELECTION.constitution().schedule.censusTime;
        if (time >= block.timestamp) time = uint48(block.timestamp - 1);
        return ROLLS.checkpointAt(ROLLS.rollId(), time);
    }

    function _otherCheckpoint(Seed memory random) private view returns (Checkpoint memory checkpoint) {
        checkpoint = good;
        uint256 change = random.below(8);
        if (change == 0) checkpoint.root = 0;
        if (change == 1) checkpoint.depth = uint8(19 + random.below(4));
        if (change == 2) checkpoint.activeMembers = uint32(random.below(4));
        if (change == 3) checkpoint.activeMembers = uint32((1 << 24) - 2 + random.below(4));
        if (change == 4) checkpoint.time = ELECTION.constitution().schedule.censusTime + 1;
        if (change == 5) checkpoint.root = random.next();
    }

    /// @dev Calls that nobody documented, with whatever arguments.
    function _poke(Seed memory random) private {
        bytes4[7] memory selectors = [
            IElection.castFirstBallots.selector,
            IElection.castBallots.selector,
            IElection.castBallot.selector,
            IElection.consent.selector,
            ITallying.postShare.selector,
            ITallying.postResult.selector,
            bytes4(bytes32(random.next()))
        ];
        bytes memory garbage = new bytes(random.below(200));
        for (uint256 i = 0; i < garbage.length; ++i) garbage[i] = bytes1(uint8(random.next()));
        vm.prank(_somebody(random));
        (bool ok,) = address(ELECTION).call(bytes.concat(selectors[random.below(7)], garbage));
        assert(!ok);
    }

    /// @dev The same call by anybody to both; at times with a tail, which must change nothing.
    function _both(Action action, bytes memory data, Seed memory random) private returns (bool ok) {
        bytes memory call = random.onceIn(4) ? bytes.concat(data, bytes32(random.next())) : data;
        vm.prank(_somebody(random));
        bytes memory output;
        (ok, output) = address(ELECTION).call(call);
        (bool naiveOk, bytes memory naiveOutput) = address(NAIVE).call(data);
        if (ok != naiveOk || keccak256(output) != keccak256(naiveOutput)) {
            revert Disagreement(call, ok, output, naiveOk, naiveOutput);
        }
        if (ok) ++successes[action];
        else ++refusals[action];
    }

    /// @dev A stranger, or one of those who might be thought to have a right.
    function _somebody(Seed memory random) private view returns (address) {
        address[5] memory known = [
            address(ELECTION), address(ELECTION.constitution().board), address(ROLLS), msg.sender, address(this)
        ];
        return random.onceIn(2) ? known[random.below(5)] : address(uint160(random.next()));
    }

    function _likely(Seed memory random) private view returns (Action) {
        if (phaseNow == IElection.Phase.Pending) {
            // Nothing but time helps before the census; after it, nothing but another roll where the roll is bad.
            if (block.timestamp <= ELECTION.constitution().schedule.censusTime) {
                return [Action.Wait, Action.Wait, Action.Wait, Action.Consent][random.below(4)];
            }
            if (!_rollIsGood() && random.onceIn(2)) return Action.ChangeRoll;
            return [Action.Consent, Action.Consent, Action.Consent, Action.Open, Action.Wait][random.below(5)];
        }
        if (phaseNow == IElection.Phase.Open) {
            return [Action.Cast, Action.Cast, Action.CastOne, Action.CastOne, Action.Wait][random.below(5)];
        }
        if (phaseNow == IElection.Phase.Closed) return [Action.Sum, Action.Seal, Action.Wait][random.below(3)];
        return [Action.Share, Action.Share, Action.Result][random.below(3)];
    }

    /// @dev Along the graph of IElection.Phase only.
    function _followPhase() private {
        IElection.Phase next = ELECTION.phase();
        if (next == phaseNow) return;
        if (phaseNow == IElection.Phase.Pending) assert(next == IElection.Phase.Void || next == IElection.Phase.Open);
        else if (phaseNow == IElection.Phase.Open) {
            assert(
                next == IElection.Phase.Closed || next == IElection.Phase.TooFew || next == IElection.Phase.BelowQuorum
            );
        }
        else if (phaseNow == IElection.Phase.Closed) assert(next == IElection.Phase.Sealed);
        else assert(phaseNow == IElection.Phase.Sealed && next == IElection.Phase.Decided);
        phaseNow = next;
    }

    function _rollIsGood() private view returns (bool) {
        Checkpoint memory c = ROLLS.checkpointAt(ROLLS.rollId(), ELECTION.constitution().schedule.censusTime);
        return c.root != 0 && c.root < NaiveCurve.R && c.depth <= 20 && c.activeMembers >= ELECTION.constitution().minimumCensus
            && c.activeMembers >= ELECTION.constitution().minimumBallots
            && uint256(c.activeMembers) * ELECTION.constitution().rules.maxPerOption < 1 << 24;
    }

    /// @dev The sum as it stands; before there is any, words of the right number.
    function _sealedSum() private view returns (uint256[] memory words) {
        words = NAIVE.runningSum();
        if (words.length == 0) return NAIVE.slotSum();
    }

    function _shareOf(uint256[] memory sum, uint256 seat) private returns (Point[] memory points) {
        uint256[] storage known = sharesOf[keccak256(abi.encodePacked(sum))][seat];
        if (known.length == 0) {
            points = KnownTrustees.share(sum, seat);
            sharesOf[keccak256(abi.encodePacked(sum))][seat] = BabyJubjub.toWords(points);
            return points;
        }
        points = new Point[](known.length / 2);
        for (uint256 t = 0; t < points.length; ++t) points[t] = Point(known[2 * t], known[2 * t + 1]);
    }

    /// @dev Three seats that have posted, as far as there are; none for an empty box.
    function _seats() private view returns (uint256[] memory seats) {
        seats = new uint256[](NAIVE.used() == 0 ? 0 : KnownTrustees.THRESHOLD);
        uint256 seat = KnownTrustees.TRUSTEES;
        for (uint256 i = seats.length; i > 0; --i) {
            while (seat > i && (NAIVE.shares() >> (seat - 1)) & 1 == 0) --seat;
            seats[i - 1] = seat--;
        }
    }
}
