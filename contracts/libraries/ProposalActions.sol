// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

/// @notice What a Semaphore proof says of a proposal.
enum Act {
    Post,
    Support,
    Withdraw
}

/// @title ProposalActions
/// @notice Scopes, messages and ids that bind a proof to one proposal, contract and chain (P21).
library ProposalActions {
    /// @notice A resident's post in a slot of a period has one nullifier (P21.3).
    /// @param index Number of the period: Unix time divided by `periodLength`.
    function postScope(
        uint256 chain,
        address proposals,
        bytes32 limitKey,
        uint256 periodLength,
        uint256 index,
        uint256 slot
    ) internal pure returns (bytes32) {
        return keccak256(
            abi.encode(keccak256("hanpyo.post.v1"), chain, proposals, limitKey, periodLength, index, slot)
        );
    }

    /// @notice A resident's supports and withdrawals of a proposal have one nullifier (P21.5).
    function supportScope(uint256 chain, address proposals, uint256 id) internal pure returns (bytes32) {
        return keccak256(abi.encode(keccak256("hanpyo.support.v1"), chain, proposals, id));
    }

    /// @notice What is proposed, and under which promises (P21.3).
    /// @param digest Of the text.
    /// @param cell Of a budget round, by its template's hash, and what the project costs there; 0 and 0 outside.
    function subject(bytes32 templateHash, bytes32 digest, bytes32 cell, uint256 cost) internal pure returns (bytes32) {
        return keccak256(abi.encode(keccak256("hanpyo.subject.v1"), templateHash, digest, cell, cost));
    }

    /// @notice The message of a post.
    function postMessage(bytes32 subject_, bytes32 digest) internal pure returns (bytes32) {
        return _message(Act.Post, subject_, 0, digest);
    }

    /// @notice The message of a support (even version) or a withdrawal (odd version).
    function changeMessage(uint256 id, uint256 version) internal pure returns (bytes32) {
        return _message(version % 2 == 0 ? Act.Support : Act.Withdraw, bytes32(id), version, 0);
    }

    /// @notice A proposal's id: below 2^248 (P21.4).
    function proposalId(
        uint256 chain,
        address proposals,
        bytes32 subject_,
        uint256 censusRoot,
        uint256 postNullifier
    ) internal pure returns (uint256) {
        return uint256(
            keccak256(
                abi.encode(keccak256("hanpyo.proposal.v1"), chain, proposals, subject_, censusRoot, postNullifier)
            )
        ) >> 8;
    }

    /// @notice A message or scope as Semaphore has it among a proof's signals, below r.
    function signal(bytes32 word) internal pure returns (uint256 hash) {
        assembly ("memory-safe") {
            mstore(0x00, word)
            hash := shr(8, keccak256(0x00, 0x20))
        }
    }

    function _message(Act act, bytes32 about, uint256 version, bytes32 digest) private pure returns (bytes32) {
        return keccak256(abi.encode(keccak256("hanpyo.action.v1"), act, about, version, digest));
    }
}
