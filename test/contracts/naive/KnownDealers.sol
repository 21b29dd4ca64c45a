// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {BabyJubjub} from "../../../contracts/libraries/BabyJubjub.sol";
import {TrusteeBoard} from "../../../contracts/trustees/TrusteeBoard.sol";
import {EncryptedShare} from "../../../contracts/types/ITrusteeBoard.sol";
import {Point, SigmaProof} from "../../../contracts/types/Point.sol";
import {KnownTrustees} from "./KnownTrustees.sol";
import {NaiveCurve} from "./NaiveCurve.sol";

/// @notice What the trustees of a board send in its two rounds, from secrets that are known (P2.1, P2.2).
library KnownDealers {
    uint256 private constant L = NaiveCurve.L;

    /// @notice Secrets are of a dealer's polynomial (`m` from 0) or encryption key (`m` = 99).
    function secret(uint256 seat, uint256 m) internal pure returns (uint256) {
        return uint256(keccak256(abi.encode("dealer", seat, m))) % L;
    }

    function encryptionKey(uint256 seat) internal view returns (Point memory) {
        return KnownTrustees.times(BabyJubjub.generator(), secret(seat, 99));
    }

    function registration(TrusteeBoard board, uint256 seat, address trustee, uint256 nonce)
        internal
        view
        returns (Point memory q, SigmaProof memory proof)
    {
        nonce %= L;
        Point memory key = encryptionKey(seat);
        Point memory r = KnownTrustees.times(BabyJubjub.generator(), nonce);
        uint256 challenge = uint128(
            uint256(
                keccak256(
                    abi.encode(keccak256("hanpyo.registration.v1"), block.chainid, board, seat, trustee, key, r)
                )
            )
        );
        proof = SigmaProof(challenge, addmod(nonce, mulmod(challenge, secret(seat, 99), L), L));
        return (KnownTrustees.times(key, NaiveCurve.inverse(8, L)), proof);
    }

    /// @notice A_i0, ..., A_i(k-1) as Q.
    function polynomial(uint256 seat, uint256 threshold) internal view returns (Point[] memory points) {
        uint256 eighth = NaiveCurve.inverse(8, L);
        points = new Point[](threshold);
        for (uint256 m = 0; m < threshold; ++m) {
            points[m] = KnownTrustees.times(BabyJubjub.generator(), mulmod(secret(seat, m), eighth, L));
        }
    }

    function commitment(TrusteeBoard board, uint256 seat, address trustee, Point[] memory points)
        internal
        view
        returns (bytes32)
    {
        return keccak256(
            abi.encode(
                keccak256("hanpyo.dealing.v1"), block.chainid, board, seat, trustee, BabyJubjub.toWords(points)
            )
        );
    }

    /// @notice Encrypted shares that only a verifier would look at.
    function shares(uint256 count) internal pure returns (EncryptedShare[] memory list) {
        list = new EncryptedShare[](count);
        for (uint256 j = 0; j < count; ++j) list[j].ephemeral = BabyJubjub.generator();
    }

    /// @notice s_ij, the dealer's polynomial at j; j = 0 is the constant term.
    function shareOf(uint256 dealer, uint256 threshold, uint256 j) internal pure returns (uint256 value) {
        for (uint256 m = threshold; m > 0; --m) value = addmod(mulmod(value, j, L), secret(dealer, m - 1), L);
    }
}
