// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {Rounds} from "../../../contracts/proposals/Rounds.sol";
import {CellTerms, ProposalKind} from "../../../contracts/types/BallotTerms.sol";
import {Constitution} from "../../../contracts/types/Constitution.sol";
import {IConversions} from "../../../contracts/types/IConversions.sol";
import {IElection} from "../../../contracts/types/IElection.sol";
import {IRounds, Listed, Option, Verdict} from "../../../contracts/types/IRounds.sol";
import {ITemplates, Publication, Template} from "../../../contracts/types/ITemplates.sol";
import {ITrusteeBoard} from "../../../contracts/types/ITrusteeBoard.sol";
import {TextLeaf} from "../../../contracts/types/TextLeaf.sol";
import {OpenedTexts} from "../../../contracts/libraries/OpenedTexts.sol";
import {MockBoardWithTerm, MockElectionInPhase, MockQuotaTown} from "../mocks/MockQuotaTown.sol";
import {Seed} from "../naive/Seeds.sol";
import {vm} from "../Vm.sol";

/// @notice Assessors, strangers and time over one cell; predicts every answer and keeps how the cell should stand.
contract RoundsHandler {
    error Surprise(bytes4 given, bytes4 expected);
    error RefusedAsExpected(bytes4 refusal);
    error OtherElection();

    struct Known {
        Verdict verdict;
        bool reviewed;
        bool listed;
        uint256 cost;
        uint256 supporters;
    }

    uint256 public constant PROJECTS = 9;
    uint256 public constant MOST = 4;
    uint256 private constant BUDGET = 1000;
    uint256 private constant LEAST_COST = 10;
    uint256 private constant LEAD = 10 days;
    /// @dev From the opening until the shares are due.
    uint256 private constant UNTIL_SHARES = 3 days + 600 + 2 days;
    address private constant ORGANIZER = address(100);
    address private constant REVIEWER = address(101);

    MockQuotaTown private _town;
    Rounds private _rounds;
    Template private _template;
    Known[9] private _known;
    uint256 private _steps;
    uint256 private _newestTerm;
    bytes32 public immutable cell;
    address public election;
    uint256 public reopenedAt;
    uint256 public pausedAt;
    /// 1 decided, 2 failed.
    uint256 public ended;
    /// By which the last step was refused; 0 if it was not.
    bytes4 public lastRefusal;
    uint256 public opened;
    /// @dev Whether nobody opens the ballot, so that the term ends.
    bool private immutable _isIdle;

    constructor(MockQuotaTown town, Rounds rounds, bool isIdle) {
        (_town, _rounds, _isIdle) = (town, rounds, isIdle);
        _newestTerm = block.timestamp + 62 days;
        Template storage made = _template;
        (made.organizer, made.kind) = (ORGANIZER, ProposalKind.BudgetCell);
        made.ballot.board = ITrusteeBoard(_town.makeBoard(_newestTerm));
        (made.ballot.consentsRequired, made.ballot.question) = (3, "{}");
        (made.ballot.rules.maxTotal, made.ballot.rules.budget) = (3, uint48(BUDGET));
        made.ballot.outcome.budget = uint48(BUDGET);
        (made.timing.openLead, made.timing.alignEvery, made.timing.censusLead) = (uint32(LEAD), 1, 2 days);
        (made.timing.openGrace, made.timing.votingLength) = (600, 3 days);
        (made.timing.closeGrace, made.timing.sharesTerm, made.timing.sealDelay) = (600, 2 days, 60);
        uint48 now_ = uint48(block.timestamp);
        made.cell = CellTerms(now_ + 10 days, now_ + 20 days, now_ + 40 days, now_ + 60 days, uint40(LEAST_COST), uint8(MOST));
        cell = keccak256(abi.encode(made));
        _town.publish(cell, _publicationOf(made.ballot.board));
        _town.setCell(cell, made.cell, uint48(BUDGET));
        for (uint256 i = 0; i < PROJECTS; ++i) {
            (_known[i].supporters, _known[i].cost) = (i % 4, 100 + i);
            _town.postProject(i + 1, cell, _digest(i), uint32(i % 4), uint40(100 + i));
        }
    }

    function act(uint256 entropy) external {
        Seed memory random = Seed(uint256(keccak256(abi.encode(entropy, ++_steps))));
        uint256 kind = random.below(16);
        bytes memory call = kind < 3
            ? abi.encodeCall(this.pass, (random.next()))
            : kind < 7
                ? abi.encodeCall(this.assess, (random.next()))
                : kind < 11
                    ? abi.encodeCall(this.insert, (random.next()))
                    : kind < 13
                        ? _isIdle ? abi.encodeCall(this.pass, (random.next())) : abi.encodeCall(this.open, (random.next()))
                        : kind < 15 ? abi.encodeCall(this.settle, (random.next())) : abi.encodeCall(this.stand, (random.next()));
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

    /// @notice How the cell should stand now.
    function expectedState() public view returns (IRounds.State) {
        CellTerms memory terms = _template.cell;
        if (block.timestamp < terms.supportsClose) return IRounds.State.Open;
        if (block.timestamp < terms.assessBy) return IRounds.State.Assessing;
        if (block.timestamp < terms.insertBy) return IRounds.State.Listing;
        if (ended != 0) return ended == 1 ? IRounds.State.Decided : IRounds.State.Failed;
        if (election != address(0)) return IRounds.State.Voting;
        if (expectedList().length == 0) return IRounds.State.Closed;
        (, uint256 until) = expectedTerm();
        return block.timestamp < until ? IRounds.State.Openable : IRounds.State.Lapsed;
    }

    /// @notice When anybody should open the ballot.
    function expectedTerm() public view returns (uint256 from, uint256 until) {
        from = reopenedAt == 0 ? _template.cell.insertBy : reopenedAt;
        until = from + 20 days + (pausedAt == 0 ? 0 : block.timestamp - pausedAt);
    }

    /// @notice The listed projects, by supports and then by id: all were posted at one time.
    function expectedList() public view returns (uint256[] memory ids) {
        ids = new uint256[](MOST);
        uint256 count;
        for (uint256 supporters = 4; supporters > 0; --supporters) {
            for (uint256 i = 0; i < PROJECTS; ++i) {
                if (_known[i].listed && _known[i].supporters == supporters - 1) ids[count++] = i + 1;
            }
        }
        assembly ("memory-safe") {
            mstore(ids, count)
        }
    }

    /// @notice Time goes on, the election enters a phase, or a template with a board takes over.
    function pass(uint256 seed) external {
        Seed memory random = Seed(seed);
        vm.warp(block.timestamp + random.below(random.onceIn(3) ? 6 days : 1 days));
        if (election != address(0) && ended == 0) {
            MockElectionInPhase(election).enter(IElection.Phase(random.onceIn(3) ? 5 + random.below(3) : random.below(8)));
        }
        if (random.onceIn(40)) {
            _newestTerm = block.timestamp + 100 days;
            ITrusteeBoard board = ITrusteeBoard(_town.makeBoard(_newestTerm));
            _town.publish(keccak256(abi.encode(cell, _newestTerm)), _publicationOf(board));
        }
    }

    function assess(uint256 seed) external {
        Seed memory random = Seed(seed);
        uint256 index = random.below(PROJECTS + 1);
        CellTerms memory terms = _template.cell;
        address sender = random.onceIn(8) ? address(7) : random.onceIn(2) ? ORGANIZER : REVIEWER;
        Verdict verdict = Verdict(random.below(8) == 0 ? 0 : 1 + random.below(2));
        uint256 cost = random.below(BUDGET + 40);
        bool review = sender == REVIEWER;
        bytes4 expected;
        if (index == PROJECTS) {
            expected = IRounds.NotAProject.selector;
        } else if (sender == address(7)) {
            expected = ITemplates.NeitherOrganizerNorReviewer.selector;
        } else if (
            block.timestamp < (review ? terms.assessBy : terms.supportsClose)
                || block.timestamp >= (review ? terms.insertBy - 7 days : terms.assessBy)
        ) {
            expected = IRounds.NotAssessedNow.selector;
        } else if (verdict == Verdict.None) {
            expected = IRounds.AssessmentEmpty.selector;
        } else if (verdict == Verdict.Feasible && (cost < LEAST_COST || cost > BUDGET)) {
            expected = bytes4(keccak256("CostOutOfRange(uint256,uint256,uint256)"));
        } else if (
            review
                ? _known[index].reviewed
                : _known[index].verdict == Verdict.Feasible || _known[index].verdict == verdict
        ) {
            expected = IRounds.AssessmentStands.selector;
        }
        _call(sender, abi.encodeCall(IRounds.assess, (index + 1, verdict, uint40(cost), "why")), expected);
        Known storage found = _known[index];
        (found.verdict, found.reviewed) = (verdict, review);
        if (verdict == Verdict.Feasible) found.cost = cost;
        else found.listed = false;
    }

    function insert(uint256 seed) external {
        Seed memory random = Seed(seed);
        uint256 index = random.below(PROJECTS);
        CellTerms memory terms = _template.cell;
        Known storage found = _known[index];
        TextLeaf memory title = _title(random.onceIn(10) ? (index + 1) % PROJECTS : index);
        bytes4 expected;
        if (block.timestamp < terms.assessBy || block.timestamp >= terms.insertBy) {
            expected = IRounds.NotInsertedNow.selector;
        } else if (found.verdict == Verdict.Infeasible) {
            expected = IRounds.ProjectInfeasible.selector;
        } else if (found.listed) {
            expected = IRounds.AlreadyListed.selector;
        } else if (title.word != _title(index).word) {
            expected = OpenedTexts.TextMismatch.selector;
        } else if (!_hasPlace(index)) {
            expected = IRounds.NoPlaceOnList.selector;
        }
        _call(address(uint160(1 + random.below(9))), abi.encodeCall(IRounds.insert, (index + 1, _hashes(index), title)), expected);
        uint256[] memory list = expectedList();
        if (list.length == MOST) _known[list[MOST - 1] - 1].listed = false;
        found.listed = true;
    }

    function open(uint256 seed) external {
        Seed memory random = Seed(seed);
        uint256[] memory list = expectedList();
        TextLeaf[] memory titles = new TextLeaf[](list.length);
        for (uint256 i = 0; i < list.length; ++i) titles[i] = _title(list[i] - 1);
        bool wrong = list.length != 0 && random.onceIn(5);
        if (wrong) titles[0] = TextLeaf(_leafHash(1, titles[0]), "");
        bytes4 expected;
        address board = _fitBoard();
        if (expectedState() != IRounds.State.Openable) expected = IRounds.CellNotOpenable.selector;
        else if (board == address(0)) expected = IConversions.NoBoardFit.selector;
        else if (wrong) expected = IRounds.TitleOfAnotherProject.selector;
        _call(address(uint160(1 + random.below(9))), abi.encodeCall(IRounds.open, (_template, titles)), expected);
        (election, pausedAt) = (_town.created(), 0);
        ++opened;
        if (_town.createdWith() != keccak256(abi.encode(_constitution(list, titles, board)))) revert OtherElection();
    }

    function settle(uint256 seed) external {
        Seed memory random = Seed(seed);
        bytes4 expected;
        IElection.Phase phase;
        if (expectedState() != IRounds.State.Voting) {
            expected = IRounds.NoElectionToSettle.selector;
        } else {
            phase = MockElectionInPhase(election).phase();
            bool isFinal = phase == IElection.Phase.Void || uint256(phase) >= uint256(IElection.Phase.TooFew);
            if (!isFinal) expected = IConversions.ElectionNotOver.selector;
        }
        _call(address(uint160(1 + random.below(9))), abi.encodeCall(IRounds.settle, (cell)), expected);
        if (phase == IElection.Phase.Void) (election, reopenedAt) = (address(0), block.timestamp);
        else ended = phase == IElection.Phase.Decided ? 1 : 2;
    }

    /// @notice The term stands still, or runs again.
    function stand(uint256 seed) external {
        Seed memory random = Seed(seed);
        bool pausing = random.onceIn(2);
        bool isFit = _fitBoard() != address(0);
        bytes4 expected;
        if (expectedState() != IRounds.State.Openable) expected = IRounds.CellNotOpenable.selector;
        else if (pausing == (pausedAt != 0)) expected = IConversions.TermAsItIs.selector;
        else if (pausing && isFit) expected = IConversions.BoardIsFit.selector;
        else if (!pausing && !isFit) expected = IConversions.NoBoardFit.selector;
        bytes memory call =
            pausing ? abi.encodeCall(IRounds.pauseTerm, (_template)) : abi.encodeCall(IRounds.resumeTerm, (_template));
        _call(address(uint160(1 + random.below(9))), call, expected);
        if (pausing) pausedAt = block.timestamp;
        else (reopenedAt, pausedAt) = (block.timestamp, 0);
    }

    /// @dev Whether a project comes before the last one of a list that is full.
    function _hasPlace(uint256 index) private view returns (bool) {
        uint256[] memory list = expectedList();
        if (list.length < MOST) return true;
        Known storage last = _known[list[MOST - 1] - 1];
        uint256 supporters = _known[index].supporters;
        return supporters == last.supporters ? index + 1 < list[MOST - 1] : supporters > last.supporters;
    }

    function _fitBoard() private view returns (address) {
        uint256 due = block.timestamp + LEAD + UNTIL_SHARES;
        address own = address(_template.ballot.board);
        if (MockBoardWithTerm(own).termEndsAt() > due) return own;
        return _newestTerm > due ? address(_town.publication(_town.newest()).board) : address(0);
    }

    function _constitution(uint256[] memory list, TextLeaf[] memory titles, address board)
        private
        view
        returns (Constitution memory c)
    {
        uint40[] memory costs = new uint40[](list.length);
        Option[] memory options = new Option[](list.length);
        for (uint256 i = 0; i < list.length; ++i) {
            costs[i] = uint40(_known[list[i] - 1].cost);
            options[i] = Option(list[i], _digest(list[i] - 1), costs[i], titles[i].text);
        }
        c.contentHash = keccak256(abi.encode(bytes32("hanpyo-cell-content-1"), cell, bytes("{}"), options));
        (c.board, c.consentsRequired, c.ballotSize) = (ITrusteeBoard(board), 3, uint8(list.length));
        (c.rules, c.outcome) = (_template.ballot.rules, _template.ballot.outcome);
        c.rules.optionCount = uint8(list.length);
        c.rules.maxTotal = uint16(list.length < 3 ? list.length : 3);
        (c.rules.costs, c.outcome.costs) = (costs, costs);
        uint48 opensAt = uint48(block.timestamp + LEAD);
        (c.schedule.censusTime, c.schedule.opensAt, c.schedule.openGrace) = (opensAt - 2 days, opensAt, 600);
        (c.schedule.closesAt, c.schedule.closeGrace, c.schedule.sealDelay) = (opensAt + 3 days, 600, 60);
        c.schedule.sharesDueAt = uint48(opensAt + UNTIL_SHARES);
    }

    function _publicationOf(ITrusteeBoard board) private pure returns (Publication memory publication) {
        (publication.organizer, publication.reviewer) = (ORGANIZER, REVIEWER);
        (publication.kind, publication.board, publication.consentsRequired) = (ProposalKind.BudgetCell, board, 3);
    }

    function _title(uint256 index) private pure returns (TextLeaf memory) {
        return TextLeaf(bytes32(index + 1), abi.encodePacked("project", index));
    }

    function _hashes(uint256 index) private pure returns (bytes32[] memory hashes) {
        hashes = new bytes32[](3);
        (hashes[0], hashes[1], hashes[2]) = (bytes32(index + 11), _leafHash(1, _title(index)), bytes32(index + 12));
    }

    function _leafHash(uint8 index, TextLeaf memory leaf) private pure returns (bytes32) {
        return keccak256(abi.encodePacked(bytes1(0), index, index, leaf.word, leaf.text));
    }

    function _digest(uint256 index) private pure returns (bytes32) {
        return keccak256(abi.encodePacked(keccak256("hanpyo.text.v1"), uint256(3), _hashes(index)));
    }

    function _call(address sender, bytes memory data, bytes4 expected) private {
        vm.prank(sender);
        (bool ok, bytes memory output) = address(_rounds).call(data);
        bytes4 given = ok ? bytes4(0) : bytes4(output);
        if (given != expected || ok != (expected == 0)) revert Surprise(given, expected);
        if (!ok) revert RefusedAsExpected(given);
    }
}
