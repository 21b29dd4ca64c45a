// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

/// @notice A leaf of a proposal's text (P24.1): shown with its salt, or, if `text` is empty, told by its hash alone.
struct TextLeaf {
    /// The salt of a leaf that is shown, the hash of one that is hidden.
    bytes32 word;
    /// UTF-8; never empty of a leaf that is shown.
    bytes text;
}
