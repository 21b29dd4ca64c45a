// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {AccountSignature} from "../../../contracts/libraries/AccountSignature.sol";

/// @notice Asks the library from outside.
contract AccountSignatureChecker {
    function isBy(address account, bytes32 digest, bytes calldata signature) external view returns (bool) {
        return AccountSignature.isBy(account, digest, signature);
    }
}
