// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {Template} from "../types/ITemplates.sol";

/// @title TemplateKeys
/// @notice Hash, series and limit of a template (P20.1). Names are an organizer's own, and a test shares none with the
/// templates that bind.
library TemplateKeys {
    function hashOf(uint256 chain, address templates, Template calldata template) internal pure returns (bytes32) {
        return keccak256(abi.encode(keccak256("hanpyo.template.v1"), chain, templates, template));
    }

    function seriesKey(Template calldata template) internal pure returns (bytes32) {
        return _key(keccak256("hanpyo.series.v1"), template, template.series);
    }

    function limitKey(Template calldata template) internal pure returns (bytes32) {
        return _key(keccak256("hanpyo.limit.v1"), template, template.limitName);
    }

    function _key(bytes32 tag, Template calldata template, bytes32 name) private pure returns (bytes32) {
        return keccak256(abi.encode(tag, template.organizer, template.isTest, name));
    }
}
