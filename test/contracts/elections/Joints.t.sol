// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {Joints} from "../../../contracts/elections/Joints.sol";
import {Constitution, OutcomeKind} from "../../../contracts/types/Constitution.sol";
import {IElection, Outcome, Verdict} from "../../../contracts/types/IElection.sol";
import {IElectionFactory} from "../../../contracts/types/IElectionFactory.sol";
import {IJoints, JointBox, JointTerms, Settlement} from "../../../contracts/types/IJoints.sol";
import {IRollSource} from "../../../contracts/types/IRollSource.sol";
import {ITrusteeBoard} from "../../../contracts/types/ITrusteeBoard.sol";
import {deploy} from "../Deployment.sol";
import {MockJointElection, MockJointTown} from "../mocks/MockJointTown.sol";
import {Seed} from "../naive/Seeds.sol";
import {vm} from "../Vm.sol";

/// @notice Joints over elections in whatever state they may be (P27).
contract JointsTest {
    uint48 private constant CENSUS_TIME = 1_800_000_000;
    uint48 private constant OPENS_AT = CENSUS_TIME + 1 days;

    MockJointTown private immutable TOWN = new MockJointTown(CENSUS_TIME);
    Joints private immutable JOINTS = Joints(deploy("Joints", abi.encode(TOWN)));

    function setUp() external {
        vm.warp(CENSUS_TIME);
    }

    function testFuzz_a_settlement_is_what_a_plain_sum_gives_and_never_changes(uint256 seed) external {
        Seed memory random = Seed(seed);
        (JointTerms memory terms, address[] memory elections) = _convened(random);
        bytes32 jointHash = JOINTS.hashOf(terms);
        _live(random, terms, elections);
        uint256 waiting = _waiting(elections);
        if (waiting != 0) {
            IElection.Phase phase = MockJointElection(elections[waiting - 1]).phase();
            vm.expectRevert(abi.encodeWithSelector(IJoints.JointWaits.selector, waiting - 1, phase));
            JOINTS.settle(terms);
            assert(!JOINTS.settlement(jointHash).isSettled);
            return;
        }
        JOINTS.settle(terms);

        Settlement memory settled = JOINTS.settlement(jointHash);
        bytes32 before = keccak256(abi.encode(settled));
        assert(before == keccak256(abi.encode(_expected(terms, elections))));
        _live(random, terms, elections);
        vm.expectRevert(abi.encodeWithSelector(IJoints.AlreadySettled.selector, jointHash));
        JOINTS.settle(terms);
        assert(keccak256(abi.encode(JOINTS.settlement(jointHash))) == before);
    }

    function testFuzz_no_box_is_left_out_that_is_neither_void_nor_too_small(uint256 seed) external {
        Seed memory random = Seed(seed);
        (JointTerms memory terms, address[] memory elections) = _convened(random);
        _live(random, terms, elections);
        try JOINTS.settle(terms) {
            Settlement memory settled = JOINTS.settlement(JOINTS.hashOf(terms));
            for (uint256 i = 0; i < elections.length; ++i) {
                IElection.Phase phase = MockJointElection(elections[i]).phase();
                assert(((settled.voidBoxes >> i) & 1 == 1) == (phase == IElection.Phase.Void));
                assert(((settled.tooFewBoxes >> i) & 1 == 1) == (phase == IElection.Phase.TooFew));
            }
        } catch (bytes memory reason) {
            assert(bytes4(reason) == IJoints.JointWaits.selector && _waiting(elections) != 0);
        }
    }

    function testFuzz_an_election_that_differs_in_one_field_is_of_no_box(uint256 seed) external {
        Seed memory random = Seed(seed);
        JointTerms memory terms = _terms(random);
        address[] memory elections = _elections(terms);
        uint256 box = random.below(elections.length);
        Constitution memory other = _derived(terms, box);
        _spoil(other, random.below(24));
        elections[box] = address(TOWN.create(keccak256(abi.encode(other))));
        vm.expectRevert(abi.encodeWithSelector(IJoints.NotTheElectionOfBox.selector, box, elections[box]));
        JOINTS.convene(terms, elections);
    }

    function testFuzz_an_election_of_another_factory_is_of_no_box(uint256 seed) external {
        Seed memory random = Seed(seed);
        JointTerms memory terms = _terms(random);
        address[] memory elections = _elections(terms);
        uint256 box = random.below(elections.length);
        elections[box] = address(new MockJointElection(keccak256(abi.encode(_derived(terms, box)))));
        vm.expectRevert(abi.encodeWithSelector(IJoints.NotTheElectionOfBox.selector, box, elections[box]));
        JOINTS.convene(terms, elections);
    }

    function testFuzz_the_common_constitution_has_no_value_of_a_box(uint256 seed) external {
        Seed memory random = Seed(seed);
        JointTerms memory terms = _terms(random);
        Constitution memory common = terms.common;
        uint256 field = random.below(9);
        if (field == 0) common.jointHash = bytes32(uint256(1));
        if (field == 1) common.rolls = IRollSource(address(1));
        if (field == 2) common.rollId = 1;
        if (field == 3) common.minimumCensus = 1;
        if (field == 4) common.board = ITrusteeBoard(address(1));
        if (field == 5) common.consentsRequired = 1;
        if (field == 6) common.minimumBallots = 1;
        if (field == 7) common.outcome.electors = 1;
        if (field == 8) common.outcome.electorsSource = bytes32(uint256(1));
        string[9] memory names = [
            "jointHash",
            "rolls",
            "rollId",
            "minimumCensus",
            "board",
            "consentsRequired",
            "minimumBallots",
            "outcome.electors",
            "outcome.electorsSource"
        ];
        address[] memory elections = _elections(terms);
        vm.expectRevert(abi.encodeWithSelector(IJoints.CommonFieldGiven.selector, names[field]));
        JOINTS.convene(terms, elections);
    }

    function testFuzz_boxes_stand_in_one_order_each_roll_once(uint256 seed) external {
        Seed memory random = Seed(seed);
        JointTerms memory terms = _terms(random);
        uint256 box = 1 + random.below(terms.boxes.length - 1);
        if (random.onceIn(2)) terms.boxes[box].rollId = terms.boxes[box - 1].rollId;
        else terms.boxes[box].rollId = terms.boxes[box - 1].rollId - 1;
        address[] memory elections = _elections(terms);
        vm.expectRevert(abi.encodeWithSelector(IJoints.BoxesNotInOrder.selector, box));
        JOINTS.convene(terms, elections);
    }

    /// @dev By the specification, box after box.
    function _expected(JointTerms memory terms, address[] memory elections)
        private
        view
        returns (Settlement memory settled)
    {
        uint256[] memory totals = new uint256[](terms.common.rules.optionCount);
        uint256 ballots;
        settled.isSettled = true;
        for (uint256 i = 0; i < elections.length; ++i) {
            MockJointElection election = MockJointElection(elections[i]);
            bool isVoid = election.phase() == IElection.Phase.Void;
            uint64 members = isVoid
                ? TOWN.checkpointAt(terms.boxes[i].rollId, CENSUS_TIME).activeMembers
                : election.activeMembers();
            uint64 electors = terms.boxes[i].electors;
            settled.base += electors > members ? electors : members;
            if (isVoid) settled.voidBoxes += uint128(2 ** i);
            if (election.phase() == IElection.Phase.TooFew) settled.tooFewBoxes += uint128(2 ** i);
            if (election.phase() != IElection.Phase.Decided) continue;
            settled.isCounted = true;
            ballots += election.ballots();
            for (uint256 option = 0; option < totals.length; ++option) totals[option] += election.counts()[option];
        }
        if (terms.tooFewEndsAll && settled.tooFewBoxes > 0) settled.isCounted = false;
        settled.totals = new uint32[](totals.length);
        if (!settled.isCounted) {
            if (terms.common.outcome.kind == OutcomeKind.Referendum) settled.outcome.verdict = Verdict.Neither;
            return settled;
        }
        settled.ballots = uint32(ballots);
        for (uint256 option = 0; option < totals.length; ++option) settled.totals[option] = uint32(totals[option]);
        settled.outcome =
            TOWN.outcomeOf(terms.common.outcome, totals, totals.length, ballots, settled.base);
    }

    /// @dev The first box that is not final and its place plus one; 0 for none.
    function _waiting(address[] memory elections) private view returns (uint256) {
        for (uint256 i = 0; i < elections.length; ++i) {
            IElection.Phase phase = MockJointElection(elections[i]).phase();
            bool isFinal = phase == IElection.Phase.Void || phase == IElection.Phase.TooFew
                || phase == IElection.Phase.Decided;
            if (!isFinal) return i + 1;
        }
        return 0;
    }

    /// @dev Boxes in states that they may be in; those that are not final are few, so that most joints settle.
    function _live(Seed memory random, JointTerms memory terms, address[] memory elections) private {
        IElection.Phase[3] memory ends = [IElection.Phase.Void, IElection.Phase.TooFew, IElection.Phase.Decided];
        uint256 size = terms.common.ballotSize;
        for (uint256 i = 0; i < elections.length; ++i) {
            IElection.Phase phase = random.onceIn(12) ? IElection.Phase(random.below(5)) : ends[random.below(3)];
            uint256[] memory counts = new uint256[](phase == IElection.Phase.Decided ? size : 0);
            for (uint256 option = 0; option < counts.length; ++option) counts[option] = random.below(1 << 24);
            TOWN.setMembers(terms.boxes[i].rollId, uint32(random.below(1 << 20)));
            MockJointElection(elections[i]).enter(
                phase, uint32(random.below(1 << 24)), uint32(random.below(1 << 20)), counts
            );
        }
    }

    function _convened(Seed memory random) private returns (JointTerms memory terms, address[] memory elections) {
        terms = _terms(random);
        elections = _elections(terms);
        JOINTS.convene(terms, elections);
    }

    function _elections(JointTerms memory terms) private returns (address[] memory elections) {
        elections = new address[](terms.boxes.length);
        for (uint256 i = 0; i < elections.length; ++i) {
            elections[i] = address(TOWN.create(keccak256(abi.encode(_derived(terms, i)))));
        }
    }

    function _derived(JointTerms memory terms, uint256 i) private view returns (Constitution memory c) {
        c = abi.decode(abi.encode(terms.common), (Constitution));
        JointBox memory box = terms.boxes[i];
        c.jointHash = JOINTS.hashOf(terms);
        (c.rolls, c.rollId, c.board) = (box.rolls, box.rollId, box.board);
        (c.consentsRequired, c.minimumCensus, c.minimumBallots) =
            (box.consentsRequired, box.minimumCensus, box.minimumBallots);
        (c.outcome.electors, c.outcome.electorsSource) = (box.electors, box.electorsSource);
    }

    function _terms(Seed memory random) private view returns (JointTerms memory terms) {
        (terms.joints, terms.convener) = (JOINTS, address(this));
        terms.tooFewEndsAll = random.onceIn(2);
        Constitution memory c = terms.common;
        c.contentHash = bytes32(random.next());
        (c.ballotSize, c.rules.optionCount) = (8, uint8(2 + random.below(7)));
        c.rules.costs = new uint40[](c.rules.optionCount);
        (c.schedule.censusTime, c.schedule.opensAt) = (CENSUS_TIME, OPENS_AT);
        c.outcome.kind = OutcomeKind(random.below(4));
        terms.boxes = new JointBox[](2 + random.below(6));
        for (uint256 i = 0; i < terms.boxes.length; ++i) {
            JointBox memory box = terms.boxes[i];
            (box.rolls, box.rollId) = (IRollSource(address(TOWN)), 2 * i + 2 + random.below(2));
            box.board = ITrusteeBoard(address(uint160(random.next())));
            box.consentsRequired = uint8(random.next());
            (box.minimumCensus, box.minimumBallots) = (uint32(random.next()), uint32(random.next()));
            box.electors = random.onceIn(2) ? 0 : uint32(random.next());
            box.electorsSource = bytes32(random.next());
        }
    }

    function _spoil(Constitution memory c, uint256 field) private pure {
        if (field == 0) c.contentHash ^= bytes32(uint256(1));
        if (field == 1) c.jointHash ^= bytes32(uint256(1));
        if (field == 2) c.rolls = IRollSource(address(uint160(address(c.rolls)) ^ 1));
        if (field == 3) c.rollId ^= 1;
        if (field == 4) c.minimumCensus ^= 1;
        if (field == 5) c.board = ITrusteeBoard(address(uint160(address(c.board)) ^ 1));
        if (field == 6) c.consentsRequired ^= 1;
        if (field == 7) c.minimumBallots ^= 1;
        if (field == 8) c.revoting = !c.revoting;
        if (field == 9) c.masked = !c.masked;
        if (field == 10) c.isTest = !c.isTest;
        if (field == 11) c.ballotSize ^= 1;
        if (field == 12) c.rules.optionCount ^= 1;
        if (field == 13) c.rules.costs[0] ^= 1;
        if (field == 14) c.rules.maxTotal ^= 1;
        if (field == 15) c.schedule.censusTime ^= 1;
        if (field == 16) c.schedule.opensAt ^= 1;
        if (field == 17) c.schedule.closesAt ^= 1;
        if (field == 18) c.outcome.quorum.numerator ^= 1;
        if (field == 19) c.outcome.passingShare.moreThan = !c.outcome.passingShare.moreThan;
        if (field == 20) c.outcome.electors ^= 1;
        if (field == 21) c.outcome.electorsSource ^= bytes32(uint256(1));
        if (field == 22) c.outcome.minimumVotes ^= 1;
        if (field == 23) c.outcome.budget ^= 1;
    }
}
