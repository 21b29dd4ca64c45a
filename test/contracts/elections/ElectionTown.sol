// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {Election} from "../../../contracts/elections/Election.sol";
import {ElectionFactory} from "../../../contracts/factory/ElectionFactory.sol";
import {Constitution, Fraction, OutcomeKind, Schedule} from "../../../contracts/types/Constitution.sol";
import {IBoardFactory} from "../../../contracts/types/IBoardFactory.sol";
import {IGroth16BatchVerifier} from "../../../contracts/types/IGroth16BatchVerifier.sol";
import {IRollFactory} from "../../../contracts/types/IRollFactory.sol";
import {Checkpoint, IRollSource} from "../../../contracts/types/IRollSource.sol";
import {ITrusteeBoard} from "../../../contracts/types/ITrusteeBoard.sol";
import {deploy} from "../Deployment.sol";
import {MockBoard} from "../mocks/MockBoard.sol";
import {MockRolls} from "../mocks/MockRolls.sol";
import {KnownTrustees} from "../naive/KnownTrustees.sol";
import {vm} from "../Vm.sol";

/// @notice A town with a factory, a ready board of known trustees and a roll.
abstract contract ElectionTown {
    uint48 internal constant START = 1_800_000_000;
    uint256 internal constant ROLL_ID = 7;
    bytes internal constant CONTENT = '{"title":"Test"}';

    ElectionFactory internal factory;
    MockBoard internal board;
    MockRolls internal rolls;

    /// @param verifier A mock, which is asked.
    function _found(IGroth16BatchVerifier verifier, uint8 ballotSize, uint32 residents) internal {
        vm.warp(START);
        Election[] memory implementations = new Election[](1);
        bytes memory parts = abi.encode(verifier, deploy("Tallying", ""), ballotSize, 20);
        implementations[0] = Election(deploy("MockElectionAsking", parts));
        IRollFactory[] memory rollFactories = new IRollFactory[](1);
        rollFactories[0] = IRollFactory(deploy("MockRollFactoryAcceptsAll", ""));
        IBoardFactory boardFactory = IBoardFactory(deploy("MockBoardFactoryAcceptsAll", ""));
        factory = ElectionFactory(
            deploy("ElectionFactory", abi.encode(implementations, boardFactory, rollFactories))
        );
        bytes memory terms = abi.encode(
            factory, KnownTrustees.THRESHOLD, START + 100 days, KnownTrustees.publicKey(0), KnownTrustees.shareKeys()
        );
        board = MockBoard(deploy("MockBoard", terms));
        rolls = MockRolls(deploy("MockRolls", abi.encode(ROLL_ID)));
        board.setTest(true);
        rolls.setTest(true);
        rolls.setCheckpoint(Checkpoint({time: START, depth: 4, activeMembers: residents, root: 4242}));
    }

    /// @dev Yes, no or abstain; opens in three days.
    function _constitution(uint8 ballotSize) internal view returns (Constitution memory c) {
        c.contentHash = keccak256(CONTENT);
        c.rolls = IRollSource(address(rolls));
        c.rollId = ROLL_ID;
        c.minimumCensus = 3;
        c.board = ITrusteeBoard(address(board));
        c.consentsRequired = uint8(KnownTrustees.THRESHOLD + 1);
        c.minimumBallots = 2;
        c.revoting = true;
        c.isTest = true;
        c.ballotSize = ballotSize;
        c.rules.optionCount = 3;
        (c.rules.maxPerOption, c.rules.minTotal, c.rules.maxTotal) = (1, 0, 1);
        (c.rules.budget, c.rules.credits) = (type(uint48).max, type(uint24).max);
        c.rules.costs = new uint40[](3);
        c.outcome.kind = OutcomeKind.Referendum;
        c.outcome.quorum = Fraction({numerator: 1, denominator: 4, moreThan: false});
        c.outcome.passingShare = Fraction({numerator: 1, denominator: 2, moreThan: true});
        c.schedule = Schedule({
            censusTime: START + 1 days,
            opensAt: START + 3 days,
            openGrace: 1 hours,
            closesAt: START + 5 days,
            closeGrace: 10 minutes,
            sharesDueAt: START + 7 days,
            sealDelay: 600
        });
    }

    function _create(Constitution memory c) internal returns (Election) {
        return Election(factory.create(c, CONTENT, new uint8[](c.rules.optionCount)));
    }

    /// @dev At `opensAt`, with the consents it needs.
    function _open(Election election) internal {
        Constitution memory c = election.constitution();
        if (block.timestamp <= c.schedule.censusTime) vm.warp(c.schedule.censusTime + 1);
        Checkpoint memory census = rolls.checkpointAt(c.rollId, c.schedule.censusTime);
        for (uint256 seat = 1; seat <= c.consentsRequired; ++seat) {
            election.consent(seat, KnownTrustees.consent(election, seat, census, seat));
        }
        vm.warp(c.schedule.opensAt);
        election.open();
    }
}
