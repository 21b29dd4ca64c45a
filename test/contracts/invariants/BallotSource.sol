// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {Constitution} from "../../../contracts/types/Constitution.sol";
import {Ballot} from "../../../contracts/types/IElection.sol";
import {deploy} from "../Deployment.sol";
import {NaiveBallotBox} from "../naive/NaiveBallotBox.sol";
import {NaiveCurve} from "../naive/NaiveCurve.sol";
import {NaiveElection} from "../naive/NaiveElection.sol";
import {Seed} from "../naive/Seeds.sol";
import {VotingBooth} from "../naive/VotingBooth.sol";

/// @notice Makes ballots of a few voters, right ones and spoilt ones, and remembers what was encrypted.
abstract contract BallotSource {
    uint256 private constant VOTERS = 12;
    uint256 private constant FLAWS = 11;

    NaiveElection public immutable NAIVE;
    VotingBooth private immutable BOOTH = VotingBooth(deploy("VotingBooth", ""));
    uint256 private immutable SIZE;
    uint256 private immutable OPTIONS;
    uint256 private immutable MOST_PER_OPTION;

    mapping(bytes32 wordsHash => uint256[]) private choicesOf;

    constructor(NaiveElection naive) {
        NAIVE = naive;
        Constitution memory c = naive.constitution();
        (SIZE, OPTIONS, MOST_PER_OPTION) = (c.ballotSize, c.rules.optionCount, c.rules.maxPerOption);
    }

    /// @notice What the slots of the naive election hold, decrypted and added up.
    function plainCounts() public view returns (uint256[] memory counts) {
        counts = new uint256[](SIZE);
        for (uint256 i = 0; i < NAIVE.used(); ++i) {
            bytes32 held = keccak256(abi.encodePacked(NAIVE.slot(NAIVE.nullifiers(i)).words));
            uint256[] storage choices = choicesOf[held];
            for (uint256 option = 0; option < SIZE; ++option) counts[option] += choices[option];
        }
    }

    /// @dev At times a voter votes twice in one batch.
    function _batch(Seed memory random, uint256 length) internal returns (Ballot[] memory ballots) {
        ballots = new Ballot[](length);
        for (uint256 i = 0; i < length; ++i) {
            ballots[i] = _ballot(random);
            if (i > 0 && random.onceIn(3)) {
                ballots[i].nullifier = ballots[i - 1].nullifier;
                ballots[i].version = ballots[i - 1].version + 1;
                ballots[i].held = _copy(ballots[i - 1].next);
            }
            if (random.onceIn(3 * length)) _spoil(ballots[i], random);
        }
    }

    function _ballot(Seed memory random) private returns (Ballot memory ballot) {
        ballot.nullifier = uint256(keccak256(abi.encode("voter", random.below(VOTERS)))) % NaiveCurve.R;
        NaiveBallotBox.Slot memory slot = NAIVE.slot(ballot.nullifier);
        (ballot.version, ballot.held) = (slot.version, slot.words);
        uint256[] memory choices = new uint256[](SIZE);
        for (uint256 option = 0; option < OPTIONS; ++option) choices[option] = random.below(MOST_PER_OPTION + 1);
        ballot.next = BOOTH.encrypt(choices, random.next());
        choicesOf[keccak256(abi.encodePacked(ballot.next))] = choices;
        ballot.digest = random.below(NaiveCurve.R);
        for (uint256 i = 0; i < 8; ++i) ballot.proof[i] = random.next();
    }

    function _spoil(Ballot memory ballot, Seed memory random) private pure {
        uint256 flaw = random.below(FLAWS);
        uint256 words = ballot.next.length;
        if (flaw == 0 && ballot.version > 0) {
            ballot.version -= 1;
            if (ballot.version == 0) ballot.held = new uint256[](0);
        } else if (flaw == 1) {
            if (ballot.version == 0) ballot.held = _copy(ballot.next);
            ballot.version += 1;
        } else if (flaw == 2 && ballot.held.length > 0) {
            ballot.held[random.below(ballot.held.length)] ^= 1 << random.below(256);
        } else if (flaw == 3) {
            ballot.held = new uint256[](random.onceIn(2) ? 1 : words);
        } else if (flaw == 4) {
            ballot.next = new uint256[](random.below(2 * words));
        } else if (flaw == 5) {
            ballot.next[random.below(words)] += NaiveCurve.R * (1 + random.below(4));
        } else if (flaw == 6) {
            uint256 first = 4 * random.below(words / 4);
            (ballot.next[first], ballot.next[first + 1]) = (0, 1);
        } else if (flaw == 7) {
            ballot.digest += NaiveCurve.R;
        } else if (flaw == 8 && ballot.nullifier < NaiveCurve.R) {
            ballot.nullifier += NaiveCurve.R * (1 + random.below(4));
        } else if (flaw == 9) {
            ballot.version = type(uint32).max + random.below(2) * (random.next() >> 8);
            ballot.held = _copy(ballot.next);
        } else {
            ballot.proof[0] = type(uint256).max;
        }
    }

    /// @dev Spoiling one array must not spoil another.
    function _copy(uint256[] memory words) private pure returns (uint256[] memory copied) {
        copied = new uint256[](words.length);
        for (uint256 i = 0; i < words.length; ++i) copied[i] = words[i];
    }
}
