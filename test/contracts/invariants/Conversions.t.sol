// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {OpenedTexts} from "../../../contracts/libraries/OpenedTexts.sol";
import {Conversions} from "../../../contracts/proposals/Conversions.sol";
import {Notices} from "../../../contracts/proposals/Notices.sol";
import {Course, Ending, IConversions} from "../../../contracts/types/IConversions.sol";
import {ITemplates} from "../../../contracts/types/ITemplates.sol";
import {deploy} from "../Deployment.sol";
import {MockQuotaTown} from "../mocks/MockQuotaTown.sol";
import {vm} from "../Vm.sol";
import {ConversionsHandler} from "./ConversionsHandler.sol";
import {FuzzSelector} from "./ElectionInvariants.sol";

/// @notice Conversions and notices over mocks of everything before and after them.
contract ConversionsInvariantsTest {
    error TooSeldom(bytes32 what);

    Conversions private conversions;
    ConversionsHandler private handler;
    /// What the handlers of one test met.
    uint256 private convertedInAll;
    uint256 private convertedBefore;
    mapping(uint256 state => bool) private seenState;
    mapping(bytes4 selector => bool) private seenRefusal;

    function setUp() external {
        vm.warp(1_800_000_000);
        MockQuotaTown town = new MockQuotaTown(address(100), address(101));
        Notices notices = Notices(deploy("Notices", abi.encode(town)));
        conversions = Conversions(deploy("Conversions", abi.encode(town, notices)));
        handler = new ConversionsHandler(town, conversions, notices);
    }

    function targetContracts() external view returns (address[] memory targets) {
        targets = new address[](1);
        targets[0] = address(handler);
    }

    function targetSelectors() external view returns (FuzzSelector[] memory targets) {
        targets = new FuzzSelector[](1);
        targets[0] = FuzzSelector(address(handler), new bytes4[](1));
        targets[0].selectors[0] = ConversionsHandler.act.selector;
    }

    function invariant_what_follows_a_quota_depends_on_the_answer_the_election_and_time_alone() external view {
        _checkAll();
    }

    function test_everything_happens_and_is_refused_in_every_way() external {
        for (uint256 i = 0; i < 4000; ++i) {
            // What ended is over: now and then all begins anew.
            if (i % 400 == 399) this.setUp();
            handler.act(i);
            if (i % 100 == 0) _checkAll();
            _note();
        }
        if (convertedInAll < 20) revert TooSeldom("converted");
        for (uint256 state = 1; state < 10; ++state) {
            if (state != uint256(IConversions.State.Expired) && !seenState[state]) revert TooSeldom(bytes32(state));
        }
        bytes4[14] memory refusals = [
            ITemplates.NotTheOrganizer.selector,
            IConversions.QuotaNotReached.selector,
            IConversions.AnswerEmpty.selector,
            IConversions.AnswerStands.selector,
            IConversions.NotConvertible.selector,
            IConversions.TemplateOfAnotherProposal.selector,
            IConversions.ConversionTooEarly.selector,
            IConversions.NoBoardFit.selector,
            IConversions.BoardIsFit.selector,
            IConversions.TermAsItIs.selector,
            IConversions.ElectionNotOver.selector,
            IConversions.NothingToSettle.selector,
            OpenedTexts.LeafMustBeHidden.selector,
            OpenedTexts.LeafMustBeShown.selector
        ];
        for (uint256 i = 0; i < refusals.length; ++i) {
            if (!seenRefusal[refusals[i]]) revert TooSeldom(refusals[i]);
        }
    }

    function _note() private {
        uint256 now_ = handler.converted();
        if (now_ > convertedBefore) ++convertedInAll;
        convertedBefore = now_;
        for (uint256 id = 0; id < handler.PROPOSALS(); ++id) seenState[uint256(handler.expectedState(id))] = true;
        bytes4 last = handler.lastRefusal();
        if (last != 0) seenRefusal[last] = true;
    }

    function _checkAll() private view {
        for (uint256 index = 0; index < handler.PROPOSALS(); ++index) {
            assert(conversions.state(index + 1) == handler.expectedState(index));
            (uint256 from, uint256 until) = conversions.conversionTerm(index + 1);
            (uint256 expectedFrom, uint256 expectedUntil) = handler.expectedTerm(index);
            assert(from == expectedFrom && until == expectedUntil);
            Course memory course = conversions.course(index + 1);
            ConversionsHandler.Known memory known = handler.known(index);
            assert(course.election == known.election && course.reply == known.reply);
            assert(course.answeredAt == known.answeredAt && course.acceptedAt == known.acceptedAt);
            assert((course.ending == Ending.Decided) == (known.ended == 1));
            assert((course.ending == Ending.Failed) == (known.ended == 2));
        }
    }
}
