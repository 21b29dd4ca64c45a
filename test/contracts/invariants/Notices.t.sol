// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {INotices, LeafNotice} from "../../../contracts/types/INotices.sol";
import {ProposalParties} from "../../../contracts/types/IProposalParties.sol";
import {deploy} from "../Deployment.sol";
import {MockProposalParties} from "../mocks/MockProposalParties.sol";
import {FuzzSelector} from "./ElectionInvariants.sol";
import {NoticesHandler} from "./NoticesHandler.sol";

/// @notice Two proposals and their parties; what is hidden follows from what was said, and reaches nothing else.
contract NoticesInvariantsTest {
    INotices private notices;
    MockProposalParties private proposals;
    NoticesHandler private handler;

    function setUp() external {
        proposals = new MockProposalParties();
        notices = INotices(deploy("Notices", abi.encode(proposals)));
        handler = NoticesHandler(deploy("NoticesHandler", abi.encode(notices)));
        ProposalParties memory parties = ProposalParties(
            handler.ORGANIZER(), handler.REVIEWER(), handler.COUNCIL(), uint48(handler.CLOSES_AT())
        );
        for (uint256 id = 1; id <= handler.PROPOSALS(); ++id) proposals.set(id, parties);
    }

    function targetContracts() external view returns (address[] memory targets) {
        targets = new address[](1);
        targets[0] = address(handler);
    }

    function targetSelectors() external view returns (FuzzSelector[] memory targets) {
        targets = new FuzzSelector[](1);
        targets[0] = FuzzSelector(address(handler), new bytes4[](1));
        targets[0].selectors[0] = NoticesHandler.act.selector;
    }

    function invariant_what_is_hidden_follows_from_what_was_said_and_from_nothing_else() external view {
        for (uint256 id = 1; id <= handler.PROPOSALS(); ++id) {
            for (uint256 i = 0; i < handler.LEAVES(); ++i) _check(id, handler.leafAt(i));
        }
    }

    function invariant_no_text_is_hidden_alone_for_more_than_72_hours_or_at_the_end_of_a_window() external view {
        for (uint256 id = 1; id <= handler.PROPOSALS(); ++id) {
            NoticesHandler.Hiding[] memory hidings = handler.hidings(id);
            uint256[3] memory last;
            for (uint256 i = 0; i < hidings.length; ++i) {
                NoticesHandler.Hiding memory one = hidings[i];
                assert(one.from >= last[one.leaf] && one.from < one.until);
                assert(one.from >= handler.CLOSES_AT() || one.until <= handler.CLOSES_AT() - 7 days);
                last[one.leaf] = one.until;
            }
            for (uint256 i = 0; i < handler.LEAVES(); ++i) {
                assert(notices.leafNotice(id, handler.leafAt(i)).aloneUntil == last[i]);
            }
            uint256 hidden = handler.measure(hidings);
            assert(hidden <= 72 hours && hidden == notices.aloneHiding(id).used);
        }
    }

    function test_many_notices_are_taken_and_many_refused() external {
        for (uint256 i = 0; i < 200; ++i) handler.act(i);
        assert(handler.taken() > 10 && handler.taken() < 190);
    }

    function _check(uint256 id, bytes32 leaf) private view {
        NoticesHandler.Told memory told = handler.told(id, leaf);
        LeafNotice memory notice = notices.leafNotice(id, leaf);
        assert(notice.byOrganizer == told.organizer && notice.byCouncil == told.council);
        assert(notice.byReviewer == told.reviewer && notice.jointAt == told.jointAt);
        assert(notice.restoredFrom == (told.restoredAt == 0 ? 0 : told.restoredAt + 24 hours));
        uint256 time = handler.time();
        bool binds = told.jointAt != 0 && time >= told.jointAt + 7 days
            && (told.restoredAt == 0 || time < told.restoredAt + 24 hours);
        // Of a leaf that no proposal has, and of another proposal, the same hash is another leaf.
        bytes32[] memory leaves = new bytes32[](3);
        (leaves[0], leaves[1], leaves[2]) = (bytes32(0), leaf, keccak256(abi.encode(leaf)));
        assert(notices.leftOut(id, leaves) == (binds ? 2 : 0));
    }
}
