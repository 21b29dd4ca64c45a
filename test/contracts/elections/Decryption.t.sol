// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {Decryption} from "../../../contracts/elections/Decryption.sol";
import {BabyJubjub} from "../../../contracts/libraries/BabyJubjub.sol";
import {Point} from "../../../contracts/types/Point.sol";
import {NaiveCurve} from "../naive/NaiveCurve.sol";
import {Seed} from "../naive/Seeds.sol";

/// @notice The contract's integers Delta lambda_j are compared with the rationals lambda_j = prod m / (m - j) modulo l.
contract DecryptionTest {
    uint256 private constant L = NaiveCurve.L;
    uint256 private constant MOST = 9;

    /// Logarithms of the shares of the seats 1 to 9, and the shares.
    uint256[MOST] private logarithms;
    Point[MOST] private shares;

    function setUp() external {
        for (uint256 j = 0; j < MOST; ++j) {
            logarithms[j] = uint256(keccak256(abi.encode(j))) % L;
            shares[j] = NaiveCurve.times(NaiveCurve.generator(), logarithms[j]);
        }
    }

    function test_every_set_of_seats_of_nine_interpolates_as_rationals_do() external view {
        for (uint256 seats = 1; seats < 1 << MOST; ++seats) assert(this.holds(seats, MOST, 0, 0));
    }

    function test_every_set_of_seats_of_every_smaller_board_interpolates_as_rationals_do() external view {
        for (uint256 trustees = 2; trustees < MOST; ++trustees) {
            for (uint256 seats = 1; seats < 1 << trustees; seats += 3) assert(this.holds(seats, trustees, 0, 0));
        }
    }

    function testFuzz_exactly_the_encrypted_message_is_accepted(uint256 seed) external view {
        Seed memory random = Seed(seed);
        uint256 trustees = 2 + random.below(MOST - 1);
        uint256 seats = 1 + random.below((1 << trustees) - 1);
        uint256 message = random.next() >> (208 + random.below(48));
        assert(holds(seats, trustees, message, message));
        assert(!holds(seats, trustees, message, message + 1 + random.below(1 << 24)));
        if (message != 0) assert(!holds(seats, trustees, message, random.below(message)));
    }

    function testFuzz_a_wrong_share_is_noticed_whichever_seat_has_it(uint256 seed) external view {
        Seed memory random = Seed(seed);
        uint256 seats = 1 + random.below((1 << MOST) - 1);
        (uint256[] memory list, Point[][] memory given, uint256 secret) = _shares(seats);
        uint256[] memory sum = _sum(secret);
        assert(Decryption.messageHolds(sum, 0, 0, list, given, MOST));
        uint256 place = random.below(list.length);
        given[place][0] = NaiveCurve.add(given[place][0], NaiveCurve.generator());
        assert(!Decryption.messageHolds(sum, 0, 0, list, given, MOST));
    }

    /// @dev Whether `claimed` passes where `message` was encrypted, for the seats in the bits of `seats`.
    function _holds(uint256 seats, uint256 trustees, uint256 message, uint256 claimed) private view returns (bool) {
        (uint256[] memory list, Point[][] memory given, uint256 secret) = _shares(seats);
        return Decryption.messageHolds(_sum(addmod(secret, message, L)), 0, claimed, list, given, trustees);
    }

    /// @notice Whether `claimed` passes where `message` was encrypted, for the seats in the bits of `seats`.
    /// @dev External, so that hundreds of calls do not pile up memory.
    function holds(uint256 seats, uint256 trustees, uint256 message, uint256 claimed) public view returns (bool) {
        (uint256[] memory list, Point[][] memory given, uint256 secret) = _shares(seats);
        return Decryption.messageHolds(_sum(addmod(secret, message, L)), 0, claimed, list, given, trustees);
    }

    /// @dev The seats, their shares, and the logarithm of what the shares interpolate to at 0.
    function _shares(uint256 seats)
        private
        view
        returns (uint256[] memory list, Point[][] memory given, uint256 secret)
    {
        uint256 count;
        for (uint256 j = 0; j < MOST; ++j) count += (seats >> j) & 1;
        (list, given) = (new uint256[](count), new Point[][](count));
        count = 0;
        for (uint256 j = 0; j < MOST; ++j) {
            if ((seats >> j) & 1 == 0) continue;
            list[count] = j + 1;
            given[count] = new Point[](1);
            given[count++][0] = shares[j];
            secret = addmod(secret, mulmod(_lambda(seats, j + 1), logarithms[j], L), L);
        }
    }

    function _lambda(uint256 seats, uint256 j) private view returns (uint256) {
        (uint256 numerator, uint256 denominator) = (1, 1);
        for (uint256 m = 1; m <= MOST; ++m) {
            if (m == j || (seats >> (m - 1)) & 1 == 0) continue;
            numerator = mulmod(numerator, m, L);
            denominator = mulmod(denominator, addmod(m, L - j, L), L);
        }
        return mulmod(numerator, NaiveCurve.inverse(denominator, L), L);
    }

    /// @dev One ciphertext whose c2 has this logarithm.
    function _sum(uint256 logarithm) private view returns (uint256[] memory words) {
        Point[] memory base = new Point[](1);
        base[0] = NaiveCurve.generator();
        uint256[] memory scalar = new uint256[](1);
        scalar[0] = logarithm;
        Point memory c2 = BabyJubjub.multiSum(base, scalar);
        words = new uint256[](4);
        (words[0], words[1], words[2], words[3]) = (shares[0].x, shares[0].y, c2.x, c2.y);
    }
}
