// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {Constitution, Fraction, OutcomeKind, TieBreak} from "../../../contracts/types/Constitution.sol";
import {IElection} from "../../../contracts/types/IElection.sol";
import {MockVerifierAcceptsAll} from "../mocks/MockVerifierAcceptsAll.sol";
import {MockVerifierUnreliable} from "../mocks/MockVerifierUnreliable.sol";
import {vm} from "../Vm.sol";
import {ElectionInvariants} from "./ElectionInvariants.sol";

/// @notice A referendum with re-voting, whose verifier accepts what is not marked.
contract ReferendumInvariantsTest is ElectionInvariants {
    function setUp() external {
        _found(new MockVerifierAcceptsAll(3), 8, 10);
        _start(_constitution(8), true, 10);
    }

    function invariant_the_tally_is_what_the_slots_hold_and_all_else_changes_as_documented() external view {
        _checkTally();
        _checkSlots();
        _checkFrozen();
        _checkState();
    }
}

/// @notice A participatory budget, whose verifier refuses at random, in every way there is.
contract BudgetInvariantsTest is ElectionInvariants {
    function setUp() external {
        _found(new MockVerifierUnreliable(), 8, 10);
        Constitution memory c = _constitution(8);
        (c.rules.optionCount, c.rules.maxPerOption, c.rules.maxTotal) = (8, 3, 24);
        c.rules.costs = new uint40[](8);
        c.outcome.kind = OutcomeKind.Greedy;
        c.outcome.tieBreak = TieBreak.CheaperFirst;
        c.outcome.quorum = Fraction({numerator: 1, denominator: 10, moreThan: false});
        c.outcome.passingShare = Fraction({numerator: 0, denominator: 1, moreThan: false});
        c.outcome.budget = 100;
        c.outcome.costs = new uint40[](8);
        for (uint256 i = 0; i < 8; ++i) c.outcome.costs[i] = uint40(10 + (i * 29) % 60);
        _start(c, false, 10);
    }

    function invariant_nothing_but_what_the_verifier_accepted_counts() external view {
        _checkTally();
        _checkSlots();
        _checkFrozen();
        _checkState();
    }
}

/// @notice Few residents, one vote each, for good, in a box that stays closed below its quorum of three.
contract OneVoteInvariantsTest is ElectionInvariants {
    function setUp() external {
        _found(new MockVerifierAcceptsAll(3), 8, 5);
        Constitution memory c = _constitution(8);
        (c.revoting, c.minimumBallots) = (false, 2);
        (c.rules.optionCount, c.rules.costs) = (5, new uint40[](5));
        c.outcome.kind = OutcomeKind.Ranking;
        c.outcome.tieBreak = TieBreak.None;
        c.outcome.passingShare = Fraction({numerator: 0, denominator: 1, moreThan: false});
        c.outcome.winners = 2;
        c.outcome.quorum = Fraction({numerator: 3, denominator: 5, moreThan: false});
        c.outcome.closedBelowQuorum = true;
        _start(c, true, 5);
    }

    function test_too_few_ballots_are_never_counted() external {
        _neverCounted(1, IElection.Phase.TooFew);
    }

    function test_a_box_below_its_quorum_is_never_counted() external {
        _neverCounted(2, IElection.Phase.BelowQuorum);
        assert(!election.outcome().quorumReached && election.outcome().selected == 0);
    }

    function test_an_empty_box_below_its_quorum_is_never_counted() external {
        _neverCounted(0, IElection.Phase.BelowQuorum);
    }

    /// @dev Whatever the adversary does once the box has closed over so many ballots.
    function _neverCounted(uint256 ballots, IElection.Phase end) private {
        for (uint256 i = 0; handler.phaseNow() != IElection.Phase.Open && i < 250; ++i) handler.act(i, address(this));
        for (uint256 i = 0; naive.used() < ballots && i < 250; ++i) handler.act(i, address(handler));
        assert(naive.used() == ballots);
        vm.warp(election.boxClosesAt());
        for (uint256 i = 0; i < 60; ++i) handler.act(i, address(this));
        handler.finish();
        assert(election.phase() == end);
        assert(election.sumHash() == 0 && election.shares() == 0 && election.counts().length == 0);
        _checkState();
    }

    function invariant_a_slot_is_used_once_and_never_more_of_them_than_residents() external view {
        _checkTally();
        _checkSlots();
        _checkFrozen();
        _checkState();
    }
}
