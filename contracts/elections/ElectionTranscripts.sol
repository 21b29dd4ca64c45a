// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {Checkpoint} from "../types/IRollSource.sol";
import {Point} from "../types/Point.sol";

/// @title ElectionTranscripts
/// @notice The hashes that bind scopes and proofs to one election on one chain. They name the contract that computes
/// them, so they hold only inside a clone of Election.
library ElectionTranscripts {
    /// @notice The scope of nullifiers (P3.2).
    function scope(bytes32 constitutionHash) internal view returns (uint256) {
        return uint256(
            keccak256(abi.encode(keccak256("hanpyo.scope.v1"), block.chainid, address(this), constitutionHash))
        ) >> 8;
    }

    /// @notice The challenge of a consent with commitment `r` (P4.1).
    function consentChallenge(
        address board,
        bytes32 constitutionHash,
        uint256 seat,
        Point memory shareKey,
        Checkpoint memory census,
        Point memory r
    ) internal view returns (uint256) {
        return _low128(
            keccak256(
                abi.encode(
                    keccak256("hanpyo.consent.v2"),
                    block.chainid,
                    board,
                    address(this),
                    constitutionHash,
                    seat,
                    shareKey,
                    census.time,
                    census.root,
                    census.depth,
                    census.activeMembers,
                    r
                )
            )
        );
    }

    /// @notice T of a decryption share (P9.2).
    /// @param bases Words of C1.
    /// @param share Words of the share (D, affine).
    function shareTranscript(
        bytes32 sumHash,
        uint256 seat,
        Point memory shareKey,
        uint256[] memory bases,
        uint256[] memory share
    ) internal view returns (bytes32) {
        return keccak256(
            abi.encode(
                keccak256("hanpyo.share.v1"), block.chainid, address(this), sumHash, seat, shareKey, bases, share
            )
        );
    }

    /// @notice rho_t of P9.2.
    function shareCoefficient(bytes32 transcript, uint256 t) internal pure returns (uint256) {
        return _low128(keccak256(abi.encode(transcript, t)));
    }

    /// @notice The challenge of a decryption share with commitments `r1`, `r2` (P9.2).
    function shareChallenge(bytes32 transcript, Point memory r1, Point memory r2) internal pure returns (uint256) {
        return _low128(keccak256(abi.encode(transcript, r1, r2)));
    }

    function _low128(bytes32 hash) private pure returns (uint256) {
        return uint128(uint256(hash));
    }
}
