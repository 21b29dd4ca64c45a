// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {TextLeaf} from "../types/TextLeaf.sol";

/// @title ProposalTexts
/// @notice The digest of a proposal's text (P24.1), and the content of the election that comes of it (P23.2).
/// @dev What characters a text has is not looked at: readers refuse what they cannot read, and trustees do not consent.
library ProposalTexts {
    /// Header, title, one paragraph.
    uint256 internal constant LEAST_LEAVES = 3;
    uint256 internal constant MOST_LEAVES = 64;
    uint256 internal constant MOST_BYTES = 24_576;
    uint256 internal constant MOST_HEADER_BYTES = 1024;
    uint256 internal constant MOST_TITLE_BYTES = 256;
    /// @dev Index and kind of the title.
    uint256 internal constant TITLE = 1;
    /// @dev Index of the first paragraph, and the kind of all.
    uint256 internal constant PARAGRAPH = 2;

    /// @dev Its first byte is not 0, so no leaf is hashed as a text.
    bytes32 private constant TAG = keccak256("hanpyo.text.v1");
    /// @dev Does not begin as other content does, with "{".
    bytes32 private constant CONTENT_FORMAT = "hanpyo-proposal-content-1";

    /// @notice The text has too few parts, or too many.
    /// @dev Give header, title and at least one paragraph, and at most as many parts as are shown here.
    error LeafCountWrong(uint256 given, uint256 least, uint256 most);
    /// @notice The header (0), the title (1) or the whole text (2) is longer than this, in bytes.
    /// @dev Nothing can be done for this proposal; post its text again, shorter.
    error TextTooLong(uint256 part, uint256 given, uint256 most);
    /// @notice The header (0) or the title (1) of the text is hidden, and no measure hides those from a vote.
    /// @dev Give the text and the salt of that part.
    error HeadLeafHidden(uint256 index);

    /// @notice The hashes of all leaves, shown or not. Reverts for a text out of bounds, or without header or title.
    function leafHashes(TextLeaf[] calldata leaves) internal pure returns (bytes32[] memory hashes) {
        uint256 count = leaves.length;
        if (count < LEAST_LEAVES || count > MOST_LEAVES) revert LeafCountWrong(count, LEAST_LEAVES, MOST_LEAVES);
        _requireHead(leaves[0], 0, MOST_HEADER_BYTES);
        _requireHead(leaves[1], 1, MOST_TITLE_BYTES);

        hashes = new bytes32[](count);
        uint256 size;
        for (uint256 i = 0; i < count; ++i) {
            size += leaves[i].text.length;
            hashes[i] = leafHash(i, leaves[i]);
        }
        if (size > MOST_BYTES) revert TextTooLong(PARAGRAPH, size, MOST_BYTES);
    }

    /// @notice `keccak256(0x00, index, kind, salt, text)`, or the word of a leaf that is hidden. Index below 64.
    function leafHash(uint256 index, TextLeaf calldata leaf) internal pure returns (bytes32) {
        if (leaf.text.length == 0) return leaf.word;
        uint256 kind = index < PARAGRAPH ? index : PARAGRAPH;
        return keccak256(abi.encodePacked(bytes1(0x00), uint8(index), uint8(kind), leaf.word, leaf.text));
    }

    /// @notice The digest of a text of which the title alone is shown, with the title's hash (P25.3). Reverts for a text or
    /// a title out of bounds.
    /// @param hashes Of all leaves; that of the title is not read.
    function digestWithTitle(bytes32[] calldata hashes, TextLeaf calldata title)
        internal
        pure
        returns (bytes32 digest, bytes32 titleHash)
    {
        uint256 count = hashes.length;
        if (count < LEAST_LEAVES || count > MOST_LEAVES) revert LeafCountWrong(count, LEAST_LEAVES, MOST_LEAVES);
        _requireHead(title, TITLE, MOST_TITLE_BYTES);
        titleHash = leafHash(TITLE, title);
        bytes32[] memory all = hashes;
        all[TITLE] = titleHash;
        digest = digestOf(all);
    }

    /// @notice What a proposal with these leaves is posted with.
    function digestOf(bytes32[] memory hashes) internal pure returns (bytes32) {
        return keccak256(abi.encodePacked(TAG, hashes.length, hashes));
    }

    /// @notice Content of the election (P23.2): other template, question, leaf or hidden leaf, other content.
    /// @param question Question and options' labels as the template has them.
    function contentOf(bytes32 templateHash, bytes calldata question, TextLeaf[] calldata leaves)
        internal
        pure
        returns (bytes memory)
    {
        return abi.encode(CONTENT_FORMAT, templateHash, question, leaves);
    }

    function _requireHead(TextLeaf calldata leaf, uint256 index, uint256 most) private pure {
        uint256 size = leaf.text.length;
        if (size == 0) revert HeadLeafHidden(index);
        if (size > most) revert TextTooLong(index, size, most);
    }
}
