// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {Schedules} from "../../../contracts/libraries/Schedules.sol";
import {Schedule} from "../../../contracts/types/Constitution.sol";
import {Span, Timing} from "../../../contracts/types/Timing.sol";

/// @notice Schedules as a template's timing gives them, for callers from outside the chain.
contract ScheduleCalculator {
    function derive(Timing calldata timing, Span calldata postponement, uint256 start)
        external
        pure
        returns (Schedule memory)
    {
        return Schedules.derive(timing, postponement, start);
    }

    function opensBefore(Timing calldata timing, uint256 start) external pure returns (uint256) {
        return Schedules.opensBefore(timing, start);
    }

    function requireSound(Timing calldata timing, bool isTest) external pure {
        Schedules.requireSound(timing, isTest);
    }

    function requirePostponement(Timing calldata timing, Span calldata span) external pure {
        Schedules.requirePostponement(timing, span);
    }
}
