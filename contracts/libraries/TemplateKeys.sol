// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {Template} from "../types/ITemplates.sol";

/// @title TemplateKeys
/// @notice Hash, series and limit of a template (P20.1). Names are an organizer's own, a series is over one roll and of
/// one kind, and a test shares none with the templates that bind.
library TemplateKeys {
    function hashOf(uint256 chain, address templates, Template calldata template) internal pure returns (bytes32) {
        return keccak256(abi.encode(keccak256("hanpyo.template.v1"), chain, templates, template));
    }

    function seriesKey(Template calldata template) internal pure returns (bytes32) {
        return keccak256(
            abi.encode(
                keccak256("hanpyo.series.v1"),
                template.organizer,
                template.isTest,
                template.series,
                template.rolls,
                template.rollId,
                template.kind
            )
        );
    }

    function limitKey(Template calldata template) internal pure returns (bytes32) {
        return keccak256(
            abi.encode(keccak256("hanpyo.limit.v1"), template.organizer, template.isTest, template.limitName)
        );
    }
}
