// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {BallotSizes} from "../libraries/BallotSizes.sol";
import {ChosenBoard, DerivedConstitutions} from "../libraries/DerivedConstitutions.sol";
import {LatestShares} from "../libraries/LatestShares.sol";
import {Schedules} from "../libraries/Schedules.sol";
import {TemplateKeys} from "../libraries/TemplateKeys.sol";
import {WeeklyCensus} from "../libraries/WeeklyCensus.sol";
import {WinnableVotes} from "../libraries/WinnableVotes.sol";
import {CellTerms, ProposalKind} from "../types/BallotTerms.sol";
import {Constitution, Schedule} from "../types/Constitution.sol";
import {IElectionFactory} from "../types/IElectionFactory.sol";
import {IRollFactory} from "../types/IRollFactory.sol";
import {ITemplates, Publication, Template} from "../types/ITemplates.sol";
import {Span} from "../types/Timing.sol";
import {CellRules} from "./CellRules.sol";
import {TemplateRules} from "./TemplateRules.sol";

/// @title Templates
/// @notice Templates of proposals; ITemplates documents it.
contract Templates is ITemplates {
    uint256 private constant NOTICE = 14 days;
    /// @dev From when another takes over, so that nobody who is about to post is kept from it.
    uint256 private constant TAKEN_OVER_GRACE = 1 days;

    struct Series {
        bytes32 current;
        uint32 published;
        /// Of the first template: later ones ask for no more, so none shuts the door when a roll shrinks.
        uint32 leastMembers;
    }

    /// @dev What all templates that share a limit agree on.
    struct Limit {
        uint32 periodLength;
        uint8 postsPerPeriod;
    }

    /// @dev What each of the two named; equal and not empty once it binds.
    struct Postponement {
        Span byOrganizer;
        Span byReviewer;
    }

    struct Cell {
        CellTerms terms;
        uint48 budget;
    }

    /// @inheritdoc ITemplates
    IElectionFactory public immutable electionFactory;
    mapping(bytes32 templateHash => Publication) private _publications;
    mapping(bytes32 seriesKey => Series) private _series;
    mapping(bytes32 limitKey => Limit) private _limits;
    mapping(bytes32 templateHash => Postponement) private _postponements;
    mapping(bytes32 templateHash => Cell) private _cells;

    constructor(IElectionFactory factory) {
        electionFactory = factory;
    }

    /// @inheritdoc ITemplates
    function publish(Template calldata template) external returns (bytes32 templateHash) {
        if (msg.sender != template.organizer) revert NotTheOrganizer(msg.sender, template.organizer);
        TemplateRules.check(template);
        uint48 inForceFrom = uint48(block.timestamp + (template.isTest ? 0 : NOTICE));
        bool isCell = template.kind == ProposalKind.BudgetCell;
        if (isCell) CellRules.check(template, inForceFrom);
        bool takesNewcomers = _checkRolls(template);
        _requireElection(template);
        templateHash = hashOf(template);
        if (_publications[templateHash].inForceFrom != 0) revert TemplateKnown(templateHash);
        _agreeOnLimit(template);

        bytes32 key = TemplateKeys.seriesKey(template);
        Series storage series = _series[key];
        if (series.published == 0) series.leastMembers = template.leastMembers;
        if (template.leastMembers > series.leastMembers) {
            revert LeastMembersRaised(template.leastMembers, series.leastMembers);
        }
        uint32 serial = ++series.published;
        if (serial == 1) series.current = templateHash;
        LatestShares.requireReached(template, inForceFrom);
        _publications[templateHash] = Publication({
            organizer: template.organizer,
            inForceFrom: inForceFrom,
            serial: serial,
            takesNewcomers: takesNewcomers,
            reviewer: template.reviewer,
            answerTerm: template.answerTerm,
            convertTerm: template.convertTerm,
            kind: template.kind,
            conversion: template.conversion,
            council: template.council,
            lastPostingAt: LatestShares.lastPostingAt(template),
            quota: template.quota,
            board: template.ballot.board,
            consentsRequired: template.ballot.consentsRequired,
            takenOverAt: 0
        });

        if (isCell) _cells[templateHash] = Cell(template.cell, template.ballot.outcome.budget);

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
        uint256 activeMembers = WeeklyCensus.read(
            template.rolls, template.rollId, WeeklyCensus.cutAt(block.timestamp), template.leastMembers
        ).activeMembers;
        LatestShares.requireReached(template, block.timestamp);
        _requireNoWorse(templateHash, predecessor, activeMembers);

        _series[key].current = templateHash;
        _publications[predecessor].takenOverAt = uint48(block.timestamp);

        emit TemplateTookOver(key, templateHash, predecessor);
    }

    /// @inheritdoc ITemplates
    function postpone(Template calldata template, Span calldata span) external {
        bytes32 templateHash = requireKnown(template);
        bool byOrganizer = msg.sender == template.organizer;
        if (!byOrganizer && msg.sender != template.reviewer) revert NeitherOrganizerNorReviewer(msg.sender);
        if (postponement(templateHash).until != 0) revert AlreadyPostponed();
        Schedules.requirePostponement(template.timing, span);

        Postponement storage named = _postponements[templateHash];
        if (byOrganizer) named.byOrganizer = span;
        else named.byReviewer = span;

        emit PostponementNamed(templateHash, msg.sender, span);
        if (postponement(templateHash).until != 0) emit TemplatePostponed(templateHash, span);
    }

    /// @inheritdoc ITemplates
    function requireInForce(Template calldata template) external view returns (bytes32 templateHash) {
        templateHash = requireKnown(template);
        bytes32 inForce = _series[TemplateKeys.seriesKey(template)].current;
        if (inForce != templateHash && !_isJustTakenOver(templateHash)) revert TemplateNotCurrent(inForce);
        _requireNotice(templateHash);
    }

    /// @inheritdoc ITemplates
    function publication(bytes32 templateHash) external view returns (Publication memory) {
        return _publications[templateHash];
    }

    /// @inheritdoc ITemplates
    function cellOf(bytes32 templateHash) external view returns (CellTerms memory terms, uint48 budget) {
        Cell storage cell = _cells[templateHash];
        return (cell.terms, cell.budget);
    }

    /// @inheritdoc ITemplates
    function current(bytes32 seriesKey) external view returns (bytes32) {
        return _series[seriesKey].current;
    }

    /// @inheritdoc ITemplates
    function postponement(bytes32 templateHash) public view returns (Span memory span) {
        Postponement memory named = _postponements[templateHash];
        (Span memory organizers, Span memory reviewers) = (named.byOrganizer, named.byReviewer);
        if (organizers.from == reviewers.from && organizers.until == reviewers.until) return organizers;
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

    function _isJustTakenOver(bytes32 templateHash) private view returns (bool) {
        uint256 takenOverAt = _publications[templateHash].takenOverAt;
        return takenOverAt != 0 && block.timestamp < takenOverAt + TAKEN_OVER_GRACE;
    }

    function _checkRolls(Template calldata template) private view returns (bool isRegistry) {
        address rolls = address(template.rolls);
        IRollFactory[] memory factories = electionFactory.rollFactories();
        bool genuine;
        for (uint256 i = 0; i < factories.length && !genuine; ++i) {
            genuine = factories[i].isRoll(rolls);
            isRegistry = genuine && factories[i].isRegistry(rolls);
        }
        if (!genuine) revert IElectionFactory.RollNotGenuine(rolls);
        bool ofTest = template.rolls.isTest();
        if (ofTest != template.isTest) revert TemplateMarkDiffers(template.isTest, ofTest);
    }

    /// @dev The factory's own rules, on the vote that a proposal would come to now (P20.6).
    function _requireElection(Template calldata template) private view {
        if (template.kind == ProposalKind.Policy) return;
        Schedule memory schedule = Schedules.derive(template.timing, Span(0, 0), block.timestamp);
        ChosenBoard memory chosen = ChosenBoard(template.ballot.board, template.ballot.consentsRequired);
        if (template.kind == ProposalKind.BudgetCell) {
            _requireCell(template, chosen, schedule, 1);
            _requireCell(template, chosen, schedule, template.cell.mostOptions);
        } else {
            Constitution memory constitution = DerivedConstitutions.derive(template, chosen, schedule, 0);
            electionFactory.requireCreatable(constitution, template.ballot.exampleBallot);
        }
        WinnableVotes.check(template.ballot);
    }

    /// @dev The same of a cell with so many projects.
    function _requireCell(
        Template calldata template,
        ChosenBoard memory chosen,
        Schedule memory schedule,
        uint256 options
    ) private view {
        uint8 size = BallotSizes.smallest(electionFactory, options);
        if (size == 0) revert TemplateInvalid("cell.mostOptions");
        uint40[] memory costs = new uint40[](options);
        for (uint256 i = 0; i < options; ++i) costs[i] = template.cell.leastCost;
        electionFactory.requireCreatable(
            DerivedConstitutions.deriveCell(template, chosen, schedule, 0, size, costs), new uint8[](options)
        );
    }

    /// @dev Or posting would end with terms, a board or a quota that were chosen for it.
    function _requireNoWorse(bytes32 templateHash, bytes32 predecessor, uint256 activeMembers) private view {
        (Publication memory given, Publication memory before) =
            (_publications[templateHash], _publications[predecessor]);
        if (given.kind == ProposalKind.BudgetCell) {
            bool isNext = before.lastPostingAt < block.timestamp && block.timestamp <= given.lastPostingAt;
            if (!isNext) revert CellNotNext(before.lastPostingAt, given.lastPostingAt);
        }
        if (given.lastPostingAt < before.lastPostingAt) {
            revert PostingEndsSooner(given.lastPostingAt, before.lastPostingAt);
        }
        uint256 most = activeMembers / 2 > before.quota ? activeMembers / 2 : before.quota;
        if (given.quota > most) revert QuotaOutOfReach(given.quota, most);
        if (given.kind == ProposalKind.Policy) return;
        (uint256 endsAt, uint256 beforeEndsAt) = (given.board.termEndsAt(), before.board.termEndsAt());
        if (endsAt < beforeEndsAt) revert BoardEndsSooner(endsAt, beforeEndsAt);
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
