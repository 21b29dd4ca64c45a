// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {Clones} from "@openzeppelin/contracts/proxy/Clones.sol";
import {Constitution} from "../../../contracts/types/Constitution.sol";
import {ITrusteeBoard} from "../../../contracts/types/ITrusteeBoard.sol";
import {FrozenConstitutionReader} from "../mocks/FrozenConstitutionReader.sol";
import {Seed} from "../naive/Seeds.sol";

/// @notice The single words that casting reads out of the code are those of the constitution.
contract FrozenConstitutionTest {
    address private immutable CODE = address(new FrozenConstitutionReader());

    function testFuzz_single_words_are_those_of_the_decoded_constitution(uint256 seed) external {
        Seed memory random = Seed(seed);
        Constitution memory c;
        c.contentHash = bytes32(random.next());
        c.jointHash = bytes32(random.next());
        c.rollId = random.next();
        c.board = ITrusteeBoard(address(uint160(random.next())));
        (c.minimumCensus, c.minimumBallots) = (uint32(random.next()), uint32(random.next()));
        c.consentsRequired = uint8(random.next());
        (c.revoting, c.masked, c.isTest) = (random.onceIn(2), random.onceIn(2), random.onceIn(2));
        c.ballotSize = uint8(random.next());
        c.rules.optionCount = uint8(random.next());
        c.rules.costs = new uint40[](random.below(40));
        for (uint256 i = 0; i < c.rules.costs.length; ++i) c.rules.costs[i] = uint40(random.next());
        c.schedule.censusTime = uint48(random.next());
        (c.schedule.opensAt, c.schedule.openGrace) = (uint48(random.next()), uint48(random.next()));
        (c.schedule.closesAt, c.schedule.closeGrace) = (uint48(random.next()) >> 1, uint48(random.next()) >> 1);
        (c.schedule.sharesDueAt, c.schedule.sealDelay) = (uint48(random.next()), uint48(random.next()));
        c.outcome.costs = new uint40[](random.below(40));

        FrozenConstitutionReader clone =
            FrozenConstitutionReader(Clones.cloneWithImmutableArgs(CODE, abi.encode(c)));
        assert(keccak256(abi.encode(clone.whole())) == keccak256(abi.encode(c)));
        assert(clone.board() == address(c.board));
        (bool revoting, bool masked, uint256 ballotSize, uint256 boxClosesAt) = clone.parts();
        assert(revoting == c.revoting && masked == c.masked && ballotSize == c.ballotSize);
        assert(boxClosesAt == c.schedule.closesAt + c.schedule.closeGrace);
    }
}
