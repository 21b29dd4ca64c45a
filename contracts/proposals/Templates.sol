// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {TemplateKeys} from "../libraries/TemplateKeys.sol";
import {WeeklyCensus} from "../libraries/WeeklyCensus.sol";
import {IElectionFactory} from "../types/IElectionFactory.sol";
import {IRollFactory} from "../types/IRollFactory.sol";
import {ITemplates, Publication, Template} from "../types/ITemplates.sol";
import {TemplateRules} from "./TemplateRules.sol";

/// @title Templates
/// @notice Templates of proposals; ITemplates documents it.
contract Templates is ITemplates {
    uint256 private constant NOTICE = 14 days;

    struct Series {
        bytes32 current;
        uint32 published;
    }

    /// @dev What all templates that share a limit agree on.
    struct Limit {
        uint32 periodLength;
        uint8 postsPerPeriod;
    }

    /// @inheritdoc ITemplates
    IElectionFactory public immutable electionFactory;
    mapping(bytes32 templateHash => Publication) private _publications;
    mapping(bytes32 seriesKey => Series) private _series;
    mapping(bytes32 limitKey => Limit) private _limits;

    constructor(IElectionFactory factory) {
        electionFactory = factory;
    }

    /// @inheritdoc ITemplates
    function publish(Template calldata template) external returns (bytes32 templateHash) {
        if (msg.sender != template.organizer) revert NotTheOrganizer(msg.sender, template.organizer);
        TemplateRules.check(template);
        _checkRolls(template);
        templateHash = hashOf(template);
        if (_publications[templateHash].inForceFrom != 0) revert TemplateKnown(templateHash);
        _agreeOnLimit(template);

        bytes32 key = TemplateKeys.seriesKey(template);
        Series storage series = _series[key];
        uint32 serial = ++series.published;
        uint48 inForceFrom = uint48(block.timestamp + (template.isTest ? 0 : NOTICE));
        if (serial == 1) series.current = templateHash;
        _publications[templateHash] =
            Publication(template.organizer, inForceFrom, serial, template.reviewer, template.council);

        emit TemplatePublished(templateHash, key, serial, inForceFrom, template);
    }

    /// @inheritdoc ITemplates
    function takeOver(Template calldata template) external {
        bytes32 templateHash = requireKnown(template);
        _requireNotice(templateHash);
        bytes32 key = TemplateKeys.seriesKey(template);
        bytes32 predecessor = _series[key].current;
        if (_publications[templateHash].serial <= _publications[predecessor].serial) {
            revert TemplateNotCurrent(predecessor);
        }
        WeeklyCensus.read(
            template.rolls, template.rollId, WeeklyCensus.cutAt(block.timestamp), template.leastMembers
        );

        _series[key].current = templateHash;

        emit TemplateTookOver(key, templateHash, predecessor);
    }

    /// @inheritdoc ITemplates
    function requireInForce(Template calldata template) external view returns (bytes32 templateHash) {
        templateHash = requireKnown(template);
        bytes32 inForce = _series[TemplateKeys.seriesKey(template)].current;
        if (inForce != templateHash) revert TemplateNotCurrent(inForce);
        _requireNotice(templateHash);
    }

    /// @inheritdoc ITemplates
    function publication(bytes32 templateHash) external view returns (Publication memory) {
        return _publications[templateHash];
    }

    /// @inheritdoc ITemplates
    function current(bytes32 seriesKey) external view returns (bytes32) {
        return _series[seriesKey].current;
    }

    /// @inheritdoc ITemplates
    function requireKnown(Template calldata template) public view returns (bytes32 templateHash) {
        templateHash = hashOf(template);
        if (_publications[templateHash].inForceFrom == 0) revert TemplateUnknown(templateHash);
    }

    /// @inheritdoc ITemplates
    function hashOf(Template calldata template) public view returns (bytes32) {
        return TemplateKeys.hashOf(block.chainid, address(this), template);
    }

    function _requireNotice(bytes32 templateHash) private view {
        uint256 inForceFrom = _publications[templateHash].inForceFrom;
        if (block.timestamp < inForceFrom) revert TemplateNotYetInForce(inForceFrom, block.timestamp);
    }

    function _checkRolls(Template calldata template) private view {
        address rolls = address(template.rolls);
        IRollFactory[] memory factories = electionFactory.rollFactories();
        bool genuine;
        for (uint256 i = 0; i < factories.length && !genuine; ++i) genuine = factories[i].isRoll(rolls);
        if (!genuine) revert IElectionFactory.RollNotGenuine(rolls);
        bool ofTest = template.rolls.isTest();
        if (ofTest != template.isTest) revert TemplateMarkDiffers(template.isTest, ofTest);
    }

    function _agreeOnLimit(Template calldata template) private {
        Limit storage limit = _limits[TemplateKeys.limitKey(template)];
        (uint32 length, uint8 posts) = (limit.periodLength, limit.postsPerPeriod);
        if (length == 0) {
            (limit.periodLength, limit.postsPerPeriod) = (template.periodLength, template.postsPerPeriod);
        } else if (length != template.periodLength || posts != template.postsPerPeriod) {
            revert LimitsDiffer(length, posts);
        }
    }
}
