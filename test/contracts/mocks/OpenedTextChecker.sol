// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {OpenedTexts} from "../../../contracts/libraries/OpenedTexts.sol";
import {INotices} from "../../../contracts/types/INotices.sol";
import {TextLeaf} from "../../../contracts/types/TextLeaf.sol";

/// @notice Whether a text is opened as a conversion needs it, for callers from outside the chain.
contract OpenedTextChecker {
    /// @return cost Gas beside the call data.
    function requireOpened(INotices notices, uint256 id, bytes32 digest, TextLeaf[] calldata leaves)
        external
        view
        returns (uint256 cost)
    {
        uint256 start = gasleft();
        OpenedTexts.requireOpened(notices, id, digest, leaves);
        cost = start - gasleft();
    }
}
