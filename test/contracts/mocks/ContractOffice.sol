// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {IERC1271} from "@openzeppelin/contracts/interfaces/IERC1271.sol";
import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";

/// @notice An office whose account is a contract: it answers for its clerk's signature (ERC-1271).
contract ContractOffice is IERC1271 {
    address public immutable clerk;

    constructor(address clerk_) {
        clerk = clerk_;
    }

    /// @inheritdoc IERC1271
    function isValidSignature(bytes32 hash, bytes calldata signature) external view returns (bytes4) {
        (address signer,,) = ECDSA.tryRecoverCalldata(hash, signature);
        return signer == clerk ? IERC1271.isValidSignature.selector : bytes4(0);
    }
}
