// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {SigmaProofs} from "../libraries/SigmaProofs.sol";
import {IElection} from "../types/IElection.sol";
import {Checkpoint} from "../types/IRollSource.sol";
import {ITrusteeBoard} from "../types/ITrusteeBoard.sol";
import {Point, SigmaProof} from "../types/Point.sol";
import {Decryption} from "./Decryption.sol";
import {ElectionTranscripts} from "./ElectionTranscripts.sol";

/// @title TrusteeProofs
/// @notice Checks what trustees prove to an election: consents (P4.1), decryption shares (P9.2), and that the shares
/// open to the counts (P10.1).
/// @dev Deployed by itself and linked into Election, which has no room for this arithmetic. A clone of Election calls
/// it by DELEGATECALL, so that the transcripts name the clone.
library TrusteeProofs {
    /// @notice Refuses a consent unless the key of `seat` proves it.
    /// @dev Reverts with ConsentProofInvalid, and as SigmaProofs does.
    function checkConsent(
        ITrusteeBoard board,
        bytes32 constitutionHash,
        uint256 seat,
        Checkpoint memory census,
        SigmaProof memory proof
    ) external view {
        Point memory shareKey = board.shareKey(seat);
        Point memory r = SigmaProofs.commitment(proof, shareKey);
        if (
            ElectionTranscripts.consentChallenge(address(board), constitutionHash, seat, shareKey, census, r)
                != proof.challenge
        ) revert IElection.ConsentProofInvalid(seat);
    }

    /// @notice Refuses `share` (as Q) unless it is x_j C1_t for every ciphertext of `sum`.
    /// @return affine The share as P.
    /// @dev Reverts with ShareProofInvalid, and as BabyJubjub and SigmaProofs do.
    function checkShare(
        ITrusteeBoard board,
        uint256 seat,
        uint256[] memory sum,
        bytes32 sumHash,
        Point[] memory share,
        SigmaProof memory proof
    ) external view returns (Point[] memory affine) {
        bool holds;
        (holds, affine) = Decryption.checkShare(sum, sumHash, seat, board.shareKey(seat), share, proof);
        if (!holds) revert IElection.ShareProofInvalid(seat);
    }

    /// @notice Refuses `counts` unless `shares` open `sum` to them, two counts in each ciphertext.
    /// @param counts Below Decryption.COUNT_LIMIT.
    /// @param seats Distinct seats, increasing.
    /// @param shares Affine shares by seat, as P.
    /// @param trustees n.
    /// @dev Reverts with CountsMismatch.
    function checkCounts(
        uint256[] memory sum,
        uint256[] memory counts,
        uint256[] memory seats,
        Point[][] memory shares,
        uint256 trustees
    ) external pure {
        for (uint256 t = 0; t < counts.length / 2; ++t) {
            uint256 message = counts[2 * t] + counts[2 * t + 1] * Decryption.COUNT_LIMIT;
            if (!Decryption.messageHolds(sum, t, message, seats, shares, trustees)) {
                revert IElection.CountsMismatch(t);
            }
        }
    }
}
