// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {FrozenConstitution} from "../../../contracts/elections/FrozenConstitution.sol";
import {Constitution} from "../../../contracts/types/Constitution.sol";

/// @notice What elections read of their own code, for callers from outside.
contract FrozenConstitutionReader is FrozenConstitution {
    function whole() external view returns (Constitution memory) {
        return _constitution();
    }

    function board() external view returns (address) {
        return address(_board());
    }

    function parts() external view returns (bool revoting, bool masked, uint256 ballotSize, uint256 boxClosesAt) {
        (revoting, masked) = _ballotFlags();
        return (revoting, masked, _ballotSize(), _boxClosesAt());
    }
}
