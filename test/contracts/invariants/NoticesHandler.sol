// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {INotices} from "../../../contracts/types/INotices.sol";
import {Seed} from "../naive/Seeds.sol";
import {vm} from "../Vm.sol";

/// @notice Parties and strangers of two proposals, who give notices at random; it keeps all that was said.
contract NoticesHandler {
    uint256 public constant PROPOSALS = 2;
    uint256 public constant LEAVES = 3;
    address public constant ORGANIZER = address(0x1001);
    address public constant REVIEWER = address(0x1002);
    address public constant COUNCIL = address(0x1003);
    uint256 public constant CLOSES_AT = 1_800_000_000 + 30 days;

    /// @dev One leaf's history, as a plain list of facts.
    struct Told {
        uint256 aloneUntil;
        bool organizer;
        bool reviewer;
        bool council;
        uint256 jointAt;
        uint256 restoredAt;
    }

    /// @dev A leaf that somebody hid alone, by its place.
    struct Hiding {
        uint256 leaf;
        uint256 from;
        uint256 until;
    }

    INotices private immutable NOTICES;
    uint256 public time = 1_800_000_000;
    uint256 public taken;
    mapping(uint256 id => mapping(bytes32 leaf => Told)) private _told;
    mapping(uint256 id => Hiding[]) private _hidings;

    constructor(INotices notices) {
        NOTICES = notices;
    }

    function leafAt(uint256 index) public pure returns (bytes32) {
        return bytes32(0x1000 + index);
    }

    function told(uint256 id, bytes32 leaf) external view returns (Told memory) {
        return _told[id][leaf];
    }

    function hidings(uint256 id) external view returns (Hiding[] memory) {
        return _hidings[id];
    }

    /// @notice The seconds in which at least one is hidden, by going through all times at which that may change.
    function measure(Hiding[] memory all) public pure returns (uint256 seconds_) {
        uint256 from;
        while (true) {
            uint256 next = type(uint256).max;
            bool hidden;
            for (uint256 i = 0; i < all.length; ++i) {
                if (all[i].from > from && all[i].from < next) next = all[i].from;
                if (all[i].until > from && all[i].until < next) next = all[i].until;
                hidden = hidden || (all[i].from <= from && from < all[i].until);
            }
            if (next == type(uint256).max) return seconds_;
            if (hidden) seconds_ += next - from;
            from = next;
        }
    }

    /// @notice One act of somebody, some time later; what the rules forbid must be refused, all else taken.
    function act(uint256 seed) external {
        Seed memory draw = Seed(seed);
        time += draw.onceIn(3) ? draw.below(6 days) : draw.below(8 hours);
        vm.warp(time);
        address sender = [ORGANIZER, REVIEWER, COUNCIL, address(0x1004)][draw.below(4)];
        (uint256 id, bytes32 leaf) = (1 + draw.below(PROPOSALS), leafAt(draw.below(LEAVES)));
        uint256 what = draw.below(4);
        if (what == 0) _hide(sender, id, uint256(leaf) - 0x1000, uint32(draw.below(30 hours)));
        else if (what == 1) _name(sender, id, leaf);
        else if (what == 2) _withdraw(sender, id, leaf);
        else _restore(sender, id, leaf);
    }

    function _hide(address sender, uint256 id, uint256 place, uint32 span) private {
        Told storage fact = _told[id][leafAt(place)];
        uint256 from = fact.aloneUntil > time ? fact.aloneUntil : time;
        bool allowed = _isParty(sender) && fact.restoredAt == 0 && span != 0
            && (from >= CLOSES_AT || from + span + 7 days <= CLOSES_AT);
        _hidings[id].push(Hiding(place, from, from + span));
        allowed = allowed && measure(_hidings[id]) <= 72 hours;
        vm.prank(sender);
        try NOTICES.hide(id, leafAt(place), span, INotices.Reason.PersonalData, "because") {
            assert(allowed);
            fact.aloneUntil = from + span;
            ++taken;
        } catch {
            _hidings[id].pop();
            assert(!allowed);
        }
    }

    function _name(address sender, uint256 id, bytes32 leaf) private {
        Told storage fact = _told[id][leaf];
        bool allowed = _isParty(sender) && fact.restoredAt == 0 && fact.jointAt == 0 && !_hasNamed(fact, sender);
        vm.prank(sender);
        try NOTICES.name(id, leaf, INotices.Reason.Defamation, "because") {
            assert(allowed);
            _set(fact, sender, true);
            if (fact.jointAt == 0 && fact.reviewer && (fact.organizer || fact.council)) fact.jointAt = time;
            ++taken;
        } catch {
            assert(!allowed);
        }
    }

    function _withdraw(address sender, uint256 id, bytes32 leaf) private {
        Told storage fact = _told[id][leaf];
        bool allowed = fact.jointAt == 0 && _hasNamed(fact, sender);
        vm.prank(sender);
        try NOTICES.withdrawName(id, leaf) {
            assert(allowed);
            _set(fact, sender, false);
            ++taken;
        } catch {
            assert(!allowed);
        }
    }

    function _restore(address sender, uint256 id, bytes32 leaf) private {
        Told storage fact = _told[id][leaf];
        bool allowed = fact.jointAt != 0 && fact.restoredAt == 0 && _hasNamed(fact, sender);
        vm.prank(sender);
        try NOTICES.restore(id, leaf, "because") {
            assert(allowed);
            fact.restoredAt = time;
            ++taken;
        } catch {
            assert(!allowed);
        }
    }

    function _isParty(address sender) private pure returns (bool) {
        return sender == ORGANIZER || sender == REVIEWER || sender == COUNCIL;
    }

    function _hasNamed(Told storage fact, address sender) private view returns (bool) {
        if (sender == ORGANIZER) return fact.organizer;
        if (sender == REVIEWER) return fact.reviewer;
        return sender == COUNCIL && fact.council;
    }

    function _set(Told storage fact, address sender, bool named) private {
        if (sender == ORGANIZER) fact.organizer = named;
        else if (sender == REVIEWER) fact.reviewer = named;
        else fact.council = named;
    }
}
