// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {CompanionRolls} from "../libraries/CompanionRolls.sol";
import {LatestShares} from "../libraries/LatestShares.sol";
import {ProposalActions} from "../libraries/ProposalActions.sol";
import {SignalBatch, SignalBatches} from "../libraries/SignalBatch.sol";
import {TemplateKeys} from "../libraries/TemplateKeys.sol";
import {WeeklyCensus} from "../libraries/WeeklyCensus.sol";
import {ProposalKind} from "../types/BallotTerms.sol";
import {IGroth16BatchVerifier} from "../types/IGroth16BatchVerifier.sol";
import {IProposalParties, ProposalParties} from "../types/IProposalParties.sol";
import {Action, IProposals, Posting, Proposal} from "../types/IProposals.sol";
import {Checkpoint} from "../types/IRollSource.sol";
import {ITemplates, Publication, Template} from "../types/ITemplates.sol";

/// @title Proposals
/// @notice Posting and supporting; IProposals documents it.
contract Proposals is IProposals {
    /// @dev Highest version of an action: 7 supporters, 7 withdrawals.
    uint256 private constant LAST_VERSION = 13;
    /// @dev How long a posting may still name the period before.
    uint256 private constant GRACE = 1 days;

    /// @inheritdoc IProposals
    ITemplates public immutable templates;
    /// @inheritdoc IProposals
    IGroth16BatchVerifier public immutable verifier;
    /// @dev The key's folded point: there are no constants.
    uint256 private immutable _foldedX;
    uint256 private immutable _foldedY;

    mapping(uint256 id => Proposal) private _proposals;
    /// @inheritdoc IProposals
    mapping(uint256 id => uint40) public costOf;
    /// @inheritdoc IProposals
    mapping(uint256 nullifier => uint8) public changes;
    /// @inheritdoc IProposals
    mapping(uint256 postNullifier => uint256 id) public postedWith;
    /// @inheritdoc IProposals
    mapping(bytes32 templateHash => mapping(uint256 cut => uint256 root)) public newcomersRoot;

    /// @dev Reverts with KnownProofFails, and with WrongInputCount if the key is of a circuit with other signals.
    constructor(ITemplates templates_, IGroth16BatchVerifier verifier_) {
        verifier_.requireKnownProof();
        uint256 signals = verifier_.liveCount();
        if (signals != SignalBatches.SIGNALS) {
            revert IGroth16BatchVerifier.WrongInputCount(signals, SignalBatches.SIGNALS);
        }

        (templates, verifier) = (templates_, verifier_);
        (_foldedX, _foldedY) = verifier_.fold(new uint256[](0));
    }

    /// @inheritdoc IProposals
    function post(Posting calldata posting) external returns (uint256 id) {
        Template calldata template = posting.template;
        bytes32 templateHash = templates.requireInForce(template);
        _requireCurrent(posting);
        uint256 nullifier = posting.nullifier;
        if (postedWith[nullifier] != 0) revert SlotUsed(nullifier);

        Checkpoint memory census =
            WeeklyCensus.read(template.rolls, template.rollId, posting.cut, template.leastMembers);
        LatestShares.requireReached(template, block.timestamp);
        bytes32 cell = _cellOf(posting, templateHash);
        bytes32 subject = ProposalActions.subject(templateHash, posting.digest, cell, posting.cost);
        id = ProposalActions.proposalId(block.chainid, address(this), subject, census.root, nullifier);

        postedWith[nullifier] = id;
        _proposals[id] = Proposal({
            censusRoot: census.root,
            postedAt: uint48(block.timestamp),
            closesAt: cell == 0 ? uint48(block.timestamp + template.window) : template.cell.supportsClose,
            reachedAt: 0,
            supporters: 0,
            quota: template.quota,
            activeMembers: census.activeMembers,
            week: uint16(posting.cut / 1 weeks),
            templateHash: templateHash,
            digest: posting.digest
        });

        if (cell != 0) {
            costOf[id] = posting.cost;
            emit ProjectPosted(id, cell, posting.cost);
        }
        _emitPosted(id, templateHash, census.root, posting);

        _requirePostProof(posting, subject, census.root);
    }

    /// @inheritdoc IProposals
    function act(Action[] calldata actions) external {
        if (actions.length == 0) revert NothingToDo();
        SignalBatch memory batch = SignalBatches.start(actions.length);
        (uint256 id, uint256 scope) = (0, 0);
        for (uint256 i = 0; i < actions.length; ++i) {
            Action calldata action = actions[i];
            Proposal storage found = _proposals[action.id];
            uint256 root = _rootFor(found, action.newcomersCut);
            (bool skipped, SkipReason reason) = _look(action, found, root);
            if (skipped) {
                emit ActionSkipped(i, reason);
                continue;
            }
            _count(action, found);
            if (action.id != id) {
                id = action.id;
                scope = ProposalActions.signal(ProposalActions.supportScope(block.chainid, address(this), id));
            }
            uint256 message = ProposalActions.signal(ProposalActions.changeMessage(id, action.version));
            batch.add(root, action.nullifier, message, scope, action.proof);
        }
        if (batch.taken != 0 && !batch.holds(verifier, _foldedX, _foldedY)) revert ActionProofsInvalid();
    }

    /// @inheritdoc IProposals
    function showNewcomers(Template calldata template, uint48 cut) external {
        bytes32 templateHash = templates.requireKnown(template);
        if (!WeeklyCensus.isPast(cut, block.timestamp)) {
            revert CutNotPast(cut, WeeklyCensus.cutAt(block.timestamp));
        }
        if (!templates.publication(templateHash).takesNewcomers) revert NewcomersNotTaken(address(template.rolls));
        uint256 companion = CompanionRolls.companionOf(template.rollId);
        Checkpoint memory group = WeeklyCensus.read(template.rolls, companion, cut, template.leastMembers);

        newcomersRoot[templateHash][cut] = group.root;

        emit NewcomersShown(templateHash, cut, group.root, group.activeMembers);
    }

    /// @inheritdoc IProposals
    function state(uint256 id) external view returns (State) {
        Proposal storage found = _proposals[id];
        if (found.postedAt == 0) return State.None;
        if (found.reachedAt != 0) return State.Reached;
        return block.timestamp < found.closesAt ? State.Open : State.Expired;
    }

    /// @inheritdoc IProposals
    function proposal(uint256 id) external view returns (Proposal memory) {
        return _proposals[id];
    }

    /// @inheritdoc IProposalParties
    /// @dev What was never posted has template hash 0, under which nothing is published: everything read is 0.
    function partiesOf(uint256 id) external view returns (ProposalParties memory) {
        Proposal storage found = _proposals[id];
        Publication memory published = templates.publication(found.templateHash);
        return ProposalParties(published.organizer, published.reviewer, published.council, found.closesAt);
    }

    /// @dev Whether an action must be skipped, and why (P21.7).
    function _look(Action calldata action, Proposal storage found, uint256 root)
        private
        view
        returns (bool skipped, SkipReason reason)
    {
        (uint256 closesAt, uint256 version) = (found.closesAt, action.version);
        if (closesAt == 0) return (true, SkipReason.ProposalUnknown);
        if (root == 0) return (true, SkipReason.GroupUnknown);
        if (version != changes[action.nullifier]) return (true, SkipReason.VersionMoved);
        if (block.timestamp >= closesAt) return (true, SkipReason.Closed);
        if (found.reachedAt != 0) return (true, SkipReason.Latched);
        if (version > LAST_VERSION) return (true, SkipReason.LimitReached);
    }

    /// @dev Of the proposal's census or of a newcomers' group at a later cut; 0 if there is none.
    function _rootFor(Proposal storage found, uint256 cut) private view returns (uint256) {
        if (cut == 0) return found.censusRoot;
        if (cut < uint256(found.week) * 1 weeks) return 0;
        return newcomersRoot[found.templateHash][cut];
    }

    /// @dev The cell that a posting is for, 0 for none. Reverts if it is closed, or does not take the cost.
    function _cellOf(Posting calldata posting, bytes32 templateHash) private view returns (bytes32 cell) {
        Template calldata template = posting.template;
        (uint256 least, uint256 most) = (0, 0);
        if (template.kind == ProposalKind.BudgetCell) {
            uint256 closesAt = template.cell.supportsClose;
            if (block.timestamp >= closesAt) revert CellClosed(closesAt);
            (cell, least, most) = (templateHash, template.cell.leastCost, template.ballot.outcome.budget);
        }
        if (posting.cost < least || posting.cost > most) revert CostOutOfRange(posting.cost, least, most);
    }

    /// @dev The quota latches with the support that reaches it, so what follows in the same batch is skipped.
    /// A withdrawal where nobody supports borrows the nullifier of another proposal's support: no proof of it holds.
    function _count(Action calldata action, Proposal storage found) private {
        changes[action.nullifier] = action.version + 1;
        bool supporting = action.version % 2 == 0;
        uint32 supporters = found.supporters;
        if (!supporting && supporters == 0) revert ActionProofsInvalid();
        supporters = supporting ? supporters + 1 : supporters - 1;
        found.supporters = supporters;

        emit SupportChanged(action.id, action.nullifier, action.version, action.newcomersCut, action.proof);

        if (supporting && supporters == found.quota) {
            found.reachedAt = uint48(block.timestamp);
            emit QuotaReached(action.id, supporters);
        }
    }

    function _requireCurrent(Posting calldata posting) private view {
        uint256 time = block.timestamp;
        if (!WeeklyCensus.isCurrent(posting.cut, time)) {
            revert CutNotCurrent(posting.cut, WeeklyCensus.cutAt(time));
        }
        (uint256 period, uint256 length) = (posting.period, posting.template.periodLength);
        if (period != time / length && period != (time - GRACE) / length) {
            revert PeriodNotCurrent(period, time / length);
        }
        uint256 posts = posting.template.postsPerPeriod;
        if (posting.slot >= posts) revert SlotTooHigh(posting.slot, posts);
    }

    function _requirePostProof(Posting calldata posting, bytes32 subject, uint256 root) private view {
        bytes32 scope = ProposalActions.postScope(
            block.chainid,
            address(this),
            TemplateKeys.limitKey(posting.template),
            posting.template.periodLength,
            posting.period,
            posting.slot
        );
        uint256 message = ProposalActions.signal(ProposalActions.postMessage(subject, posting.digest));
        SignalBatch memory batch = SignalBatches.start(1);
        batch.add(root, posting.nullifier, message, ProposalActions.signal(scope), posting.proof);
        if (!batch.holds(verifier, _foldedX, _foldedY)) revert PostProofInvalid();
    }

    function _emitPosted(uint256 id, bytes32 templateHash, uint256 root, Posting calldata posting) private {
        emit ProposalPosted(
            id,
            templateHash,
            posting.digest,
            root,
            posting.cut,
            posting.period,
            posting.slot,
            posting.nullifier,
            posting.proof
        );
    }
}
