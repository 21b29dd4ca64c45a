// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {IProposalParties, ProposalParties} from "../../../contracts/types/IProposalParties.sol";

/// @notice Proposals whose parties and times a test sets.
contract MockProposalParties is IProposalParties {
    mapping(uint256 id => ProposalParties) private _parties;

    function set(uint256 id, ProposalParties calldata parties) external {
        _parties[id] = parties;
    }

    function partiesOf(uint256 id) external view returns (ProposalParties memory) {
        return _parties[id];
    }
}
