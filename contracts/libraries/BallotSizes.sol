// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {IElectionFactory} from "../types/IElectionFactory.sol";

/// @title BallotSizes
/// @notice Which ballot holds so many options (P25.6): the smallest that the factory has elections of, for ever.
library BallotSizes {
    uint256 private constant MOST = 32;

    /// @return size 0 if the factory has none.
    function smallest(IElectionFactory factory, uint256 options) internal view returns (uint8 size) {
        for (uint256 i = options; i <= MOST; ++i) {
            if (factory.implementation(uint8(i)) != address(0)) return uint8(i);
        }
    }
}
