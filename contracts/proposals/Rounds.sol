// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {BallotSizes} from "../libraries/BallotSizes.sol";
import {CellTimes} from "../libraries/CellTimes.sol";
import {ChosenBoard, DerivedConstitutions} from "../libraries/DerivedConstitutions.sol";
import {FitBoards} from "../libraries/FitBoards.sol";
import {OpenedTexts} from "../libraries/OpenedTexts.sol";
import {ProposalTexts} from "../libraries/ProposalTexts.sol";
import {Schedules} from "../libraries/Schedules.sol";
import {Shortlists} from "../libraries/Shortlists.sol";
import {CellTerms} from "../types/BallotTerms.sol";
import {Constitution, Schedule} from "../types/Constitution.sol";
import {Ending, IConversions} from "../types/IConversions.sol";
import {IElection} from "../types/IElection.sol";
import {IElectionFactory} from "../types/IElectionFactory.sol";
import {IProposals, Proposal} from "../types/IProposals.sol";
import {CellCourse, IRounds, Listed, Option, Project, Verdict} from "../types/IRounds.sol";
import {ITemplates, Publication, Template} from "../types/ITemplates.sol";
import {TextLeaf} from "../types/TextLeaf.sol";

/// @title Rounds
/// @notice From projects to the end of a cell's vote; IRounds documents it.
contract Rounds is IRounds {
    /// @dev Does not begin as other content does.
    bytes32 private constant CONTENT_FORMAT = "hanpyo-cell-content-1";

    /// @inheritdoc IRounds
    IProposals public immutable proposals;
    ITemplates private immutable _templates;
    IElectionFactory private immutable _factory;
    mapping(uint256 id => Project) private _projects;
    mapping(bytes32 cell => Listed[]) private _lists;
    mapping(bytes32 cell => CellCourse) private _courses;

    constructor(IProposals proposals_) {
        proposals = proposals_;
        _templates = proposals_.templates();
        _factory = _templates.electionFactory();
    }

    /// @inheritdoc IRounds
    function assess(uint256 id, Verdict verdict, uint40 cost_, bytes32 digest) external {
        bytes32 cell = proposals.proposal(id).templateHash;
        (CellTerms memory terms, uint256 budget) = _requireCell(id, cell);
        Publication memory parties = _templates.publication(cell);
        bool isReview = msg.sender == parties.reviewer;
        if (!isReview && msg.sender != parties.organizer) revert ITemplates.NeitherOrganizerNorReviewer(msg.sender);
        (uint256 from, uint256 until) =
            isReview ? (terms.assessBy, CellTimes.reviewBy(terms)) : (terms.supportsClose, terms.assessBy);
        bool isNow = from <= block.timestamp && block.timestamp < until;
        if (!isNow) revert NotAssessedNow(from, until, block.timestamp);
        if (verdict == Verdict.None || digest == 0) revert AssessmentEmpty();
        bool isFeasible = verdict == Verdict.Feasible;
        if (isFeasible && (cost_ < terms.leastCost || cost_ > budget)) {
            revert IProposals.CostOutOfRange(cost_, terms.leastCost, budget);
        }
        Project storage found = _projects[id];
        bool stands = isReview ? found.isReviewed : found.verdict != Verdict.None && verdict <= found.verdict;
        if (stands) revert AssessmentStands(found.verdict);

        found.verdict = verdict;
        found.isReviewed = isReview;
        if (isFeasible) found.cost = cost_;

        emit ProjectAssessed(cell, id, msg.sender, verdict, cost_, digest);

        if (isFeasible || !found.isListed) return;
        found.isListed = false;
        Shortlists.remove(_lists[cell], id);

        emit ProjectRemoved(cell, id);
    }

    /// @inheritdoc IRounds
    function insert(uint256 id, bytes32[] calldata leafHashes, TextLeaf calldata title) external {
        Proposal memory posted = proposals.proposal(id);
        bytes32 cell = posted.templateHash;
        (CellTerms memory terms,) = _requireCell(id, cell);
        bool isNow = terms.assessBy <= block.timestamp && block.timestamp < terms.insertBy;
        if (!isNow) revert NotInsertedNow(terms.assessBy, terms.insertBy, block.timestamp);
        Project storage found = _projects[id];
        if (found.verdict == Verdict.Infeasible) revert ProjectInfeasible(id);
        if (found.isListed) revert AlreadyListed(id);
        (bytes32 digest, bytes32 titleLeaf) = ProposalTexts.digestWithTitle(leafHashes, title);
        if (digest != posted.digest) revert OpenedTexts.TextMismatch(digest, posted.digest);

        Listed memory project_ = Listed(id, posted.supporters, posted.postedAt);
        (bool isPlaced, uint256 displaced) = Shortlists.insert(_lists[cell], project_, terms.mostOptions);
        if (!isPlaced) revert NoPlaceOnList(id);
        if (displaced != 0) _projects[displaced].isListed = false;
        found.isListed = true;
        found.titleLeaf = titleLeaf;

        emit ProjectInserted(cell, id, displaced, title.word, title.text);
    }

    /// @inheritdoc IRounds
    function open(Template calldata template, TextLeaf[] calldata titles) external returns (address election) {
        bytes32 cell = _requireOpenable(template);
        Schedule memory schedule = _schedule(template, cell);
        ChosenBoard memory chosen = FitBoards.choose(_templates, template, schedule.sharesDueAt);
        if (address(chosen.board) == address(0)) revert IConversions.NoBoardFit(schedule.sharesDueAt);
        (Option[] memory options, uint40[] memory costs) = _options(cell, titles);
        bytes memory content = abi.encode(CONTENT_FORMAT, cell, template.ballot.question, options);
        // The factory's sizes never change, and publication saw that there is one.
        uint8 size = BallotSizes.smallest(_factory, costs.length);
        Constitution memory constitution =
            DerivedConstitutions.deriveCell(template, chosen, schedule, keccak256(content), size, costs);

        // Factory, board and rolls are genuine, and call nobody.
        election = _factory.create(constitution, content, new uint8[](costs.length));
        CellCourse storage found = _courses[cell];
        found.election = election;
        found.pausedAt = 0;

        emit CellOpened(cell, election, msg.sender);
    }

    /// @inheritdoc IRounds
    function pauseTerm(Template calldata template) external {
        bytes32 cell = _requireOpenable(template);
        CellCourse storage found = _courses[cell];
        if (found.pausedAt != 0) revert IConversions.TermAsItIs(true);
        ChosenBoard memory chosen =
            FitBoards.choose(_templates, template, _schedule(template, cell).sharesDueAt);
        if (address(chosen.board) != address(0)) revert IConversions.BoardIsFit(address(chosen.board));

        found.pausedAt = uint48(block.timestamp);

        emit TermPaused(cell);
    }

    /// @inheritdoc IRounds
    function resumeTerm(Template calldata template) external {
        bytes32 cell = _requireOpenable(template);
        CellCourse storage found = _courses[cell];
        if (found.pausedAt == 0) revert IConversions.TermAsItIs(false);
        uint256 sharesDueAt = _schedule(template, cell).sharesDueAt;
        ChosenBoard memory chosen = FitBoards.choose(_templates, template, sharesDueAt);
        if (address(chosen.board) == address(0)) revert IConversions.NoBoardFit(sharesDueAt);

        // A whole term: what was left of the old one may be a second.
        (found.reopenedAt, found.pausedAt) = (uint48(block.timestamp), 0);

        emit TermResumed(cell);
    }

    /// @inheritdoc IRounds
    function settle(bytes32 cell) external {
        State current = state(cell);
        if (current != State.Voting) revert NoElectionToSettle(current);
        CellCourse storage found = _courses[cell];
        address election = found.election;
        IElection.Phase phase = IElection(election).phase();

        if (phase == IElection.Phase.Decided) {
            found.ending = Ending.Decided;
        } else if (phase == IElection.Phase.TooFew || phase == IElection.Phase.BelowQuorum) {
            found.ending = Ending.Failed;
        } else if (phase == IElection.Phase.Void) {
            (found.election, found.reopenedAt) = (address(0), uint48(block.timestamp));
        } else {
            revert IConversions.ElectionNotOver(phase);
        }

        emit CellSettled(cell, election, phase);
    }

    /// @inheritdoc IRounds
    function course(bytes32 cell) external view returns (CellCourse memory) {
        return _courses[cell];
    }

    /// @inheritdoc IRounds
    function listed(bytes32 cell) external view returns (Listed[] memory) {
        return _lists[cell];
    }

    /// @inheritdoc IRounds
    function project(uint256 id) external view returns (Project memory) {
        return _projects[id];
    }

    /// @inheritdoc IRounds
    function cost(uint256 id) public view returns (uint256) {
        uint256 assessed = _projects[id].cost;
        return assessed == 0 ? proposals.costOf(id) : assessed;
    }

    /// @inheritdoc IRounds
    function term(bytes32 cell) public view returns (uint256 from, uint256 until) {
        (CellTerms memory terms,) = _templates.cellOf(cell);
        return CellTimes.term(terms, _courses[cell], block.timestamp);
    }

    /// @inheritdoc IRounds
    function state(bytes32 cell) public view returns (State) {
        (CellTerms memory terms,) = _templates.cellOf(cell);
        if (terms.openBy == 0) return State.None;
        if (block.timestamp < terms.supportsClose) return State.Open;
        if (block.timestamp < terms.assessBy) return State.Assessing;
        if (block.timestamp < terms.insertBy) return State.Listing;
        CellCourse memory found = _courses[cell];
        if (found.ending != Ending.None) return found.ending == Ending.Decided ? State.Decided : State.Failed;
        if (found.election != address(0)) return State.Voting;
        if (_lists[cell].length == 0) return State.Closed;
        (, uint256 until) = CellTimes.term(terms, found, block.timestamp);
        return block.timestamp < until ? State.Openable : State.Lapsed;
    }

    /// @dev Reverts unless anybody opens the template's cell now.
    function _requireOpenable(Template calldata template) private view returns (bytes32 cell) {
        cell = _templates.hashOf(template);
        State current = state(cell);
        if (current != State.Openable) revert CellNotOpenable(current);
    }

    function _requireCell(uint256 id, bytes32 cell) private view returns (CellTerms memory terms, uint256 budget) {
        (terms, budget) = _templates.cellOf(cell);
        if (terms.openBy == 0) revert NotAProject(id);
    }

    /// @dev The projects of a list with the titles that they were inserted with, and their costs.
    function _options(bytes32 cell, TextLeaf[] calldata titles)
        private
        view
        returns (Option[] memory options, uint40[] memory costs)
    {
        Listed[] memory list = _lists[cell];
        if (titles.length != list.length) revert TitlesMissing(titles.length, list.length);
        options = new Option[](list.length);
        costs = new uint40[](list.length);
        for (uint256 i = 0; i < list.length; ++i) {
            uint256 id = list[i].id;
            bytes32 titleLeaf = ProposalTexts.leafHash(ProposalTexts.TITLE, titles[i]);
            // A leaf without text would stand for its hash, and leave the ballot without the title.
            bool isShown = titles[i].text.length != 0;
            if (!isShown || titleLeaf != _projects[id].titleLeaf) revert TitleOfAnotherProject(i, id);
            costs[i] = uint40(cost(id));
            options[i] = Option(id, proposals.proposal(id).digest, costs[i], titles[i].text);
        }
    }

    function _schedule(Template calldata template, bytes32 cell) private view returns (Schedule memory) {
        return Schedules.derive(template.timing, _templates.postponement(cell), block.timestamp);
    }
}
