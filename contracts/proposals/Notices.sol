// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {AloneHiding, INotices, LeafNotice} from "../types/INotices.sol";
import {IProposalParties, ProposalParties} from "../types/IProposalParties.sol";

/// @title Notices
/// @notice What a proposal's parties say of it; INotices documents it.
contract Notices is INotices {
    /// @dev For how long parts of one proposal are hidden without the reviewer's and another's word: or one party could
    /// take leaf after leaf away through a whole term.
    uint256 private constant MOST_ALONE = 72 hours;
    /// @dev Before supports close, and from the second name to the day on which conversions follow a joint measure.
    uint256 private constant UNHIDDEN_END = 7 days;
    uint256 private constant BINDING_DELAY = 7 days;
    uint256 private constant RESTORING_DELAY = 24 hours;
    uint256 private constant MOST_WORDS = 1024;

    /// @inheritdoc INotices
    IProposalParties public immutable proposals;
    mapping(uint256 id => mapping(bytes32 leaf => LeafNotice)) private _notices;
    mapping(uint256 id => AloneHiding) private _alone;

    constructor(IProposalParties proposals_) {
        proposals = proposals_;
    }

    /// @inheritdoc INotices
    function hide(uint256 id, bytes32 leaf, uint32 span, Reason reason, string calldata words) external {
        ProposalParties memory parties = _requireParty(id);
        _requireWords(words);
        LeafNotice storage notice = _notices[id][leaf];
        _requireNotRestored(notice);

        uint256 from = _laterOf(block.timestamp, notice.aloneUntil);
        uint256 until = from + span;
        AloneHiding storage alone = _alone[id];
        // The leaf is one of those that are hidden until then, so nothing lies between what is hidden and what this adds.
        uint256 hiddenUntil = _laterOf(block.timestamp, alone.until);
        uint256 added = until > hiddenUntil ? until - hiddenUntil : 0;
        uint256 used = alone.used;
        if (span == 0 || used + added > MOST_ALONE) revert HidingTooLong(added, MOST_ALONE - used);
        uint256 latest = parties.closesAt < UNHIDDEN_END ? 0 : parties.closesAt - UNHIDDEN_END;
        if (from < parties.closesAt && until > latest) revert HidingTooLate(until, latest);

        notice.aloneUntil = uint48(until);
        if (added != 0) (alone.until, alone.used) = (uint48(until), uint32(used + added));

        emit LeafHidden(id, leaf, msg.sender, uint48(from), uint48(until), reason, words);
    }

    /// @inheritdoc INotices
    function name(uint256 id, bytes32 leaf, Reason reason, string calldata words) external {
        ProposalParties memory parties = _requireParty(id);
        _requireWords(words);
        LeafNotice storage notice = _notices[id][leaf];
        _requireNotRestored(notice);
        // Whoever had no part in the measure gets none, nor the word to undo it.
        if (notice.jointAt != 0 || _isNamedBySender(notice, parties)) revert LeafAlreadyNamed();

        _setName(notice, parties, true);

        emit LeafNamed(id, leaf, msg.sender, reason, words);

        if (notice.jointAt == 0 && notice.byReviewer && (notice.byOrganizer || notice.byCouncil)) {
            notice.jointAt = uint48(block.timestamp);
            emit LeafHiddenJointly(id, leaf, uint48(block.timestamp + BINDING_DELAY));
        }
    }

    /// @inheritdoc INotices
    function withdrawName(uint256 id, bytes32 leaf) external {
        ProposalParties memory parties = _requireParty(id);
        LeafNotice storage notice = _notices[id][leaf];
        if (notice.jointAt != 0 || !_isNamedBySender(notice, parties)) revert NameNotThere();

        _setName(notice, parties, false);

        emit NameWithdrawn(id, leaf, msg.sender);
    }

    /// @inheritdoc INotices
    function restore(uint256 id, bytes32 leaf, string calldata words) external {
        ProposalParties memory parties = _requireParty(id);
        _requireWords(words);
        LeafNotice storage notice = _notices[id][leaf];
        _requireNotRestored(notice);
        if (notice.jointAt == 0) revert NothingToRestore();
        if (!_isNamedBySender(notice, parties)) revert NotAParty(msg.sender);

        uint48 restoredFrom = uint48(block.timestamp + RESTORING_DELAY);
        notice.restoredFrom = restoredFrom;

        emit LeafRestored(id, leaf, msg.sender, restoredFrom, words);
    }

    /// @inheritdoc INotices
    function noteStage(uint256 id, Stage stage, uint48 day, bytes32 evidence, string calldata words) external {
        if (proposals.partiesOf(id).council != msg.sender) revert NotAParty(msg.sender);
        _requireWords(words);

        emit StageNoted(id, stage, msg.sender, day, evidence, words);
    }

    /// @inheritdoc INotices
    function noteMilestone(
        uint256 id,
        uint16 number,
        Progress progress,
        uint48 day,
        bytes32 evidence,
        string calldata words
    ) external {
        if (proposals.partiesOf(id).organizer != msg.sender) revert NotAParty(msg.sender);
        _requireWords(words);
        if (progress == Progress.Done && evidence == 0) revert EvidenceMissing();

        emit MilestoneNoted(id, number, progress, msg.sender, day, evidence, words);
    }

    /// @inheritdoc INotices
    function leftOut(uint256 id, bytes32[] calldata leaves) external view returns (uint256 bits) {
        for (uint256 i = 0; i < leaves.length; ++i) {
            if (_isLeftOut(_notices[id][leaves[i]])) bits |= 1 << i;
        }
    }

    /// @inheritdoc INotices
    function aloneHiding(uint256 id) external view returns (AloneHiding memory) {
        return _alone[id];
    }

    /// @inheritdoc INotices
    function leafNotice(uint256 id, bytes32 leaf) external view returns (LeafNotice memory) {
        return _notices[id][leaf];
    }

    function _laterOf(uint256 time, uint256 other) private pure returns (uint256) {
        return time > other ? time : other;
    }

    function _isLeftOut(LeafNotice storage notice) private view returns (bool) {
        uint256 jointAt = notice.jointAt;
        if (jointAt == 0 || block.timestamp < jointAt + BINDING_DELAY) return false;
        return notice.restoredFrom == 0 || block.timestamp < notice.restoredFrom;
    }

    /// @dev No account is that of an unknown proposal's parties, or of a council that there is not: none is 0.
    function _requireParty(uint256 id) private view returns (ProposalParties memory parties) {
        parties = proposals.partiesOf(id);
        bool isParty =
            msg.sender == parties.organizer || msg.sender == parties.reviewer || msg.sender == parties.council;
        if (!isParty) revert NotAParty(msg.sender);
    }

    function _requireWords(string calldata words) private pure {
        uint256 length = bytes(words).length;
        if (length == 0 || length > MOST_WORDS) revert WordsMissingOrTooLong(length, MOST_WORDS);
    }

    function _requireNotRestored(LeafNotice storage notice) private view {
        if (notice.restoredFrom != 0) revert LeafWasRestored(notice.restoredFrom);
    }

    /// @dev An account that is organizer and council has one name, so it counts once; the reviewer is none of them.
    function _isNamedBySender(LeafNotice storage notice, ProposalParties memory parties) private view returns (bool) {
        if (msg.sender == parties.reviewer) return notice.byReviewer;
        return msg.sender == parties.organizer ? notice.byOrganizer : notice.byCouncil;
    }

    function _setName(LeafNotice storage notice, ProposalParties memory parties, bool named) private {
        if (msg.sender == parties.reviewer) notice.byReviewer = named;
        else if (msg.sender == parties.organizer) notice.byOrganizer = named;
        else notice.byCouncil = named;
    }
}
