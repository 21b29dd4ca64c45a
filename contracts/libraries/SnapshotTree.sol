// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {Opening, Step} from "../types/IPublishedRolls.sol";

/// @title SnapshotTree
/// @notice The tree of digests over a snapshot's entries (P13.1), in the shape of a LeanIMT of as many leaves.
/// @dev The node `index` of `level` covers the leaves from `index << level`. A node without a right child is its left
/// child: no digest of its own, no step in a path. So the number of leaves fixes which places exist, how long each path
/// is, and whether the digest at a place is an entry's (level 0) or a node's. Entries and nodes are hashed with
/// different first bytes and lengths.
library SnapshotTree {
    uint256 internal constant ENTRY_WORDS = 12;
    uint256 internal constant NODE_WORDS = 3;

    /// @notice What was shown has not as many words as its kind has.
    /// @dev Give the 12 words of an entry, or the 3 of a node.
    error OpeningLengthWrong(uint256 given, uint256 expected);
    /// @notice The path has too many steps or, where one more than given is expected, too few.
    /// @dev Make the path again from the file whose content root is pending.
    error PathLengthWrong(uint256 given, uint256 expected);
    /// @notice In the tree of this roll no digest stands at this place.
    /// @dev Name a place of the tree of as many leaves as there are active members; a node has two children there.
    error PlaceUnknown(uint256 level, uint256 index);

    /// @notice `keccak256(0x00, words of the entry)` or `keccak256(0x01, value, left digest, right digest)`.
    function digestOf(Opening calldata opening) internal pure returns (bytes32) {
        uint256 expected = opening.isEntry ? ENTRY_WORDS : NODE_WORDS;
        if (opening.words.length != expected) revert OpeningLengthWrong(opening.words.length, expected);
        return keccak256(abi.encodePacked(opening.isEntry ? bytes1(0x00) : bytes1(0x01), opening.words));
    }

    function nodeDigest(uint256 value, bytes32 left, bytes32 right) internal pure returns (bytes32) {
        return keccak256(abi.encodePacked(bytes1(0x01), value, left, right));
    }

    /// @notice What stands at a place in the tree of the roll: a commitment, or the hash of two values below.
    function valueOf(Opening calldata opening) internal pure returns (uint256) {
        return opening.words[opening.isEntry ? 3 : 0];
    }

    /// @notice Levels above the leaves: the least `depth` with `leaves <= 2^depth`.
    function depthOf(uint256 leaves) internal pure returns (uint8 depth) {
        while (uint256(1) << depth < leaves) ++depth;
    }

    /// @notice Reverts unless a digest of its own stands at the place.
    function requirePlace(uint256 level, uint256 index, uint256 leaves) internal pure {
        if (level > depthOf(leaves) || index >= leaves || index << level >= leaves) revert PlaceUnknown(level, index);
        if (level > 0 && (2 * index + 1) << (level - 1) >= leaves) revert PlaceUnknown(level, index);
    }

    /// @notice The content root that a digest at a place gives with the steps above it.
    function climb(bytes32 digest, uint256 level, uint256 index, uint256 leaves, Step[] calldata path)
        internal
        pure
        returns (bytes32)
    {
        requirePlace(level, index, leaves);
        uint256 taken;
        uint256 depth = depthOf(leaves);
        for (; level < depth; ++level) {
            bool hasRight = (index | 1) << level < leaves;
            if (hasRight) {
                if (taken == path.length) revert PathLengthWrong(path.length, taken + 1);
                Step calldata step = path[taken++];
                digest = index & 1 == 0
                    ? nodeDigest(step.value, digest, step.sibling)
                    : nodeDigest(step.value, step.sibling, digest);
            }
            index >>= 1;
        }
        if (taken != path.length) revert PathLengthWrong(path.length, taken);
        return digest;
    }
}
