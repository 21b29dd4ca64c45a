// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {Shortlists} from "../../../contracts/libraries/Shortlists.sol";
import {Listed} from "../../../contracts/types/IRounds.sol";
import {Seed} from "../naive/Seeds.sol";

/// @notice The list of a cell against the naive one: all candidates, of which the best are searched one by one.
contract ShortlistsTest {
    uint256 private constant MOST = 32;
    /// @dev As many as a large city had in one round.
    uint256 private constant MANY = 3000;

    Listed[] private _list;
    Listed[] private _other;

    function testFuzz_is_the_best_of_those_inserted_in_whichever_order(uint256 entropy) external {
        Seed memory random = Seed(entropy);
        uint256 most = 1 + random.below(MOST);
        Listed[] memory all = _candidates(random, random.below(3 * most));
        for (uint256 i = 0; i < all.length; ++i) Shortlists.insert(_list, all[i], most);
        for (uint256 i = all.length; i > 0; --i) Shortlists.insert(_other, all[i - 1], most);

        _checkBest(_list, all, most);
        _checkBest(_other, all, most);
    }

    function testFuzz_keeps_its_order_when_one_is_taken_off(uint256 entropy) external {
        Seed memory random = Seed(entropy);
        Listed[] memory all = _candidates(random, 1 + random.below(MOST));
        for (uint256 i = 0; i < all.length; ++i) Shortlists.insert(_list, all[i], MOST);
        uint256 removed = random.below(all.length);

        Shortlists.remove(_list, all[removed].id);

        Listed[] memory others = new Listed[](all.length - 1);
        for (uint256 i = 0; i < others.length; ++i) others[i] = all[i < removed ? i : i + 1];
        _checkBest(_list, others, MOST);
    }

    function test_has_3000_candidates_for_32_places() external {
        Seed memory random = Seed(3000);
        Listed[] memory all = _candidates(random, MANY);
        for (uint256 i = 0; i < all.length; ++i) {
            (bool isPlaced, uint256 displaced) = Shortlists.insert(_list, all[i], MOST);
            assert(_list.length <= MOST && (displaced == 0 || (isPlaced && i >= MOST)));
        }
        _checkBest(_list, all, MOST);
    }

    /// @dev Few supports and times, so that ties are common; ids of their own, out of order.
    function _candidates(Seed memory random, uint256 count) private pure returns (Listed[] memory all) {
        all = new Listed[](count);
        for (uint256 i = 0; i < count; ++i) {
            uint256 id = uint256(keccak256(abi.encode(random.next(), i))) >> 8;
            all[i] = Listed(id, uint32(random.below(20)), uint48(random.below(4)));
        }
    }

    /// @dev Each place has the best of those that have none yet.
    function _checkBest(Listed[] storage list, Listed[] memory all, uint256 most) private view {
        assert(list.length == (all.length < most ? all.length : most));
        bool[] memory used = new bool[](all.length);
        for (uint256 place = 0; place < list.length; ++place) {
            uint256 best = all.length;
            for (uint256 i = 0; i < all.length; ++i) {
                if (!used[i] && (best == all.length || _isBetter(all[i], all[best]))) best = i;
            }
            used[best] = true;
            assert(list[place].id == all[best].id);
        }
    }

    /// @dev By one number: supports, then how early, then how low the id.
    function _isBetter(Listed memory a, Listed memory b) private pure returns (bool) {
        uint256 first = uint256(a.supporters) << 48 | (type(uint48).max - a.postedAt);
        uint256 second = uint256(b.supporters) << 48 | (type(uint48).max - b.postedAt);
        return first == second ? a.id < b.id : first > second;
    }
}
