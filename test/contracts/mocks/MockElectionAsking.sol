// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {Election} from "../../../contracts/elections/Election.sol";
import {Tallying} from "../../../contracts/elections/Tallying.sol";
import {IGroth16BatchVerifier} from "../../../contracts/types/IGroth16BatchVerifier.sol";

/// @notice An election that asks its verifier, a mock, instead of checking proofs itself. Whatever is no clear yes is a
/// no.
contract MockElectionAsking is Election {
    constructor(IGroth16BatchVerifier verifier, Tallying tallying, uint8 ballotSize, uint8 censusDepth)
        Election(verifier, tallying, ballotSize, censusDepth)
    { }

    function _proofsHold(uint256 statement, uint256 count) internal view override returns (bool) {
        uint256[] memory inputs = new uint256[](3 * count);
        uint256[8][] memory proofs = new uint256[8][](count);
        for (uint256 i = 0; i < 3 * count; ++i) inputs[i] = _word(statement, 2 + i);
        for (uint256 i = 0; i < 8 * count; ++i) proofs[i / 8][i % 8] = _word(statement, 2 + 3 * count + i);
        (uint256 x, uint256 y) = (_word(statement, 0), _word(statement, 1));
        bytes memory call = abi.encodeCall(IGroth16BatchVerifier.verify, (x, y, inputs, proofs));
        (bool ok, bytes memory answer) = address(ballotVerifier).staticcall(call);
        return ok && answer.length >= 32 && abi.decode(answer, (uint256)) == 1;
    }

    function _word(uint256 start, uint256 index) private pure returns (uint256 word) {
        assembly ("memory-safe") {
            word := mload(add(start, mul(index, 0x20)))
        }
    }
}
