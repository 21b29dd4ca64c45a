// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

/// @notice Draws numbers from a seed, one after the other.
struct Seed {
    uint256 state;
}

using Seeds for Seed global;

library Seeds {
    /// @notice 256 random bits.
    function next(Seed memory seed) internal pure returns (uint256) {
        seed.state = uint256(keccak256(abi.encode(seed.state)));
        return seed.state;
    }

    /// @notice A number below `limit`.
    function below(Seed memory seed, uint256 limit) internal pure returns (uint256) {
        return next(seed) % limit;
    }

    /// @notice True once in `times`.
    function onceIn(Seed memory seed, uint256 times) internal pure returns (bool) {
        return next(seed) % times == 0;
    }
}
