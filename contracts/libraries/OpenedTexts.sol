// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {INotices} from "../types/INotices.sol";
import {TextLeaf} from "../types/TextLeaf.sol";
import {ProposalTexts} from "./ProposalTexts.sol";

/// @title OpenedTexts
/// @notice Which leaves of its text a proposal is voted on with (P23.2): all but the paragraphs that a joint measure
/// hides, so that nobody leaves out the core of a proposal or publishes for ever what was taken down.
library OpenedTexts {
    /// @notice The text is not the one that the proposal was posted with.
    /// @dev Get the text of the digest shown from a mirror, with all its salts.
    error TextMismatch(bytes32 computed, bytes32 posted);
    /// @notice A joint measure hides this part of the text from votes.
    /// @dev Give the part by its hash alone.
    error LeafMustBeHidden(uint256 index);
    /// @notice No joint measure hides this part of the text from votes at this time.
    /// @dev Give the part with its text and salt.
    error LeafMustBeShown(uint256 index);

    /// @notice Reverts unless the leaves are of the digest, and shown or hidden as they must be at this block.
    function requireOpened(INotices notices, uint256 id, bytes32 digest, TextLeaf[] calldata leaves) internal view {
        bytes32[] memory hashes = ProposalTexts.leafHashes(leaves);
        bytes32 computed = ProposalTexts.digestOf(hashes);
        if (computed != digest) revert TextMismatch(computed, digest);

        uint256 leftOut = notices.leftOut(id, hashes);
        for (uint256 i = ProposalTexts.PARAGRAPH; i < leaves.length; ++i) {
            bool isHidden = leaves[i].text.length == 0;
            bool mustBeHidden = (leftOut >> i) & 1 == 1;
            if (mustBeHidden && !isHidden) revert LeafMustBeHidden(i);
            if (isHidden && !mustBeHidden) revert LeafMustBeShown(i);
        }
    }
}
