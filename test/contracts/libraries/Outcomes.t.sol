// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {Election} from "../../../contracts/elections/Election.sol";
import {ElectionFactory} from "../../../contracts/factory/ElectionFactory.sol";
import {OutcomeKind, OutcomeRule, TieBreak} from "../../../contracts/types/Constitution.sol";
import {Outcome} from "../../../contracts/types/IElection.sol";
import {deploy} from "../Deployment.sol";
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

    ElectionFactory private immutable FACTORY = 
        ElectionFactory(deploy("ElectionFactory", abi.encode(new Election[](0))));

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
            assert(c.counts[i] >= c.rule.minimumVotes);
            spent += c.rule.costs[i];
        }
        assert(spent <= c.rule.budget);
        assert(selected >> c.optionCount == 0);
    }

    function testFuzz_a_project_that_greedy_leaves_out_did_not_fit_after_the_better_ones(uint256 seed) external view {
        Case memory c = _case(Seed(seed), OutcomeKind.Greedy);
        c.rule.quorum = 0;
        uint256 selected = _outcome(c).selected;
        for (uint256 i = 0; i < c.optionCount; ++i) {
            if (c.counts[i] < c.rule.minimumVotes) continue;
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
        c.rule.quorum = 0;
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
        assert(outcome.quorumReached == (ballots * uint256(10_000) >= c.rule.quorum * uint256(activeMembers)));
        if (!outcome.quorumReached) assert(!outcome.accepted && outcome.selected == 0);
    }

    function testFuzz_options_that_were_not_offered_change_nothing(uint256 seed) external view {
        Seed memory random = Seed(seed);
        Case memory c = _case(random, OutcomeKind(1 + seed % 3));
        uint256 selected = _outcome(c).selected;
        for (uint256 i = c.optionCount; i < c.counts.length; ++i) c.counts[i] = random.next() >> 232;
        assert(_outcome(c).selected == selected);
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
        c.rule.quorum = uint16(random.onceIn(2) ? 0 : random.below(10_001));
        c.rule.minimumVotes = uint24(random.below(4));
        if (kind == OutcomeKind.Referendum) c.rule.passingShare = uint16(random.below(10_000));
        if (kind == OutcomeKind.Ranking) c.rule.winners = uint8(1 + random.below(c.optionCount));
        if (kind != OutcomeKind.Greedy && kind != OutcomeKind.GreedyNoSkip) return c;
        c.rule.tieBreak = TieBreak(random.below(2));
        c.rule.costs = new uint40[](c.optionCount);
        for (uint256 i = 0; i < c.optionCount; ++i) c.rule.costs[i] = uint40(_number(random, spread, type(uint40).max));
        c.rule.budget = uint48(random.onceIn(4) ? random.next() : random.below(spread * c.optionCount));
    }

    function _number(Seed memory random, uint256 spread, uint256 most) private pure returns (uint256) {
        return random.onceIn(16) ? most : random.below(spread);
    }
}
