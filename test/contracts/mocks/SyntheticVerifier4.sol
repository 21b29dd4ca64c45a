// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {SyntheticVerifier} from "./SyntheticVerifier.sol";

/// @notice The same key with 16 constants, as many as the ballot of 4 options has.
contract SyntheticVerifier4 is SyntheticVerifier {
    function _constantPoints() internal pure override returns (uint256[] memory points) {
        points = super._constantPoints();
        assembly ("memory-safe") {
            mstore(points, 34)
        }
    }
}
