// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {Proposals} from "../../../contracts/proposals/Proposals.sol";
import {Templates} from "../../../contracts/proposals/Templates.sol";
import {Action, IProposals, Posting, Proposal} from "../../../contracts/types/IProposals.sol";
import {Checkpoint} from "../../../contracts/types/IRollSource.sol";
import {ITemplates, Template} from "../../../contracts/types/ITemplates.sol";
import {MockRollHistory} from "../mocks/MockRollHistory.sol";
import {Seed} from "../naive/Seeds.sol";
import {Vm, vm} from "../Vm.sol";

/// @notice Residents, an organizer, strangers and time; predicts every answer and keeps what the contracts should hold.
contract ProposalsHandler {
    error Surprise(bytes output, bytes expected);
    error SkippedOtherwise(uint256 index, bytes32 expected);
    error RefusedAsExpected(bytes4 refusal);

    /// What the model keeps of a proposal: plain, and beside what never changes its hash.
    struct Known {
        uint256 id;
        uint256 template;
        bytes32 templateHash;
        uint256 quota;
        uint256 cut;
        uint256 closesAt;
        uint256 supporters;
        uint256 reachedAt;
        bytes32 frozen;
    }

    uint256 public constant RESIDENTS = 5;
    uint256 public constant TEMPLATES_MADE = 4;
    uint256 private constant ROLL = 7;
    uint256 private constant COMPANION = (1 << 255) + ROLL;
    uint256 private constant REFUSED = type(uint256).max;

    /// Not immutable: the runner knows a contract by its code as compiled.
    Templates private _templates;
    Proposals private _proposals;
    MockRollHistory private _rolls;

    Known[] private _known;
    Template[] private _made;
    /// When each template's notice ends; 0 until it is published. By index in `_made`.
    uint256[4] public inForceFrom;
    /// When another took over from each; 0 for never.
    uint256[4] public takenOverAt;
    /// Index of the template in force in the one series, plus one; templates are published in the order of `_made`.
    uint256 public inForce;
    uint256 private _published;
    mapping(uint256 nullifier => uint256) private _changes;
    mapping(uint256 postNullifier => bool) private _used;
    /// Roots of groups that were shown, by template and cut.
    mapping(bytes32 templateHash => mapping(uint256 cut => uint256)) private _shown;
    uint256 private _steps;
    /// How often each reason was given, each refusal met, and something taken.
    mapping(uint256 reason => uint256) public skipped;
    mapping(bytes4 selector => uint256) public refused;
    uint256 public taken;
    uint256 public reached;

    constructor(Templates templates, Proposals proposals, MockRollHistory rolls) {
        (_templates, _proposals, _rolls) = (templates, proposals, rolls);
        for (uint256 i = 0; i < TEMPLATES_MADE; ++i) {
            Template storage made = _made.push();
            // The first has no council.
            (made.organizer, made.reviewer) = (address(this), address(uint160(10 + i)));
            made.council = i == 0 ? address(0) : address(uint160(20 + i));
            (made.series, made.limitName) = ("ordinances", "posts");
            (made.rolls, made.rollId) = (rolls, ROLL);
            (made.quota, made.leastMembers) = (uint32(2 + i % 2), 100);
            (made.window, made.answerTerm) = (14 days, uint32((14 + i) * 1 days));
            (made.periodLength, made.postsPerPeriod) = (30 days, 2);
            (made.legalBasis, made.quotaArithmetic) = (bytes32(uint256(1)), bytes32(uint256(2)));
        }
        _write(ROLL, 150, 8);
        vm.warp(block.timestamp + 15 days);
    }

    function act(uint256 entropy) external {
        Seed memory random = Seed(uint256(keccak256(abi.encode(entropy, ++_steps))));
        uint256 kind = random.below(16);
        bytes memory call = kind < 3
            ? abi.encodeCall(this.post, (random.next()))
            : kind < 11
                ? abi.encodeCall(this.change, (random.next()))
                : kind < 13 ? abi.encodeCall(this.organize, (random.next())) : abi.encodeCall(this.pass, (random.next()));
        // What was expected to be refused is undone in the model as well.
        (bool ok, bytes memory reason) = address(this).call(call);
        if (ok) return;
        if (bytes4(reason) != RefusedAsExpected.selector) revert Surprise(reason, "");
        bytes4 refusal;
        assembly ("memory-safe") {
            refusal := mload(add(reason, 0x24))
        }
        ++refused[refusal];
    }

    function known() external view returns (Known[] memory) {
        return _known;
    }

    function template(uint256 index) external view returns (Template memory) {
        return _made[index];
    }

    /// @notice What a proposal's facts hash to that never change after the posting.
    function frozenFacts(uint256 id) public view returns (bytes32) {
        Proposal memory found = _proposals.proposal(id);
        (found.supporters, found.reachedAt) = (0, 0);
        return keccak256(abi.encode(found));
    }

    function nullifierOf(uint256 resident, uint256 id) public pure returns (uint256) {
        return uint256(keccak256(abi.encode("support", resident, id))) >> 8;
    }

    function pass(uint256 seed) external {
        Seed memory random = Seed(seed);
        if (random.onceIn(3)) _write(ROLL, random.onceIn(4) ? 99 : 100 + random.below(60), random.onceIn(4) ? 21 : 8);
        if (random.onceIn(3)) _write(COMPANION, 98 + random.below(9), 7);
        uint256 edge = _known.length == 0 ? 0 : _known[random.below(_known.length)].closesAt - 1 + random.below(2);
        if (edge > block.timestamp && random.onceIn(8)) vm.warp(edge);
        else vm.warp(block.timestamp + (random.onceIn(4) ? random.below(6) * 1 days : random.below(3 hours)));
    }

    /// @notice Publishes the next template, lets one take over, or shows a newcomers' group.
    function organize(uint256 seed) external {
        Seed memory random = Seed(seed);
        uint256 index = random.below(TEMPLATES_MADE);
        Template memory chosen = _made[index];
        uint256 kind = random.below(3);
        if (kind == 0) {
            if (_published == TEMPLATES_MADE) return;
            inForceFrom[_published] = block.timestamp + 14 days;
            if (_published == 0) inForce = 1;
            _templates.publish(_made[_published++]);
            return;
        }
        bytes memory expected;
        bytes32 hash = _templates.hashOf(chosen);
        if (index >= _published) expected = abi.encodeWithSelector(ITemplates.TemplateUnknown.selector, hash);
        if (kind == 1) {
            if (expected.length == 0) expected = _noticeRefusal(index);
            if (expected.length == 0 && index + 1 <= inForce) {
                bytes32 current = _templates.hashOf(_made[inForce - 1]);
                expected = abi.encodeWithSelector(ITemplates.TemplateNotCurrent.selector, current);
            }
            if (expected.length == 0) expected = _censusRefusal(ROLL, _cut(), 100);
            _call(address(_templates), abi.encodeCall(ITemplates.takeOver, (chosen)), expected, random);
            takenOverAt[inForce - 1] = block.timestamp;
            inForce = index + 1;
            return;
        }
        uint256 cut = _cut() - random.below(2) * 1 weeks + random.below(8) / 7 * (1 + random.below(1 weeks));
        if (expected.length == 0 && (cut % 1 weeks != 0 || cut > _cut())) {
            expected = abi.encodeWithSelector(IProposals.CutNotPast.selector, cut, _cut());
        }
        if (expected.length == 0) expected = _censusRefusal(COMPANION, cut, 100);
        _call(address(_proposals), abi.encodeCall(IProposals.showNewcomers, (chosen, uint48(cut))), expected, random);
        _shown[hash][cut] = _rolls.checkpointAt(COMPANION, uint48(cut)).root;
    }

    function post(uint256 seed) external {
        Seed memory random = Seed(seed);
        uint256 index = random.onceIn(3) || inForce == 0 ? random.below(TEMPLATES_MADE) : inForce - 1;
        Posting memory posting;
        posting.template = _made[index];
        posting.digest = bytes32(random.next());
        uint256 now_ = block.timestamp;
        uint256 flaw = random.below(12);
        posting.cut = uint48(flaw == 0 ? _cut() - 1 weeks : flaw == 1 ? _cut() + 1 weeks : _cut() + flaw / 11);
        posting.period = uint32(now_ / 30 days + (flaw == 2 ? 1 : 0) - (flaw == 3 ? 1 : 0));
        posting.slot = uint8(random.below(flaw == 4 ? 4 : 2));
        posting.nullifier = uint256(
            keccak256(abi.encode("post", random.below(RESIDENTS), posting.period, posting.slot))
        ) >> 8;
        if (flaw == 5) posting.proof[0] = REFUSED;

        bytes memory expected = _postRefusal(index, posting);
        bytes memory answer =
            _call(address(_proposals), abi.encodeCall(IProposals.post, (posting)), expected, random);
        uint256 id = abi.decode(answer, (uint256));
        _used[posting.nullifier] = true;
        ++taken;
        _known.push(
            Known({
                id: id,
                template: index,
                templateHash: _templates.hashOf(_made[index]),
                quota: _made[index].quota,
                cut: posting.cut,
                closesAt: now_ + 14 days,
                supporters: 0,
                reachedAt: 0,
                frozen: frozenFacts(id)
            })
        );
    }

    /// @notice Some actions of any residents on any proposals, or of one who changes its mind, by anybody.
    function change(uint256 seed) external {
        Seed memory random = Seed(seed);
        bool ofOne = random.onceIn(6);
        Action[] memory actions = new Action[](1 + random.below(ofOne ? 18 : 5));
        bytes32[] memory reasons = new bytes32[](actions.length);
        bool holds = true;
        for (uint256 i = 0; i < actions.length; ++i) {
            // Half of them goes to the newest ones, so that quotas are reached.
            uint256 which = random.below(_known.length + 1);
            if (_known.length > 2 && (ofOne || random.onceIn(2))) which = _known.length - 1 - (ofOne ? 0 : random.below(2));
            Action memory action = actions[i];
            action.id = which == _known.length ? random.next() >> 8 : _known[which].id;
            action.nullifier = nullifierOf(ofOne ? 0 : random.below(RESIDENTS), action.id);
            // The nullifier of a support of any proposal, which no proof of this one holds for.
            if (_known.length != 0 && random.onceIn(20)) {
                action.nullifier = nullifierOf(random.below(RESIDENTS), _known[random.below(_known.length)].id);
                action.proof[0] = REFUSED;
            }
            action.version = uint8(_changes[action.nullifier] + (random.onceIn(12) ? 1 + random.below(3) : 0));
            if (random.onceIn(8)) action.newcomersCut = uint48(_cut() - random.below(4) * 1 weeks);
            if (random.onceIn(40)) action.proof[0] = REFUSED;
            if (which == _known.length) {
                reasons[i] = _skip(IProposals.SkipReason.ProposalUnknown);
                continue;
            }
            reasons[i] = _take(_known[which], action);
            if (reasons[i] == 0 && action.proof[0] == REFUSED) holds = false;
        }
        bytes memory expected;
        if (!holds) expected = abi.encodeWithSelector(IProposals.ActionProofsInvalid.selector);
        vm.recordLogs();
        _call(address(_proposals), abi.encodeCall(IProposals.act, (actions)), expected, random);
        _compareSkips(reasons);
    }

    /// @dev The reason to skip it, plus one; 0 after it was done in the model.
    function _take(Known storage found, Action memory action) private returns (bytes32) {
        uint256 cut = action.newcomersCut;
        if (cut != 0 && (cut < found.cut || _shown[found.templateHash][cut] == 0)) {
            return _skip(IProposals.SkipReason.GroupUnknown);
        }
        uint256 made = _changes[action.nullifier];
        if (action.version != made) return _skip(IProposals.SkipReason.VersionMoved);
        if (block.timestamp >= found.closesAt) return _skip(IProposals.SkipReason.Closed);
        if (found.reachedAt != 0) return _skip(IProposals.SkipReason.Latched);
        if (made == 14) return _skip(IProposals.SkipReason.LimitReached);
        _changes[action.nullifier] = made + 1;
        if (made % 2 == 0) ++found.supporters;
        // Where nobody supports, the nullifier is borrowed, and the batch will be refused.
        else if (found.supporters != 0) --found.supporters;
        ++taken;
        if (found.supporters == found.quota) {
            found.reachedAt = block.timestamp;
            ++reached;
        }
        return 0;
    }

    function _skip(IProposals.SkipReason reason) private returns (bytes32) {
        ++skipped[uint256(reason)];
        return bytes32(uint256(reason) + 1);
    }

    function _compareSkips(bytes32[] memory reasons) private {
        Vm.Log[] memory logs = vm.getRecordedLogs();
        bytes32[] memory found = new bytes32[](reasons.length);
        for (uint256 i = 0; i < logs.length; ++i) {
            if (logs[i].topics[0] != IProposals.ActionSkipped.selector) continue;
            (uint256 index, uint256 reason) = abi.decode(logs[i].data, (uint256, uint256));
            found[index] = bytes32(reason + 1);
        }
        for (uint256 i = 0; i < reasons.length; ++i) {
            if (found[i] != reasons[i]) revert SkippedOtherwise(i, reasons[i]);
        }
    }

    function _postRefusal(uint256 index, Posting memory posting) private view returns (bytes memory expected) {
        bytes32 hash = _templates.hashOf(_made[index]);
        if (index >= _published) return abi.encodeWithSelector(ITemplates.TemplateUnknown.selector, hash);
        uint256 takenOver = takenOverAt[index];
        if (index + 1 != inForce && (takenOver == 0 || block.timestamp >= takenOver + 1 days)) {
            bytes32 current = _templates.hashOf(_made[inForce - 1]);
            return abi.encodeWithSelector(ITemplates.TemplateNotCurrent.selector, current);
        }
        expected = _noticeRefusal(index);
        if (expected.length != 0) return expected;
        uint256 time = block.timestamp;
        bool beforeToo = time < _cut() + 2 days;
        if (posting.cut != _cut() && !(beforeToo && posting.cut == _cut() - 1 weeks)) {
            return abi.encodeWithSelector(IProposals.CutNotCurrent.selector, posting.cut, _cut());
        }
        uint256 period = time / 30 days;
        bool turned = time % 30 days < 1 days;
        if (posting.period != period && !(turned && posting.period == period - 1)) {
            return abi.encodeWithSelector(IProposals.PeriodNotCurrent.selector, posting.period, period);
        }
        if (posting.slot > 1) return abi.encodeWithSelector(IProposals.SlotTooHigh.selector, posting.slot, 2);
        if (_used[posting.nullifier]) {
            return abi.encodeWithSelector(IProposals.SlotUsed.selector, posting.nullifier);
        }
        expected = _censusRefusal(ROLL, posting.cut, 100);
        if (expected.length == 0 && posting.proof[0] == REFUSED) {
            return abi.encodeWithSelector(IProposals.PostProofInvalid.selector);
        }
    }

    function _noticeRefusal(uint256 index) private view returns (bytes memory) {
        if (block.timestamp >= inForceFrom[index]) return "";
        return abi.encodeWithSelector(
            ITemplates.TemplateNotYetInForce.selector, inForceFrom[index], block.timestamp
        );
    }

    function _censusRefusal(uint256 rollId, uint256 cut, uint256 least) private view returns (bytes memory) {
        Checkpoint memory census = _rolls.checkpointAt(rollId, uint48(cut));
        if (census.activeMembers < least) {
            return abi.encodeWithSelector(ITemplates.WeeklyCensusTooSmall.selector, census.activeMembers, least);
        }
        if (census.depth > 20) return abi.encodeWithSelector(ITemplates.WeeklyCensusTooDeep.selector, census.depth, 20);
        return "";
    }

    /// @dev The last Thursday, 00:00 UTC, that is a day past, found by walking.
    function _cut() private view returns (uint256 cut) {
        cut = block.timestamp - 1 days;
        cut -= cut % 1 days;
        // The first day was a Thursday.
        while (cut / 1 days % 7 != 0) cut -= 1 days;
    }

    function _write(uint256 rollId, uint256 members, uint8 depth) private {
        uint256 root = members == 0 ? 0 : uint256(keccak256(abi.encode(rollId, ++_steps))) >> 8;
        _rolls.write(rollId, Checkpoint(uint48(block.timestamp), depth, uint32(members), root));
    }

    /// @dev From any account: whoever sends makes no difference.
    function _call(address target, bytes memory data, bytes memory expected, Seed memory random)
        private
        returns (bytes memory output)
    {
        vm.prank(address(uint160(1 + random.below(9))));
        bool ok;
        (ok, output) = target.call(data);
        if (ok != (expected.length == 0) || (!ok && keccak256(output) != keccak256(expected))) {
            revert Surprise(output, expected);
        }
        if (!ok) revert RefusedAsExpected(bytes4(output));
    }
}
