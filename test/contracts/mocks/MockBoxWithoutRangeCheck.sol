// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {Ballot} from "../../../contracts/types/IElection.sol";
import {IGroth16BatchVerifier} from "../../../contracts/types/IGroth16BatchVerifier.sol";

/// @notice Known bad: a ballot box like ours (P5.4, P7.2) that takes words at or above r, for a known-bad test.
contract MockBoxWithoutRangeCheck {
    uint256 private constant R = 21888242871839275222246405745257275088548364400416034343698204186575808495617;

    IGroth16BatchVerifier private immutable VERIFIER;
    mapping(uint256 nullifier => bool) public isUsed;
    uint256 public ballots;

    constructor(IGroth16BatchVerifier verifier) {
        VERIFIER = verifier;
    }

    function cast(Ballot calldata ballot, uint256 foldedX, uint256 foldedY) external {
        require(!isUsed[ballot.nullifier], "nullifier used");
        uint256[] memory x = new uint256[](2 + 2 * ballot.next.length);
        (x[0], x[1]) = (ballot.nullifier, ballot.version);
        for (uint256 i = 0; i < ballot.next.length; ++i) {
            x[2 + i] = i & 1;
            x[2 + ballot.next.length + i] = ballot.next[i];
        }
        uint256 challenge = uint256(keccak256(abi.encodePacked(ballot.digest, x))) % R;
        uint256 evaluation;
        for (uint256 i = x.length; i > 0; --i) {
            evaluation = addmod(mulmod(evaluation, challenge, R), x[i - 1], R);
        }
        uint256[] memory inputs = new uint256[](3);
        (inputs[0], inputs[1], inputs[2]) = (ballot.digest, evaluation, challenge);
        uint256[8][] memory proofs = new uint256[8][](1);
        proofs[0] = ballot.proof;
        require(VERIFIER.verify(foldedX, foldedY, inputs, proofs), "proof");

        isUsed[ballot.nullifier] = true;
        ++ballots;
    }
}
