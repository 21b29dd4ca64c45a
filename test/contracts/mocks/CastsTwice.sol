// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {Ballot, IElection} from "../../../contracts/types/IElection.sol";

/// @notice Anybody's contract that casts several batches within one transaction.
contract CastsTwice {
    function castEach(IElection election, Ballot[][] calldata batches) external {
        for (uint256 i = 0; i < batches.length; ++i) election.castBallots(batches[i]);
    }
}
