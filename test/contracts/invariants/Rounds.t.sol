// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {OpenedTexts} from "../../../contracts/libraries/OpenedTexts.sol";
import {Rounds} from "../../../contracts/proposals/Rounds.sol";
import {Ending, IConversions} from "../../../contracts/types/IConversions.sol";
import {CellCourse, IRounds, Listed, Project, Verdict} from "../../../contracts/types/IRounds.sol";
import {ITemplates} from "../../../contracts/types/ITemplates.sol";
import {deploy} from "../Deployment.sol";
import {MockQuotaTown} from "../mocks/MockQuotaTown.sol";
import {vm} from "../Vm.sol";
import {FuzzSelector} from "./ElectionInvariants.sol";
import {RoundsHandler} from "./RoundsHandler.sol";

/// @notice One cell of a round over mocks of everything before and after it.
contract RoundsInvariantsTest {
    error TooSeldom(bytes32 what);

    Rounds private rounds;
    RoundsHandler private handler;
    /// What the handlers of one test met.
    uint256 private openedInAll;
    uint256 private openedBefore;
    uint256 private lives;
    mapping(uint256 state => bool) private seenState;
    mapping(bytes4 selector => bool) private seenRefusal;

    function setUp() external {
        vm.warp(1_800_000_000);
        MockQuotaTown town = new MockQuotaTown(address(100), address(101));
        rounds = Rounds(deploy("Rounds", abi.encode(town)));
        handler = new RoundsHandler(town, rounds, lives++ % 4 == 3);
    }

    function targetContracts() external view returns (address[] memory targets) {
        targets = new address[](1);
        targets[0] = address(handler);
    }

    function targetSelectors() external view returns (FuzzSelector[] memory targets) {
        targets = new FuzzSelector[](1);
        targets[0] = FuzzSelector(address(handler), new bytes4[](1));
        targets[0].selectors[0] = RoundsHandler.act.selector;
    }

    function invariant_what_follows_the_supports_depends_on_assessors_inserts_the_election_and_time_alone() external view {
        _checkAll();
    }

    function test_everything_happens_and_is_refused_in_every_way() external {
        for (uint256 i = 0; i < 18_000; ++i) {
            // What ended is over: now and then all begins anew.
            if (i % 300 == 299) {
                this.setUp();
                openedBefore = 0;
            }
            handler.act(i);
            if (i % 100 == 0) _checkAll();
            _note();
        }
        if (openedInAll < 20) revert TooSeldom("opened");
        for (uint256 state = 1; state < 10; ++state) {
            if (!seenState[state] && state != uint256(IRounds.State.Closed)) revert TooSeldom(bytes32(state));
        }
        bytes4[16] memory refusals = [
            ITemplates.NeitherOrganizerNorReviewer.selector,
            IRounds.NotAProject.selector,
            IRounds.NotAssessedNow.selector,
            IRounds.AssessmentEmpty.selector,
            IRounds.AssessmentStands.selector,
            IRounds.NotInsertedNow.selector,
            IRounds.ProjectInfeasible.selector,
            IRounds.AlreadyListed.selector,
            IRounds.NoPlaceOnList.selector,
            IRounds.CellNotOpenable.selector,
            IRounds.TitleOfAnotherProject.selector,
            IRounds.NoElectionToSettle.selector,
            IConversions.ElectionNotOver.selector,
            IConversions.NoBoardFit.selector,
            IConversions.BoardIsFit.selector,
            OpenedTexts.TextMismatch.selector
        ];
        for (uint256 i = 0; i < refusals.length; ++i) {
            if (!seenRefusal[refusals[i]]) revert TooSeldom(refusals[i]);
        }
    }

    function _note() private {
        uint256 now_ = handler.opened();
        if (now_ > openedBefore) ++openedInAll;
        openedBefore = now_;
        seenState[uint256(handler.expectedState())] = true;
        bytes4 last = handler.lastRefusal();
        if (last != 0) seenRefusal[last] = true;
    }

    /// @dev The list is sorted, bounded and of feasible projects alone; states, terms and costs are as they should be.
    function _checkAll() private view {
        bytes32 cell = handler.cell();
        assert(rounds.state(cell) == handler.expectedState());
        (uint256 from, uint256 until) = rounds.term(cell);
        (uint256 expectedFrom, uint256 expectedUntil) = handler.expectedTerm();
        assert(from == expectedFrom && until == expectedUntil);
        Listed[] memory list = rounds.listed(cell);
        uint256[] memory expected = handler.expectedList();
        assert(list.length == expected.length && list.length <= handler.MOST());
        for (uint256 place = 0; place < list.length; ++place) {
            assert(list[place].id == expected[place]);
            assert(rounds.project(list[place].id).verdict != Verdict.Infeasible);
            assert(rounds.project(list[place].id).titleLeaf != 0);
        }
        for (uint256 index = 0; index < handler.PROJECTS(); ++index) {
            RoundsHandler.Known memory known = handler.known(index);
            Project memory project = rounds.project(index + 1);
            assert(project.isListed == known.listed && project.verdict == known.verdict);
            assert(rounds.cost(index + 1) == known.cost);
        }
        CellCourse memory course = rounds.course(cell);
        assert(course.election == handler.election());
        assert((course.ending == Ending.Decided) == (handler.ended() == 1));
        assert((course.ending == Ending.Failed) == (handler.ended() == 2));
    }
}
