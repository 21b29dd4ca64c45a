// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {Box, Phases} from "../../../contracts/elections/Phases.sol";
import {Outcomes} from "../../../contracts/libraries/Outcomes.sol";
import {OutcomeRule} from "../../../contracts/types/Constitution.sol";
import {IElection} from "../../../contracts/types/IElection.sol";

/// @notice What the phase is made of, for callers from outside the chain.
contract PhaseCalculator {
    function phaseOf(Box calldata box, uint256 ballots, uint256 opensUntil, bool isSealed, uint256 time)
        external
        pure
        returns (IElection.Phase)
    {
        return Phases.phaseOf(box, ballots, opensUntil, isSealed, time);
    }

    function quorumBallots(OutcomeRule calldata rule, uint256 activeMembers) external pure returns (uint256) {
        return Outcomes.quorumBallots(rule, activeMembers);
    }
}
