// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {Clones} from "@openzeppelin/contracts/proxy/Clones.sol";
import {CloneArguments} from "../libraries/CloneArguments.sol";
import {Constitution} from "../types/Constitution.sol";
import {IElection} from "../types/IElection.sol";
import {ElectionTranscripts} from "./ElectionTranscripts.sol";

/// @title FrozenConstitution
/// @notice Reads the constitution out of a clone's own code, where it is immutable (P3.1, P3.3).
abstract contract FrozenConstitution is IElection {
    /// @dev The contract that clones delegate to; it has no constitution itself.
    address private immutable _implementation = address(this);

    /// @inheritdoc IElection
    function constitution() public view returns (Constitution memory) {
        return abi.decode(_encoded(), (Constitution));
    }

    /// @inheritdoc IElection
    function constitutionHash() public view returns (bytes32) {
        return keccak256(_encoded());
    }

    /// @inheritdoc IElection
    function scope() public view returns (uint256) {
        return ElectionTranscripts.scope(constitutionHash());
    }

    function _encoded() private view returns (bytes memory) {
        // The lines of CloneArguments.read, by which the compiler makes Election 700 bytes larger.
        if (address(this) == _implementation) revert CloneArguments.NotAClone();
        return Clones.fetchCloneArgs(address(this));
    }
}
