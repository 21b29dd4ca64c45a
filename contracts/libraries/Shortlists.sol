// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {Listed} from "../types/IRounds.sol";

/// @title Shortlists
/// @notice The best projects of a cell, in order (P25.3): whoever inserts, in whichever order, comes to the same list.
library Shortlists {
    /// @notice Puts a project at its place.
    /// @param project One that is not on the list.
    /// @param most Projects that a list has at most.
    /// @return isPlaced False if the list is full of projects that come before it.
    /// @return displaced The id of the project that fell out; 0 for none.
    function insert(Listed[] storage list, Listed memory project, uint256 most)
        internal
        returns (bool isPlaced, uint256 displaced)
    {
        uint256 place = list.length;
        if (place == most) {
            Listed memory last = list[most - 1];
            if (!isBefore(project, last)) return (false, 0);
            (displaced, place) = (last.id, most - 1);
        } else {
            list.push(project);
        }
        for (; place > 0 && isBefore(project, list[place - 1]); --place) {
            list[place] = list[place - 1];
        }
        list[place] = project;
        isPlaced = true;
    }

    /// @notice Takes a project off the list that it is on.
    function remove(Listed[] storage list, uint256 id) internal {
        uint256 last = list.length - 1;
        uint256 place;
        while (list[place].id != id) ++place;
        for (; place < last; ++place) {
            list[place] = list[place + 1];
        }
        list.pop();
    }

    /// @notice More supports, then posted earlier, then the lower id.
    function isBefore(Listed memory a, Listed memory b) internal pure returns (bool) {
        if (a.supporters != b.supporters) return a.supporters > b.supporters;
        if (a.postedAt != b.postedAt) return a.postedAt < b.postedAt;
        return a.id < b.id;
    }
}
