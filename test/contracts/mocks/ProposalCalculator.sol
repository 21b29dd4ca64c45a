// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {ProposalActions} from "../../../contracts/libraries/ProposalActions.sol";
import {TemplateKeys} from "../../../contracts/libraries/TemplateKeys.sol";
import {WeeklyCensus} from "../../../contracts/libraries/WeeklyCensus.sol";
import {Template} from "../../../contracts/types/ITemplates.sol";

/// @notice What templates and proposals are hashed to, for callers from outside the chain.
contract ProposalCalculator {
    function postScope(
        uint256 chain,
        address proposals,
        bytes32 limitKey,
        uint256 periodLength,
        uint256 index,
        uint256 slot
    ) external pure returns (bytes32) {
        return ProposalActions.postScope(chain, proposals, limitKey, periodLength, index, slot);
    }

    function supportScope(uint256 chain, address proposals, uint256 id) external pure returns (bytes32) {
        return ProposalActions.supportScope(chain, proposals, id);
    }

    function subject(bytes32 templateHash, bytes32 digest, bytes32 cell, uint256 cost)
        external
        pure
        returns (bytes32)
    {
        return ProposalActions.subject(templateHash, digest, cell, cost);
    }

    function postMessage(bytes32 subject_, bytes32 digest) external pure returns (bytes32) {
        return ProposalActions.postMessage(subject_, digest);
    }

    function changeMessage(uint256 id, uint256 version) external pure returns (bytes32) {
        return ProposalActions.changeMessage(id, version);
    }

    function proposalId(
        uint256 chain,
        address proposals,
        bytes32 subject_,
        uint256 censusRoot,
        uint256 postNullifier
    ) external pure returns (uint256) {
        return ProposalActions.proposalId(chain, proposals, subject_, censusRoot, postNullifier);
    }

    function signal(bytes32 word) external pure returns (uint256) {
        return ProposalActions.signal(word);
    }

    function templateHash(uint256 chain, address templates, Template calldata template)
        external
        pure
        returns (bytes32)
    {
        return TemplateKeys.hashOf(chain, templates, template);
    }

    function seriesKey(Template calldata template) external pure returns (bytes32) {
        return TemplateKeys.seriesKey(template);
    }

    function limitKey(Template calldata template) external pure returns (bytes32) {
        return TemplateKeys.limitKey(template);
    }

    function cutAt(uint256 time) external pure returns (uint256) {
        return WeeklyCensus.cutAt(time);
    }

    function isCurrent(uint256 cut, uint256 time) external pure returns (bool) {
        return WeeklyCensus.isCurrent(cut, time);
    }
}
