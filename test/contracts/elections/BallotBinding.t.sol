// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {Clones} from "@openzeppelin/contracts/proxy/Clones.sol";
import {Election} from "../../../contracts/elections/Election.sol";
import {Constitution} from "../../../contracts/types/Constitution.sol";
import {Ballot, IElection} from "../../../contracts/types/IElection.sol";
import {MockVerifierExpecting} from "../mocks/MockVerifierExpecting.sol";
import {NaiveCurve} from "../naive/NaiveCurve.sol";
import {Seed} from "../naive/Seeds.sol";
import {vm} from "../Vm.sol";
import {ElectionTown} from "./ElectionTown.sol";

/// @notice What reaches the verifier is digest, evaluation and challenge of P5.4, computed naively, of each ballot in
/// order. Ciphertexts are random words here, edges of the field among them.
abstract contract BallotBinding is ElectionTown {
    uint256 private constant R = NaiveCurve.R;

    MockVerifierExpecting private verifier;
    Election private plain;
    Election private masked;
    uint256 private words;

    function _prepare(uint8 ballotSize) internal {
        verifier = new MockVerifierExpecting();
        _found(verifier, ballotSize, 100);
        words = 2 * uint256(ballotSize);
        plain = _create(_constitution(ballotSize));
        Constitution memory c = _constitution(ballotSize);
        c.masked = true;
        // The factory does not create masked elections; their code is the same.
        masked = Election(Clones.cloneWithImmutableArgs(factory.implementation(ballotSize), abi.encode(c)));
        _open(plain);
        vm.warp(START + 1 days);
        _open(masked);
    }

    function testFuzz_the_verifier_gets_digest_evaluation_and_challenge_of_every_ballot(uint256 seed, uint8 count)
        external
    {
        _castAll(plain, Seed(seed), 1 + count % 5, false);
    }

    function testFuzz_a_masked_election_binds_what_the_slot_holds(uint256 seed, uint8 count) external {
        _castAll(masked, Seed(seed), 1 + count % 5, true);
    }

    function testFuzz_a_skipped_ballot_leaves_no_trace_in_the_others(uint256 seed) external {
        Seed memory random = Seed(seed);
        Ballot[] memory good = new Ballot[](2);
        Ballot[] memory mixed = new Ballot[](4);
        for (uint256 i = 0; i < 4; ++i) mixed[i] = _ballot(random, i + 1);
        (good[0], good[1]) = (mixed[1], mixed[3]);
        for (uint256 i = 0; i < 3; i += 2) {
            mixed[i].version = 1 + random.below(1 << 31);
            mixed[i].held = _words(random);
        }
        _expect(good, false);
        plain.castBallots(mixed);
        assert(plain.ballots() == 2);
    }

    function testFuzz_a_first_ballot_that_is_skipped_leaves_no_trace_in_the_others(uint256 seed) external {
        Seed memory random = Seed(seed);
        Ballot[] memory taken = new Ballot[](1);
        taken[0] = _ballot(random, 1);
        _expect(taken, false);
        plain.castBallot(taken[0]);
        Ballot[] memory mixed = new Ballot[](3);
        Ballot[] memory good = new Ballot[](2);
        uint256 place = random.below(3);
        for (uint256 i = 0; i < 3; ++i) {
            mixed[i] = i == place ? taken[0] : _ballot(random, 2 + i);
            if (i != place) good[i < place ? i : i - 1] = mixed[i];
        }
        _expect(good, false);
        plain.castFirstBallots(_entries(mixed));
        assert(plain.ballots() == 3);
    }

    function testFuzz_a_flipped_bit_reaches_the_verifier(uint256 seed) external {
        Seed memory random = Seed(seed);
        Ballot[] memory ballots = new Ballot[](1);
        ballots[0] = _ballot(random, 1);
        _expect(ballots, false);
        uint256 place = random.below(words + 10);
        if (place < words) ballots[0].next[place] = _other(ballots[0].next[place], random);
        else if (place < words + 8) ballots[0].proof[place - words] ^= 1 << random.below(256);
        else if (place == words + 8) ballots[0].digest = _other(ballots[0].digest, random);
        else ballots[0].nullifier = _other(ballots[0].nullifier, random);
        bool byEntry = random.onceIn(2);
        vm.expectRevert(abi.encodeWithSelector(IElection.BallotProofsInvalid.selector));
        if (byEntry) plain.castFirstBallots(_entries(ballots));
        else plain.castBallot(ballots[0]);
    }

    /// @dev A first vote of each in one batch, then in a second batch another, alone and together with the last.
    function _castAll(Election election, Seed memory random, uint256 count, bool isMasked) private {
        Ballot[] memory ballots = new Ballot[](count);
        for (uint256 i = 0; i < count; ++i) ballots[i] = _ballot(random, i + 1);
        _expect(ballots, isMasked);
        if (random.onceIn(2)) election.castBallots(ballots);
        else election.castFirstBallots(_entries(ballots));
        for (uint256 i = 0; i < count; ++i) {
            ballots[i].version = 1;
            ballots[i].held = ballots[i].next;
            ballots[i].next = _words(random);
        }
        _expect(ballots, isMasked);
        election.castBallots(ballots);

        Ballot[] memory one = new Ballot[](1);
        one[0] = _ballot(random, 77);
        _expect(one, isMasked);
        if (random.onceIn(2)) election.castBallot(one[0]);
        else election.castFirstBallots(_entries(one));
        assert(election.ballots() == count + 1);
    }

    function _expect(Ballot[] memory ballots, bool isMasked) private {
        uint256[] memory inputs = new uint256[](3 * ballots.length);
        uint256[8][] memory proofs = new uint256[8][](ballots.length);
        for (uint256 i = 0; i < ballots.length; ++i) {
            uint256[] memory x = _vector(ballots[i], isMasked);
            uint256 challenge = uint256(keccak256(abi.encodePacked(ballots[i].digest, x))) % R;
            uint256 power = 1;
            for (uint256 k = 0; k < x.length; ++k) {
                inputs[3 * i + 1] = addmod(inputs[3 * i + 1], mulmod(x[k], power, R), R);
                power = mulmod(power, challenge, R);
            }
            (inputs[3 * i], inputs[3 * i + 2]) = (ballots[i].digest, challenge);
            proofs[i] = ballots[i].proof;
        }
        verifier.expect(inputs, proofs);
    }

    function _entries(Ballot[] memory ballots) private view returns (uint256[] memory entries) {
        uint256 size = words + 10;
        entries = new uint256[](ballots.length * size);
        for (uint256 i = 0; i < ballots.length; ++i) {
            uint256 start = i * size;
            (entries[start], entries[start + 1]) = (ballots[i].nullifier, ballots[i].digest);
            for (uint256 k = 0; k < words; ++k) entries[start + 2 + k] = ballots[i].next[k];
            for (uint256 k = 0; k < 8; ++k) entries[start + 2 + words + k] = ballots[i].proof[k];
        }
    }

    /// @dev (nullifier, version, previous, next) of P5.3.
    function _vector(Ballot memory ballot, bool isMasked) private view returns (uint256[] memory x) {
        x = new uint256[](2 + 2 * words);
        (x[0], x[1]) = (ballot.nullifier, ballot.version);
        for (uint256 i = 0; i < words; ++i) {
            x[2 + i] = isMasked && ballot.version > 0 ? ballot.held[i] : i % 2;
            x[2 + words + i] = ballot.next[i];
        }
    }

    function _ballot(Seed memory random, uint256 voter) private view returns (Ballot memory ballot) {
        ballot.nullifier = random.onceIn(8) ? R - voter : voter;
        ballot.next = _words(random);
        ballot.digest = random.onceIn(4) ? [0, 1, R - 1][random.below(3)] : random.below(R);
        for (uint256 i = 0; i < 8; ++i) ballot.proof[i] = random.next();
    }

    function _words(Seed memory random) private view returns (uint256[] memory list) {
        list = new uint256[](words);
        bool edges = random.onceIn(4);
        for (uint256 i = 0; i < words; ++i) {
            list[i] = edges ? [0, 1, R - 1][random.below(3)] : random.below(R);
            if (i % 4 == 0 && list[i] == 0) list[i] = R - 1;
        }
    }

    /// @dev Another element, never 0.
    function _other(uint256 word, Seed memory random) private pure returns (uint256 other) {
        other = 1 + random.below(R - 1);
        if (other == word) other = word == 1 ? 2 : 1;
    }
}

contract BallotBinding4Test is BallotBinding {
    function setUp() external {
        _prepare(4);
    }
}

contract BallotBinding8Test is BallotBinding {
    function setUp() external {
        _prepare(8);
    }
}

contract BallotBinding32Test is BallotBinding {
    function setUp() external {
        _prepare(32);
    }
}
