// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {Conversions} from "../../../contracts/proposals/Conversions.sol";
import {Notices} from "../../../contracts/proposals/Notices.sol";
import {ConversionMode, ProposalKind} from "../../../contracts/types/BallotTerms.sol";
import {Constitution} from "../../../contracts/types/Constitution.sol";
import {IConversions, Reply} from "../../../contracts/types/IConversions.sol";
import {IElection} from "../../../contracts/types/IElection.sol";
import {INotices} from "../../../contracts/types/INotices.sol";
import {ITemplates, Publication, Template} from "../../../contracts/types/ITemplates.sol";
import {ITrusteeBoard} from "../../../contracts/types/ITrusteeBoard.sol";
import {TextLeaf} from "../../../contracts/types/TextLeaf.sol";
import {OpenedTexts} from "../../../contracts/libraries/OpenedTexts.sol";
import {MockBoardWithTerm, MockElectionInPhase, MockQuotaTown} from "../mocks/MockQuotaTown.sol";
import {Seed} from "../naive/Seeds.sol";
import {vm} from "../Vm.sol";

/// @notice Organizer, reviewer, strangers and time; predicts every answer and keeps how each proposal should stand.
contract ConversionsHandler {
    error Surprise(bytes4 given, bytes4 expected);
    error RefusedAsExpected(bytes4 refusal);
    error OtherElection(uint256 id);

    struct Known {
        uint256 template;
        uint256 reachedAt;
        uint256 answeredAt;
        uint256 acceptedAt;
        Reply reply;
        uint256 reopenedAt;
        uint256 pausedAt;
        address election;
        /// 1 decided, 2 failed.
        uint256 ended;
        /// By paragraph: when the joint measure came, and when it was restored.
        uint256[2] jointAt;
        uint256[2] restoredAt;
    }

    uint256 public constant PROPOSALS = 6;
    uint256 private constant ANSWER_TERM = 20 days;
    uint256 private constant CONVERT_TERM = 30 days;
    uint256 private constant LEAD = 10 days;
    /// From the opening until the shares are due.
    uint256 private constant UNTIL_SHARES = 3 days + 600 + 2 days;
    address private constant ORGANIZER = address(100);
    address private constant REVIEWER = address(101);

    MockQuotaTown private _town;
    Conversions private _conversions;
    Notices private _notices;
    Template[3] private _made;
    Known[6] private _known;
    uint256 private _steps;
    uint256 private _newestTerm;
    /// By which the last step was refused; 0 if it was not.
    bytes4 public lastRefusal;
    uint256 public converted;

    constructor(MockQuotaTown town, Conversions conversions, Notices notices) {
        (_town, _conversions, _notices) = (town, conversions, notices);
        _newestTerm = block.timestamp + 150 days;
        address board = _town.makeBoard(_newestTerm);
        for (uint256 i = 0; i < 3; ++i) {
            Template storage made = _made[i];
            (made.organizer, made.kind, made.conversion) = (ORGANIZER, ProposalKind.Ordinance, ConversionMode(i));
            made.ballot.board = ITrusteeBoard(board);
            made.ballot.consentsRequired = 3;
            made.ballot.question = "{}";
            (made.timing.openLead, made.timing.alignEvery, made.timing.censusLead) = (uint32(LEAD), 1, 2 days);
            (made.timing.openGrace, made.timing.votingLength) = (600, 3 days);
            (made.timing.closeGrace, made.timing.sharesTerm, made.timing.sealDelay) = (600, 2 days, 60);
            _publish(i, board);
        }
        for (uint256 id = 0; id < PROPOSALS; ++id) {
            _known[id].template = id % 3;
            _town.post(id + 1, keccak256(abi.encode(_made[id % 3])), _digest());
        }
    }

    function act(uint256 entropy) external {
        Seed memory random = Seed(uint256(keccak256(abi.encode(entropy, ++_steps))));
        uint256 kind = random.below(16);
        bytes memory call = kind < 4
            ? abi.encodeCall(this.pass, (random.next()))
            : kind < 6
                ? abi.encodeCall(this.answer, (random.next()))
                : kind < 10
                    ? abi.encodeCall(this.convert, (random.next()))
                    : kind < 12
                        ? abi.encodeCall(this.stand, (random.next()))
                        : kind < 14 ? abi.encodeCall(this.settle, (random.next())) : abi.encodeCall(this.measure, (random.next()));
        (bool ok, bytes memory reason) = address(this).call(call);
        lastRefusal = 0;
        if (ok) return;
        bytes4 refusal;
        assembly ("memory-safe") {
            refusal := mload(add(reason, 0x24))
        }
        if (bytes4(reason) != RefusedAsExpected.selector) revert Surprise(bytes4(reason), refusal);
        lastRefusal = refusal;
    }

    function known(uint256 index) external view returns (Known memory) {
        return _known[index];
    }

    /// @notice How a proposal should stand now.
    function expectedState(uint256 index) public view returns (IConversions.State) {
        Known storage found = _known[index];
        if (found.reachedAt == 0) return IConversions.State.Open;
        if (found.ended == 1) return IConversions.State.Decided;
        if (found.ended == 2) return IConversions.State.Failed;
        if (found.election != address(0)) return IConversions.State.Converted;
        if (_isClosed(found)) return IConversions.State.Closed;
        (uint256 from, uint256 until) = expectedTerm(index);
        if (from != 0 && block.timestamp >= until) return IConversions.State.Lapsed;
        bool answered = found.answeredAt != 0 || found.reopenedAt != 0;
        return answered ? IConversions.State.Answered : IConversions.State.Reached;
    }

    /// @notice When anybody should convert a proposal.
    function expectedTerm(uint256 index) public view returns (uint256 from, uint256 until) {
        Known storage found = _known[index];
        if (found.reachedAt == 0 || found.template == 0 || _isClosed(found)) return (0, 0);
        if (found.reopenedAt != 0) {
            from = found.reopenedAt;
        } else if (!_inTime(found)) {
            from = found.reachedAt + ANSWER_TERM;
        } else {
            from = found.template == 2 ? found.acceptedAt : found.answeredAt;
            if (from < found.reachedAt + 14 days) from = found.reachedAt + 14 days;
        }
        until = from + CONVERT_TERM;
        if (found.pausedAt != 0) until += block.timestamp - found.pausedAt;
    }

    /// @notice Time goes on, a quota is reached, an election enters a phase, or a template with a board takes over.
    function pass(uint256 seed) external {
        Seed memory random = Seed(seed);
        vm.warp(block.timestamp + random.below(random.onceIn(3) ? 12 days : 2 days));
        uint256 index = random.below(PROPOSALS);
        Known storage found = _known[index];
        if (found.reachedAt == 0 && random.onceIn(2)) {
            found.reachedAt = block.timestamp;
            _town.reach(index + 1);
        }
        if (found.election != address(0) && found.ended == 0) {
            MockElectionInPhase(found.election).enter(IElection.Phase(random.below(8)));
        }
        if (random.onceIn(25)) {
            _newestTerm = block.timestamp + 100 days;
            Template storage next = _made[1];
            address board = _town.makeBoard(_newestTerm);
            _town.publish(keccak256(abi.encode(next, _newestTerm)), _publicationOf(1, board));
        }
    }

    function answer(uint256 seed) external {
        Seed memory random = Seed(seed);
        uint256 index = random.below(PROPOSALS);
        Known storage found = _known[index];
        Reply reply = Reply(random.below(8) == 0 ? 0 : 1 + random.below(2));
        address sender = random.onceIn(4) ? address(uint160(1 + random.below(3))) : ORGANIZER;
        bytes4 expected;
        if (sender != ORGANIZER) expected = ITemplates.NotTheOrganizer.selector;
        else if (found.reachedAt == 0) expected = IConversions.QuotaNotReached.selector;
        else if (reply == Reply.None) expected = IConversions.AnswerEmpty.selector;
        else if (reply <= found.reply) expected = IConversions.AnswerStands.selector;
        _call(sender, abi.encodeCall(IConversions.answer, (index + 1, reply, 7, "answer")), expected);
        if (found.answeredAt == 0) found.answeredAt = block.timestamp;
        if (reply == Reply.Accepted) found.acceptedAt = block.timestamp;
        found.reply = reply;
    }

    function convert(uint256 seed) external {
        Seed memory random = Seed(seed);
        uint256 index = random.below(PROPOSALS);
        Known storage found = _known[index];
        uint256 given = random.onceIn(12) ? (found.template + 1) % 3 : found.template;
        TextLeaf[] memory leaves = _leaves();
        bytes4 wrongLeaf;
        for (uint256 p = 0; p < 2; ++p) {
            bool mustHide = _isLeftOut(found, p);
            bool hides = random.onceIn(8) ? !mustHide : mustHide;
            if (hides) leaves[2 + p] = TextLeaf(_leafHash(2 + p), "");
            if (hides == mustHide || wrongLeaf != 0) continue;
            wrongLeaf = mustHide ? OpenedTexts.LeafMustBeHidden.selector : OpenedTexts.LeafMustBeShown.selector;
        }
        (bytes4 expected, address board) = _termRefusal(index, given);
        if (expected == 0) expected = wrongLeaf;
        if (expected == 0 && board == address(0)) expected = IConversions.NoBoardFit.selector;
        bytes memory call = abi.encodeCall(IConversions.convert, (index + 1, _made[given], leaves));
        _call(address(uint160(1 + random.below(9))), call, expected);
        (found.election, found.pausedAt) = (_town.created(), 0);
        ++converted;
        if (_town.createdWith() != keccak256(abi.encode(_constitution(found, board, leaves)))) revert OtherElection(index);
    }

    /// @notice The term stands still, or runs again.
    function stand(uint256 seed) external {
        Seed memory random = Seed(seed);
        uint256 index = random.below(PROPOSALS);
        Known storage found = _known[index];
        bool pausing = random.onceIn(2);
        (bytes4 expected, address board) = _termRefusal(index, found.template);
        if (expected == 0 && pausing == (found.pausedAt != 0)) expected = IConversions.TermAsItIs.selector;
        if (expected == 0 && pausing && board != address(0)) expected = IConversions.BoardIsFit.selector;
        if (expected == 0 && !pausing && board == address(0)) expected = IConversions.NoBoardFit.selector;
        bytes memory call = pausing
            ? abi.encodeCall(IConversions.pauseTerm, (index + 1, _made[found.template]))
            : abi.encodeCall(IConversions.resumeTerm, (index + 1, _made[found.template]));
        _call(address(uint160(1 + random.below(9))), call, expected);
        if (pausing) {
            found.pausedAt = block.timestamp;
        } else {
            (found.reopenedAt, found.pausedAt) = (block.timestamp, 0);
        }
    }

    function settle(uint256 seed) external {
        Seed memory random = Seed(seed);
        uint256 index = random.below(PROPOSALS);
        Known storage found = _known[index];
        bytes4 expected;
        IElection.Phase phase;
        if (expectedState(index) != IConversions.State.Converted) {
            expected = IConversions.NothingToSettle.selector;
        } else {
            phase = MockElectionInPhase(found.election).phase();
            bool isFinal = phase == IElection.Phase.Void || uint256(phase) >= uint256(IElection.Phase.TooFew);
            if (!isFinal) expected = IConversions.ElectionNotOver.selector;
        }
        _call(address(uint160(1 + random.below(9))), abi.encodeCall(IConversions.settle, (index + 1)), expected);
        if (phase == IElection.Phase.Void) {
            (found.election, found.reopenedAt) = (address(0), block.timestamp);
        } else {
            found.ended = phase == IElection.Phase.Decided ? 1 : 2;
        }
    }

    /// @notice Both parties name a paragraph, or one of them restores it; nothing else of a proposal may change by it.
    function measure(uint256 seed) external {
        Seed memory random = Seed(seed);
        uint256 index = random.below(PROPOSALS);
        uint256 p = random.below(2);
        Known storage found = _known[index];
        if (found.restoredAt[p] != 0) return;
        bytes32 leaf = _leafHash(2 + p);
        if (found.jointAt[p] == 0) {
            for (uint256 i = 0; i < 2; ++i) {
                vm.prank(i == 0 ? ORGANIZER : REVIEWER);
                _notices.name(index + 1, leaf, INotices.Reason.Illegal, "why");
            }
            found.jointAt[p] = block.timestamp;
        } else if (random.onceIn(3)) {
            vm.prank(REVIEWER);
            _notices.restore(index + 1, leaf, "why");
            found.restoredAt[p] = block.timestamp + 1 days;
        }
    }

    /// @dev What refuses to convert, and to pause and resume, before board and text are looked at.
    function _termRefusal(uint256 index, uint256 given) private view returns (bytes4 expected, address board) {
        IConversions.State current = expectedState(index);
        if (current != IConversions.State.Reached && current != IConversions.State.Answered) {
            return (IConversions.NotConvertible.selector, address(0));
        }
        Known storage found = _known[index];
        if (given != found.template) return (IConversions.TemplateOfAnotherProposal.selector, address(0));
        (uint256 from,) = expectedTerm(index);
        if (from == 0) return (IConversions.NotConvertible.selector, address(0));
        if (block.timestamp < from) return (IConversions.ConversionTooEarly.selector, address(0));
        uint256 due = block.timestamp + LEAD + UNTIL_SHARES;
        address own = address(_made[given].ballot.board);
        if (MockBoardWithTerm(own).termEndsAt() > due) return (0, own);
        if (_newestTerm > due) board = address(_town.publication(_town.newest()).board);
    }

    function _constitution(Known storage found, address board, TextLeaf[] memory leaves)
        private
        view
        returns (Constitution memory c)
    {
        Template memory template = _made[found.template];
        bytes32 hash = keccak256(abi.encode(template));
        bytes memory content =
            abi.encode(bytes32("hanpyo-proposal-content-1"), hash, template.ballot.question, leaves);
        c.contentHash = keccak256(content);
        c.board = ITrusteeBoard(board);
        c.consentsRequired = 3;
        (c.rules, c.outcome) = (template.ballot.rules, template.ballot.outcome);
        uint48 opensAt = uint48(block.timestamp + LEAD);
        (c.schedule.censusTime, c.schedule.opensAt, c.schedule.openGrace) = (opensAt - 2 days, opensAt, 600);
        (c.schedule.closesAt, c.schedule.closeGrace, c.schedule.sealDelay) = (opensAt + 3 days, 600, 60);
        c.schedule.sharesDueAt = uint48(opensAt + UNTIL_SHARES);
    }

    function _publish(uint256 i, address board) private {
        _town.publish(keccak256(abi.encode(_made[i])), _publicationOf(i, board));
    }

    function _publicationOf(uint256 i, address board) private view returns (Publication memory publication) {
        (publication.organizer, publication.reviewer) = (ORGANIZER, REVIEWER);
        (publication.answerTerm, publication.convertTerm) = (uint32(ANSWER_TERM), uint32(CONVERT_TERM));
        (publication.conversion, publication.kind) = (_made[i].conversion, _made[i].kind);
        (publication.board, publication.consentsRequired) = (ITrusteeBoard(board), 3);
    }

    function _inTime(Known storage found) private view returns (bool) {
        return found.answeredAt != 0 && found.answeredAt < found.reachedAt + ANSWER_TERM;
    }

    function _isClosed(Known storage found) private view returns (bool) {
        return found.template == 2 && found.acceptedAt == 0 && _inTime(found);
    }

    function _isLeftOut(Known storage found, uint256 p) private view returns (bool) {
        bool binds = found.jointAt[p] != 0 && block.timestamp >= found.jointAt[p] + 7 days;
        return binds && (found.restoredAt[p] == 0 || block.timestamp < found.restoredAt[p]);
    }

    function _leaves() private pure returns (TextLeaf[] memory leaves) {
        leaves = new TextLeaf[](4);
        for (uint256 i = 0; i < 4; ++i) leaves[i] = TextLeaf(bytes32(i + 1), abi.encodePacked("leaf", i));
    }

    function _leafHash(uint256 i) private pure returns (bytes32) {
        TextLeaf memory leaf = _leaves()[i];
        return keccak256(abi.encodePacked(bytes1(0), uint8(i), uint8(i < 2 ? i : 2), leaf.word, leaf.text));
    }

    function _digest() private pure returns (bytes32) {
        bytes32 tag = keccak256("hanpyo.text.v1");
        return keccak256(
            abi.encodePacked(tag, uint256(4), _leafHash(0), _leafHash(1), _leafHash(2), _leafHash(3))
        );
    }

    function _call(address sender, bytes memory data, bytes4 expected) private {
        vm.prank(sender);
        (bool ok, bytes memory output) = address(_conversions).call(data);
        bytes4 given = ok ? bytes4(0) : bytes4(output);
        if (given != expected || ok != (expected == 0)) revert Surprise(given, expected);
        if (!ok) revert RefusedAsExpected(given);
    }
}
