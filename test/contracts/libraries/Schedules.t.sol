// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {Schedules} from "../../../contracts/libraries/Schedules.sol";
import {Schedule} from "../../../contracts/types/Constitution.sol";
import {Span, Timing} from "../../../contracts/types/Timing.sol";
import {deploy} from "../Deployment.sol";
import {ScheduleCalculator} from "../mocks/ScheduleCalculator.sol";
import {Seed} from "../naive/Seeds.sol";
import {vm} from "../Vm.sol";

contract SchedulesTest {
    uint256 private constant START = 1_800_000_000;

    ScheduleCalculator private immutable CALCULATOR = ScheduleCalculator(deploy("ScheduleCalculator", ""));

    function testFuzz_the_opening_is_the_first_day_whose_whole_box_is_out_of_every_blackout(uint256 seed)
        external
        view
    {
        (Timing memory timing, Span memory postponement, uint256 start) = _case(Seed(seed));
        CALCULATOR.requireSound(timing, true);
        uint256 opensAt = CALCULATOR.derive(timing, postponement, start).opensAt;
        uint256 day = _next(timing, start + timing.openLead);
        while (!_isFree(timing, postponement, day)) day += timing.alignEvery;
        assert(opensAt == day);
    }

    function testFuzz_every_opening_comes_before_the_bound(uint256 seed) external view {
        (Timing memory timing, Span memory postponement, uint256 start) = _case(Seed(seed));
        Schedule memory schedule = CALCULATOR.derive(timing, postponement, start);
        assert(schedule.opensAt < CALCULATOR.opensBefore(timing, start));
        assert(CALCULATOR.opensBefore(timing, start) <= start + timing.openLead + 64 * uint256(timing.alignEvery));
        assert(schedule.censusTime >= start);
    }

    function testFuzz_a_later_conversion_never_opens_earlier(uint256 seed) external view {
        Seed memory draw = Seed(seed);
        (Timing memory timing, Span memory postponement, uint256 start) = _case(draw);
        uint256 later = start + draw.below(timing.alignEvery * 3);
        assert(
            CALCULATOR.derive(timing, postponement, later).opensAt
                >= CALCULATOR.derive(timing, postponement, start).opensAt
        );
    }

    function testFuzz_the_schedule_has_the_spans_of_the_timing(uint256 seed) external view {
        (Timing memory timing, Span memory postponement, uint256 start) = _case(Seed(seed));
        Schedule memory schedule = CALCULATOR.derive(timing, postponement, start);
        assert(schedule.opensAt - schedule.censusTime == timing.censusLead);
        assert(schedule.closesAt - schedule.opensAt == timing.votingLength);
        assert(schedule.sharesDueAt - schedule.closesAt == timing.closeGrace + timing.sharesTerm);
        assert(schedule.openGrace == timing.openGrace && schedule.closeGrace == timing.closeGrace);
        assert(schedule.sealDelay == timing.sealDelay);
    }

    function test_a_box_may_close_before_a_blackout_and_open_as_it_ends() external view {
        Timing memory timing = _weekly();
        (timing.openLead, timing.censusLead, timing.votingLength) = (0, 0, 5 days);
        uint256 day = _next(timing, START);
        uint256 closes = day + timing.votingLength + timing.closeGrace;
        timing.blackouts = new Span[](1);
        timing.blackouts[0] = Span(uint48(closes + 1), uint48(day + 7 days));
        assert(CALCULATOR.derive(timing, Span(0, 0), day).opensAt == day);
        assert(CALCULATOR.derive(timing, Span(0, 0), day + 1).opensAt == day + 7 days);
        timing.blackouts[0].from = uint48(closes);
        assert(CALCULATOR.derive(timing, Span(0, 0), day).opensAt == day + 7 days);
        timing.blackouts[0].until = uint48(day + 7 days + 1);
        assert(CALCULATOR.derive(timing, Span(0, 0), day).opensAt == day + 14 days);
    }

    function test_no_trap_hides_in_a_timing() external {
        Timing memory timing = _weekly();
        CALCULATOR.requireSound(timing, false);
        timing.alignEvery = 0;
        _refused(timing, "alignEvery");
        timing.alignEvery = 366 days + 1;
        _refused(timing, "alignEvery");
        timing = _weekly();
        timing.alignOffset = timing.alignEvery;
        _refused(timing, "alignOffset");
        timing = _weekly();
        timing.openLead = 366 days + 1;
        _refused(timing, "openLead");
        timing = _weekly();
        timing.openLead = timing.censusLead - 1;
        _refused(timing, "censusLead");
        timing = _weekly();
        timing.mostPostponed = 120 days + 1;
        _refused(timing, "mostPostponed");
        timing = _weekly();
        timing.votingLength = 366 days + 1;
        _refused(timing, "votingLength");
        timing = _weekly();
        timing.closeGrace = 366 days + 1;
        _refused(timing, "closeGrace");
        timing = _weekly();
        timing.sharesTerm = type(uint32).max;
        _refused(timing, "sharesTerm");
    }

    function test_a_timing_has_time_to_consent_to_open_and_to_vote() external {
        Timing memory timing = _weekly();
        (timing.openLead, timing.censusLead) = (1 days, 1 days);
        (timing.openGrace, timing.votingLength) = (1 hours, 12 hours);
        CALCULATOR.requireSound(timing, false);
        timing.openGrace = 1 hours - 1;
        _refused(timing, "openGrace");
        (timing.openGrace, timing.votingLength) = (1 hours, 12 hours - 1);
        _refused(timing, "votingLength");
        (timing.votingLength, timing.openLead, timing.censusLead) = (12 hours, 1 days - 1, 0);
        _refused(timing, "openLead");
        (timing.openLead, timing.openGrace, timing.votingLength) = (1 minutes, 1 minutes, 1 minutes);
        CALCULATOR.requireSound(timing, true);
        timing.openGrace = 1 minutes - 1;
        vm.expectRevert(abi.encodeWithSelector(Schedules.TimingInvalid.selector, "openGrace"));
        CALCULATOR.requireSound(timing, true);
    }

    function test_no_vote_is_aligned_behind_a_councils_term() external {
        Timing memory timing = _weekly();
        (timing.alignEvery, timing.openLead) = (366 days, 366 days);
        // The one blackout takes two openings, so the third of them is the last that may come.
        timing.blackouts = _seconds(1);
        CALCULATOR.requireSound(timing, false);
        timing.blackouts = _seconds(2);
        _refused(timing, "alignEvery");
        timing.blackouts = new Span[](0);
        timing.mostPostponed = 120 days;
        CALCULATOR.requireSound(timing, false);
        timing.blackouts = _seconds(1);
        _refused(timing, "alignEvery");
    }

    function test_blackouts_are_in_order_not_empty_at_most_31_and_leave_days_free() external {
        Timing memory timing = _weekly();
        timing.blackouts = new Span[](2);
        timing.blackouts[0] = Span(100, 200);
        timing.blackouts[1] = Span(200, 300);
        CALCULATOR.requireSound(timing, false);
        timing.blackouts[1].from = 199;
        _refused(timing, "blackouts");
        timing.blackouts[1] = Span(300, 300);
        _refused(timing, "blackouts");
        timing.blackouts[1] = Span(400, 300);
        _refused(timing, "blackouts");

        // Of a week and a box of a week each takes ceil((1 + 7 days) / 7 days) + 1 = 3; the postponement 20.
        timing.mostPostponed = 120 days;
        timing.blackouts = _seconds(14);
        CALCULATOR.requireSound(timing, false);
        timing.blackouts = _seconds(15);
        _refused(timing, "blackouts");
        timing.mostPostponed = 0;
        timing.blackouts = _seconds(21);
        CALCULATOR.requireSound(timing, false);
        timing.blackouts = _seconds(22);
        _refused(timing, "blackouts");

        (timing.votingLength, timing.closeGrace) = (12 hours, 0);
        timing.blackouts = _seconds(31);
        CALCULATOR.requireSound(timing, false);
        timing.blackouts = _seconds(32);
        _refused(timing, "blackouts");
    }

    function test_a_postponement_is_as_long_as_the_template_lets_it_be() external {
        Timing memory timing = _weekly();
        timing.mostPostponed = 30 days;
        CALCULATOR.requirePostponement(timing, Span(1000, 1000 + 30 days));
        CALCULATOR.requirePostponement(timing, Span(1000, 1001));
        _postponementRefused(timing, Span(1000, 1001 + 30 days), 30 days + 1);
        _postponementRefused(timing, Span(1000, 1000), 0);
        _postponementRefused(timing, Span(1000, 999), 0);
        _postponementRefused(timing, Span(0, 0), 0);
        timing.mostPostponed = 0;
        _postponementRefused(timing, Span(1000, 1001), 1);
    }

    function _refused(Timing memory timing, string memory field) private {
        vm.expectRevert(abi.encodeWithSelector(Schedules.TimingInvalid.selector, field));
        CALCULATOR.requireSound(timing, false);
    }

    function _postponementRefused(Timing memory timing, Span memory span, uint256 given) private {
        vm.expectRevert(
            abi.encodeWithSelector(Schedules.PostponementInvalid.selector, given, timing.mostPostponed)
        );
        CALCULATOR.requirePostponement(timing, span);
    }

    function _isFree(Timing memory timing, Span memory postponement, uint256 day) private pure returns (bool) {
        if (_meets(timing, postponement, day)) return false;
        for (uint256 i = 0; i < timing.blackouts.length; ++i) {
            if (_meets(timing, timing.blackouts[i], day)) return false;
        }
        return true;
    }

    /// @dev Whether some second of [opening, box's closing] is one of the span.
    function _meets(Timing memory timing, Span memory span, uint256 day) private pure returns (bool) {
        if (span.from == span.until) return false;
        uint256 closes = day + timing.votingLength + timing.closeGrace;
        uint256 last = uint256(span.until) - 1;
        uint256 first = day > span.from ? day : span.from;
        return first <= (closes < last ? closes : last);
    }

    function _next(Timing memory timing, uint256 time) private pure returns (uint256) {
        uint256 day = time - time % timing.alignEvery + timing.alignOffset;
        return day < time ? day + timing.alignEvery : day;
    }

    /// @dev Small spans, so that blackouts are met; the bound is mostly used up.
    function _case(Seed memory draw) private pure returns (Timing memory timing, Span memory postponement, uint256 start) {
        start = START + draw.below(10_000);
        timing.alignEvery = uint32(20 + draw.below(300));
        timing.alignOffset = uint32(draw.below(timing.alignEvery));
        timing.openLead = uint32(60 + draw.below(940));
        timing.censusLead = uint32(draw.below(timing.openLead + 1));
        timing.openGrace = uint32(60 + draw.below(40));
        timing.votingLength = uint32(60 + draw.below(240));
        timing.closeGrace = uint32(draw.below(50));
        timing.sharesTerm = uint32(draw.below(500));
        timing.sealDelay = uint32(draw.below(500));
        if (draw.onceIn(2)) timing.mostPostponed = uint32(1 + draw.below(timing.alignEvery * 3));
        timing.blackouts = _blackouts(draw, start, 1 + draw.below(8), timing.alignEvery);
        while (_lost(timing) > 63 && timing.blackouts.length != 0) {
            timing.blackouts = _blackouts(draw, start, timing.blackouts.length - 1, timing.alignEvery);
        }
        if (_lost(timing) > 63) timing.mostPostponed = 0;
        if (timing.mostPostponed != 0) {
            uint256 from = start + draw.below(2000);
            postponement = Span(uint48(from), uint48(from + 1 + draw.below(timing.mostPostponed)));
        }
    }

    function _blackouts(Seed memory draw, uint256 time, uint256 count, uint256 every)
        private
        pure
        returns (Span[] memory blackouts)
    {
        blackouts = new Span[](count);
        for (uint256 i = 0; i < count; ++i) {
            time += draw.below(600);
            blackouts[i].from = uint48(time);
            time += 1 + draw.below(every * 2);
            blackouts[i].until = uint48(time);
        }
    }

    function _lost(Timing memory timing) private pure returns (uint256 lost) {
        uint256 box = uint256(timing.votingLength) + timing.closeGrace;
        for (uint256 i = 0; i < timing.blackouts.length; ++i) {
            uint256 length = timing.blackouts[i].until - timing.blackouts[i].from;
            lost += (length + box + timing.alignEvery - 1) / timing.alignEvery + 1;
        }
        if (timing.mostPostponed != 0) {
            lost += (timing.mostPostponed + box + timing.alignEvery - 1) / timing.alignEvery + 1;
        }
    }

    function _seconds(uint256 count) private pure returns (Span[] memory blackouts) {
        blackouts = new Span[](count);
        for (uint256 i = 0; i < count; ++i) blackouts[i] = Span(uint48(1000 + 2 * i), uint48(1001 + 2 * i));
    }

    /// @dev A week's voting, every week; a box is open for 7 days.
    function _weekly() private pure returns (Timing memory timing) {
        timing.openLead = 30 days;
        timing.alignEvery = 7 days;
        timing.alignOffset = 1 days;
        timing.censusLead = 10 days;
        timing.openGrace = 1 days;
        timing.votingLength = 7 days - 1 hours;
        timing.closeGrace = 1 hours;
        timing.sharesTerm = 7 days;
        timing.sealDelay = 1 hours;
    }
}
