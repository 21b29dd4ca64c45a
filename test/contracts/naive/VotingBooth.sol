// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {BabyJubjub} from "../../../contracts/libraries/BabyJubjub.sol";
import {Extended, ExtendedPoint} from "../../../contracts/libraries/ExtendedPoint.sol";
import {Point} from "../../../contracts/types/Point.sol";
import {KnownTrustees} from "./KnownTrustees.sol";
import {NaiveCurve} from "./NaiveCurve.sol";
import {Seed} from "./Seeds.sol";

/// @notice Encrypts choices to the known trustees' key, fast: sums of points from tables (P5.2).
contract VotingBooth {
    uint256 private constant SCALARS = 16;
    uint256 private constant MOST_POINTS = 7;

    /// r G and r K for some scalars r; v G and v 2^24 G for points v.
    Point[] private firsts;
    Point[] private masks;
    Point[] private low;
    Point[] private high;

    constructor() {
        Point memory key = KnownTrustees.publicKey(0);
        for (uint256 i = 0; i < SCALARS; ++i) {
            uint256 r = uint256(keccak256(abi.encode("r", i))) % NaiveCurve.L;
            firsts.push(KnownTrustees.times(BabyJubjub.generator(), r));
            masks.push(KnownTrustees.times(key, r));
        }
        for (uint256 v = 0; v <= MOST_POINTS; ++v) {
            low.push(KnownTrustees.times(BabyJubjub.generator(), v));
            high.push(KnownTrustees.times(BabyJubjub.generator(), v << 24));
        }
    }

    /// @return words The ciphertexts, with a randomness of their own that `seed` chooses.
    function encrypt(uint256[] calldata choices, uint256 seed) external view returns (uint256[] memory words) {
        Seed memory random = Seed(seed);
        Extended[] memory sums = ExtendedPoint.identities(choices.length);
        for (uint256 t = 0; t < choices.length / 2; ++t) {
            for (uint256 k = 0; k < 3; ++k) {
                uint256 i = random.below(SCALARS);
                _add(sums[2 * t], firsts[i]);
                _add(sums[2 * t + 1], masks[i]);
            }
            _add(sums[2 * t + 1], low[choices[2 * t]]);
            _add(sums[2 * t + 1], high[choices[2 * t + 1]]);
        }
        return ExtendedPoint.toWords(sums);
    }

    function _add(Extended memory sum, Point memory point) private pure {
        sum.addAffine(point.x, point.y);
    }
}
