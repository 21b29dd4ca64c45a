// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {ConversionTerms} from "../libraries/ConversionTerms.sol";
import {ChosenBoard, DerivedConstitutions} from "../libraries/DerivedConstitutions.sol";
import {FitBoards} from "../libraries/FitBoards.sol";
import {OpenedTexts} from "../libraries/OpenedTexts.sol";
import {ProposalTexts} from "../libraries/ProposalTexts.sol";
import {Schedules} from "../libraries/Schedules.sol";
import {Constitution, Schedule} from "../types/Constitution.sol";
import {Course, Ending, IConversions, Reply} from "../types/IConversions.sol";
import {IElection} from "../types/IElection.sol";
import {IElectionFactory} from "../types/IElectionFactory.sol";
import {INotices} from "../types/INotices.sol";
import {IProposals, Proposal} from "../types/IProposals.sol";
import {ITemplates, Publication, Template} from "../types/ITemplates.sol";
import {TextLeaf} from "../types/TextLeaf.sol";

/// @title Conversions
/// @notice From a quota to the end of a vote; IConversions documents it.
contract Conversions is IConversions {
    /// @inheritdoc IConversions
    IProposals public immutable proposals;
    /// @inheritdoc IConversions
    INotices public immutable notices;
    ITemplates private immutable _templates;
    IElectionFactory private immutable _factory;
    mapping(uint256 id => Course) private _courses;

    constructor(IProposals proposals_, INotices notices_) {
        address noticed = address(notices_.proposals());
        if (noticed != address(proposals_)) revert NoticesOfOtherProposals(noticed);

        (proposals, notices) = (proposals_, notices_);
        _templates = proposals_.templates();
        _factory = _templates.electionFactory();
    }

    /// @inheritdoc IConversions
    function answer(uint256 id, Reply reply, uint40 cost, bytes32 digest) external {
        (Proposal memory proposal, Publication memory template) = _read(id);
        if (msg.sender != template.organizer) revert ITemplates.NotTheOrganizer(msg.sender, template.organizer);
        if (proposal.reachedAt == 0) revert QuotaNotReached(id);
        if (reply == Reply.None || digest == 0) revert AnswerEmpty();
        Course storage found = _courses[id];
        if (reply <= found.reply) revert AnswerStands(found.reply);

        if (found.answeredAt == 0) found.answeredAt = uint48(block.timestamp);
        if (reply == Reply.Accepted) found.acceptedAt = uint48(block.timestamp);
        found.reply = reply;

        bool inTime = ConversionTerms.isInTime(template, proposal.reachedAt, block.timestamp);
        emit ProposalAnswered(id, reply, cost, digest, !inTime);
    }

    /// @inheritdoc IConversions
    function convert(uint256 id, Template calldata template, TextLeaf[] calldata leaves)
        external
        returns (address election)
    {
        Proposal memory proposal = _requireConvertible(id, template);
        OpenedTexts.requireOpened(notices, id, proposal.digest, leaves);
        bytes memory content = ProposalTexts.contentOf(proposal.templateHash, template.ballot.question, leaves);
        Schedule memory schedule = _schedule(template, proposal.templateHash);
        ChosenBoard memory chosen = FitBoards.choose(_templates, template, schedule.sharesDueAt);
        if (address(chosen.board) == address(0)) revert NoBoardFit(schedule.sharesDueAt);
        Constitution memory constitution =
            DerivedConstitutions.derive(template, chosen, schedule, keccak256(content));

        // Factory, board and rolls are genuine, and call nobody.
        election = _factory.create(constitution, content, template.ballot.exampleBallot);
        Course storage found = _courses[id];
        found.election = election;
        found.pausedAt = 0;

        emit ProposalConverted(id, election, msg.sender);
    }

    /// @inheritdoc IConversions
    function pauseTerm(uint256 id, Template calldata template) external {
        bytes32 templateHash = _requireConvertible(id, template).templateHash;
        Course storage found = _courses[id];
        if (found.pausedAt != 0) revert TermAsItIs(true);
        ChosenBoard memory chosen =
            FitBoards.choose(_templates, template, _schedule(template, templateHash).sharesDueAt);
        if (address(chosen.board) != address(0)) revert BoardIsFit(address(chosen.board));

        found.pausedAt = uint48(block.timestamp);

        emit TermPaused(id);
    }

    /// @inheritdoc IConversions
    function resumeTerm(uint256 id, Template calldata template) external {
        bytes32 templateHash = _requireConvertible(id, template).templateHash;
        Course storage found = _courses[id];
        if (found.pausedAt == 0) revert TermAsItIs(false);
        uint256 sharesDueAt = _schedule(template, templateHash).sharesDueAt;
        ChosenBoard memory chosen = FitBoards.choose(_templates, template, sharesDueAt);
        if (address(chosen.board) == address(0)) revert NoBoardFit(sharesDueAt);

        // A whole term: what was left of the old one may be a second.
        (found.reopenedAt, found.pausedAt) = (uint48(block.timestamp), 0);

        emit TermResumed(id);
    }

    /// @inheritdoc IConversions
    function settle(uint256 id) external {
        State current = state(id);
        if (current != State.Converted) revert NothingToSettle(current);
        Course storage found = _courses[id];
        address election = found.election;
        IElection.Phase phase = IElection(election).phase();

        if (phase == IElection.Phase.Decided) {
            found.ending = Ending.Decided;
        } else if (phase == IElection.Phase.TooFew || phase == IElection.Phase.BelowQuorum) {
            found.ending = Ending.Failed;
        } else if (phase == IElection.Phase.Void) {
            (found.election, found.reopenedAt) = (address(0), uint48(block.timestamp));
        } else {
            revert ElectionNotOver(phase);
        }

        emit ProposalSettled(id, election, phase);
    }

    /// @inheritdoc IConversions
    function conversionTerm(uint256 id) external view returns (uint256 from, uint256 until) {
        (Proposal memory proposal, Publication memory template) = _read(id);
        return ConversionTerms.term(template, proposal.reachedAt, _courses[id], block.timestamp);
    }

    /// @inheritdoc IConversions
    function course(uint256 id) external view returns (Course memory) {
        return _courses[id];
    }

    /// @inheritdoc IConversions
    function state(uint256 id) public view returns (State) {
        IProposals.State posted = proposals.state(id);
        if (posted == IProposals.State.None) return State.None;
        if (posted == IProposals.State.Open) return State.Open;
        if (posted == IProposals.State.Expired) return State.Expired;
        Course memory found = _courses[id];
        if (found.ending != Ending.None) return found.ending == Ending.Decided ? State.Decided : State.Failed;
        if (found.election != address(0)) return State.Converted;
        (Proposal memory proposal, Publication memory template) = _read(id);
        if (ConversionTerms.isClosed(template, proposal.reachedAt, found)) return State.Closed;
        (uint256 from, uint256 until) =
            ConversionTerms.term(template, proposal.reachedAt, found, block.timestamp);
        if (from != 0 && block.timestamp >= until) return State.Lapsed;
        return found.answeredAt != 0 || found.reopenedAt != 0 ? State.Answered : State.Reached;
    }

    /// @dev Reverts unless anybody converts the proposal now, and the template is its own.
    function _requireConvertible(uint256 id, Template calldata template)
        private
        view
        returns (Proposal memory proposal)
    {
        State current = state(id);
        if (current != State.Reached && current != State.Answered) revert NotConvertible(current);
        Publication memory published;
        (proposal, published) = _read(id);
        bytes32 given = _templates.hashOf(template);
        if (given != proposal.templateHash) revert TemplateOfAnotherProposal(given, proposal.templateHash);
        (uint256 from,) = ConversionTerms.term(published, proposal.reachedAt, _courses[id], block.timestamp);
        if (from == 0) revert NotConvertible(current);
        if (block.timestamp < from) revert ConversionTooEarly(from, block.timestamp);
    }

    function _schedule(Template calldata template, bytes32 templateHash) private view returns (Schedule memory) {
        return Schedules.derive(template.timing, _templates.postponement(templateHash), block.timestamp);
    }

    function _read(uint256 id) private view returns (Proposal memory proposal, Publication memory template) {
        proposal = proposals.proposal(id);
        template = _templates.publication(proposal.templateHash);
    }
}
