// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {Election} from "../../../contracts/elections/Election.sol";
import {ElectionFactory} from "../../../contracts/factory/ElectionFactory.sol";
import {Fraction, OutcomeKind, OutcomeRule, TieBreak} from "../../../contracts/types/Constitution.sol";
import {Outcome, Verdict} from "../../../contracts/types/IElection.sol";
import {deploy} from "../Deployment.sol";
import {PhaseCalculator} from "../mocks/PhaseCalculator.sol";
import {NaiveOutcomes} from "../naive/NaiveOutcomes.sol";
import {Seed} from "../naive/Seeds.sol";

contract OutcomesTest {
    struct Case {
        OutcomeRule rule;
        uint256[] counts;
        uint256 optionCount;
        uint256 ballots;
        uint256 activeMembers;
    }

    ElectionFactory private immutable FACTORY = ElectionFactory(
        deploy("ElectionFactory", abi.encode(new Election[](0), address(0), new address[](0)))
    );

    PhaseCalculator private immutable CALCULATOR = PhaseCalculator(deploy("PhaseCalculator", ""));

    function testFuzz_every_rule_gives_what_a_sorted_list_gives(uint256 seed) external view {
        Case memory c = _case(Seed(seed), OutcomeKind(seed % 4));
        Outcome memory expected =
            NaiveOutcomes.outcomeOf(c.rule, c.counts, c.optionCount, c.ballots, c.activeMembers);
        assert(keccak256(abi.encode(_outcome(c))) == keccak256(abi.encode(expected)));
    }

    function testFuzz_what_is_funded_costs_at_most_the_budget(uint256 seed) external view {
        Case memory c = _case(Seed(seed), seed % 2 == 0 ? OutcomeKind.Greedy : OutcomeKind.GreedyNoSkip);
        uint256 selected = _outcome(c).selected;
        uint256 spent;
        for (uint256 i = 0; i < c.optionCount; ++i) {
            if ((selected >> i) & 1 == 0) continue;
            assert(c.counts[i] != 0 && c.counts[i] >= c.rule.minimumVotes);
            spent += c.rule.costs[i];
        }
        assert(spent <= c.rule.budget);
        assert(selected >> c.optionCount == 0);
    }

    function testFuzz_a_project_that_greedy_leaves_out_did_not_fit_after_the_better_ones(uint256 seed) external view {
        Case memory c = _case(Seed(seed), OutcomeKind.Greedy);
        c.rule.quorum = _nothing();
        if (c.rule.tieBreak == TieBreak.None) c.rule.tieBreak = TieBreak.ListedOrder;
        uint256 selected = _outcome(c).selected;
        for (uint256 i = 0; i < c.optionCount; ++i) {
            if (c.counts[i] == 0 || c.counts[i] < c.rule.minimumVotes) continue;
            uint256 spentBefore;
            for (uint256 j = 0; j < c.optionCount; ++j) {
                bool better = (selected >> j) & 1 == 1 && NaiveOutcomes.isBefore(c.rule, c.counts, j, i);
                if (better) spentBefore += c.rule.costs[j];
            }
            assert(((selected >> i) & 1 == 1) == (spentBefore + c.rule.costs[i] <= c.rule.budget));
        }
    }

    function testFuzz_without_skipping_the_funded_are_the_best_and_the_next_does_not_fit(uint256 seed) external view {
        Case memory c = _case(Seed(seed), OutcomeKind.GreedyNoSkip);
        c.rule.quorum = _nothing();
        if (c.rule.tieBreak == TieBreak.None) c.rule.tieBreak = TieBreak.ListedOrder;
        uint256 selected = _outcome(c).selected;
        uint256[] memory order = NaiveOutcomes.ranked(c.rule, c.counts, c.optionCount);
        uint256 spent;
        uint256 place;
        for (; place < order.length && (selected >> order[place]) & 1 == 1; ++place) {
            spent += c.rule.costs[order[place]];
            selected &= ~(1 << order[place]);
        }
        assert(selected == 0);
        assert(place == order.length || spent + c.rule.costs[order[place]] > c.rule.budget);
    }

    function testFuzz_without_quorum_nothing_is_decided(uint256 seed, uint32 ballots, uint32 activeMembers)
        external
        view
    {
        Case memory c = _case(Seed(seed), OutcomeKind(seed % 4));
        (c.ballots, c.activeMembers) = (ballots, activeMembers);
        Outcome memory outcome = _outcome(c);
        uint256 electorate = activeMembers > c.rule.electors ? activeMembers : c.rule.electors;
        assert(outcome.quorumReached == (ballots >= NaiveOutcomes.leastReaching(c.rule.quorum, electorate)));
        if (outcome.quorumReached) return;
        assert(outcome.verdict == (c.rule.kind == OutcomeKind.Referendum ? Verdict.Neither : Verdict.None));
        assert(outcome.selected == 0 && outcome.tied == 0);
    }

    function testFuzz_nothing_comes_of_an_empty_box(uint256 seed) external view {
        Case memory c = _case(Seed(seed), OutcomeKind(seed % 4));
        c.counts = new uint256[](c.counts.length);
        (c.ballots, c.rule.quorum) = (0, _nothing());
        Outcome memory outcome = _outcome(c);
        assert(outcome.verdict == (c.rule.kind == OutcomeKind.Referendum ? Verdict.Neither : Verdict.None));
        assert(outcome.selected == 0 && outcome.tied == 0);
    }

    function testFuzz_one_vote_makes_a_fraction_and_one_less_misses_it(uint32 denominator, uint32 numerator, uint32 whole)
        external
        view
    {
        Case memory c;
        c.counts = new uint256[](8);
        c.optionCount = 2;
        c.activeMembers = whole;
        c.rule.quorum.denominator = denominator == 0 ? 1 : denominator;
        c.rule.quorum.numerator = numerator % c.rule.quorum.denominator;
        c.rule.quorum.moreThan = numerator % 2 == 0;
        c.rule.passingShare = _nothing();
        c.ballots = NaiveOutcomes.leastReaching(c.rule.quorum, whole);
        assert(_outcome(c).quorumReached);
        if (c.ballots == 0) return;
        --c.ballots;
        assert(!_outcome(c).quorumReached);
    }

    function testFuzz_the_fewest_ballots_that_reach_a_quorum_are_known_beforehand(uint256 seed) external view {
        Case memory c = _case(Seed(seed), OutcomeKind(seed % 4));
        c.ballots = CALCULATOR.quorumBallots(c.rule, c.activeMembers);
        uint256 electorate = c.activeMembers > c.rule.electors ? c.activeMembers : c.rule.electors;
        assert(c.ballots <= electorate && _outcome(c).quorumReached);
        if (c.ballots == 0) return;
        --c.ballots;
        assert(!_outcome(c).quorumReached);
    }

    function testFuzz_without_a_tie_the_listed_order_changes_nothing(uint256 seed) external view {
        Case memory c = _case(Seed(seed), OutcomeKind(1 + seed % 3));
        Outcome memory outcome = _outcome(c);
        if (outcome.tied != 0) return;
        uint256 last = c.optionCount - 1;
        (c.counts[0], c.counts[last]) = (c.counts[last], c.counts[0]);
        if (c.rule.costs.length != 0) {
            (c.rule.costs[0], c.rule.costs[last]) = (c.rule.costs[last], c.rule.costs[0]);
        }
        Outcome memory other = _outcome(c);
        uint256 ends = 1 | (1 << last);
        uint256 exchanged = ((outcome.selected & 1) << last) | ((outcome.selected >> last) & 1);
        assert(other.tied == 0 && other.selected == (outcome.selected & ~ends) | exchanged);
    }

    function testFuzz_all_or_none_never_parts_equals(uint256 seed) external view {
        Case memory c = _case(Seed(seed), OutcomeKind(1 + seed % 3));
        c.rule.tieBreak = TieBreak.None;
        Outcome memory outcome = _outcome(c);
        for (uint256 i = 0; i < c.optionCount; ++i) {
            for (uint256 j = 0; j < i; ++j) {
                if (c.counts[i] == c.counts[j]) assert((outcome.selected >> i) & 1 == (outcome.selected >> j) & 1);
            }
        }
        assert(outcome.selected & outcome.tied == 0);
    }

    function testFuzz_options_that_were_not_offered_change_nothing(uint256 seed) external view {
        Seed memory random = Seed(seed);
        Case memory c = _case(random, OutcomeKind(1 + seed % 3));
        Outcome memory outcome = _outcome(c);
        for (uint256 i = c.optionCount; i < c.counts.length; ++i) c.counts[i] = random.next() >> 232;
        assert(keccak256(abi.encode(_outcome(c))) == keccak256(abi.encode(outcome)));
    }

    function _nothing() private pure returns (Fraction memory) {
        return Fraction({numerator: 0, denominator: 1, moreThan: false});
    }

    function _outcome(Case memory c) private view returns (Outcome memory) {
        return FACTORY.outcomeOf(c.rule, c.counts, c.optionCount, c.ballots, c.activeMembers);
    }

    /// @dev Many ties of votes and of costs; at times the largest values there are.
    function _case(Seed memory random, OutcomeKind kind) private pure returns (Case memory c) {
        uint256 size = random.onceIn(2) ? 8 : 32;
        c.optionCount = 2 + random.below(size - 1);
        c.counts = new uint256[](size);
        uint256 spread = 1 + random.below(9);
        for (uint256 i = 0; i < c.optionCount; ++i) c.counts[i] = _number(random, spread, (1 << 24) - 1);
        c.activeMembers = 1 + random.below(1000);
        c.ballots = random.below(c.activeMembers + 1);
        c.rule.kind = kind;
        c.rule.electors = random.onceIn(2) ? 0 : uint32(random.below(2000));
        c.rule.quorum = random.onceIn(2) ? _nothing() : _fraction(random);
        c.rule.minimumVotes = uint24(random.below(4));
        c.rule.passingShare = kind == OutcomeKind.Referendum ? _fraction(random) : _nothing();
        if (kind == OutcomeKind.Ranking) {
            c.rule.winners = uint8(1 + random.below(c.optionCount));
            c.rule.tieBreak = random.onceIn(2) ? TieBreak.ListedOrder : TieBreak.None;
        }
        if (kind != OutcomeKind.Greedy && kind != OutcomeKind.GreedyNoSkip) return c;
        c.rule.tieBreak = TieBreak(random.below(3));
        c.rule.costs = new uint40[](c.optionCount);
        for (uint256 i = 0; i < c.optionCount; ++i) c.rule.costs[i] = uint40(_number(random, spread, type(uint40).max));
        c.rule.budget = uint48(random.onceIn(4) ? random.next() : random.below(spread * c.optionCount));
    }

    /// @dev Small ones, as laws have them, half of them a half; at times of the largest denominator.
    function _fraction(Seed memory random) private pure returns (Fraction memory) {
        uint256 denominator = random.onceIn(2) ? 2 : _number(random, 9, type(uint32).max - 1) + 1;
        uint256 numerator = denominator == 2 ? 1 : random.below(denominator);
        return Fraction(uint32(numerator), uint32(denominator), random.onceIn(2));
    }

    function _number(Seed memory random, uint256 spread, uint256 most) private pure returns (uint256) {
        return random.onceIn(16) ? most : random.below(spread);
    }
}
