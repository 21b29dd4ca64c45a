// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {ProposalTexts} from "../../../contracts/libraries/ProposalTexts.sol";
import {TextLeaf} from "../../../contracts/types/TextLeaf.sol";

/// @notice The digest and the content of a proposal's text, for callers from outside the chain.
contract ProposalTextCalculator {
    function leafHashes(TextLeaf[] calldata leaves) external pure returns (bytes32[] memory) {
        return ProposalTexts.leafHashes(leaves);
    }

    function digest(TextLeaf[] calldata leaves) external pure returns (bytes32) {
        return ProposalTexts.digestOf(ProposalTexts.leafHashes(leaves));
    }

    /// @notice What digest and content cost beside the call data of the leaves.
    function costs(bytes32 templateHash, bytes calldata question, TextLeaf[] calldata leaves)
        external
        view
        returns (uint256 ofDigest, uint256 ofContent)
    {
        uint256 start = gasleft();
        ProposalTexts.digestOf(ProposalTexts.leafHashes(leaves));
        uint256 between = gasleft();
        keccak256(ProposalTexts.contentOf(templateHash, question, leaves));
        (ofDigest, ofContent) = (start - between, between - gasleft());
    }

    function content(bytes32 templateHash, bytes calldata question, TextLeaf[] calldata leaves)
        external
        pure
        returns (bytes memory)
    {
        return ProposalTexts.contentOf(templateHash, question, leaves);
    }
}
