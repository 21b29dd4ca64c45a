// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {Point} from "../../../contracts/types/Point.sol";

/// @notice Baby Jubjub by its textbook affine formulas, one inversion an addition: what the library is compared with.
library NaiveCurve {
    uint256 internal constant R = 21888242871839275222246405745257275088548364400416034343698204186575808495617;
    uint256 internal constant L = 2736030358979909402780800718157159386076813972158567259200215660948447373041;
    uint256 private constant A = 168700;
    uint256 private constant D = 168696;
    uint256 private constant G_X = 5299619240641551281634865583518297030282874472190772894086521144482721001553;
    uint256 private constant G_Y = 16950150798460657717958625567821834550301663161624707787222815936182638968203;
    /// A point of order 8.
    uint256 private constant TORSION_X = 17545522957889784193459637215142187266023652151580582754000402781682644312291;
    uint256 private constant TORSION_Y = 4826523245007015323400664741523384119579596407052839571721035538011798951543;

    function generator() internal pure returns (Point memory) {
        return Point(G_X, G_Y);
    }

    function add(Point memory p, Point memory q) internal view returns (Point memory) {
        uint256 t = mulmod(D, mulmod(mulmod(p.x, q.x, R), mulmod(p.y, q.y, R), R), R);
        uint256 plus = addmod(1, t, R);
        uint256 minus = addmod(1, R - t, R);
        uint256 both = inverse(mulmod(plus, minus, R), R);
        uint256 x = addmod(mulmod(p.x, q.y, R), mulmod(p.y, q.x, R), R);
        uint256 y = addmod(mulmod(p.y, q.y, R), R - mulmod(A, mulmod(p.x, q.x, R), R), R);
        return Point(mulmod(x, mulmod(both, minus, R), R), mulmod(y, mulmod(both, plus, R), R));
    }

    function negate(Point memory p) internal pure returns (Point memory) {
        return Point((R - p.x) % R, p.y);
    }

    /// @dev Double and add with denominators kept aside (add-2008-bbjlp): an inversion for each step takes most of the
    /// time of whatever uses it.
    function times(Point memory p, uint256 scalar) internal view returns (Point memory) {
        uint256[3] memory multiple = [uint256(0), 1, 1];
        for (uint256[3] memory power = [p.x, p.y, 1]; scalar != 0; scalar >>= 1) {
            if (scalar & 1 == 1) multiple = _addProjective(multiple, power);
            if (scalar > 1) power = _addProjective(power, power);
        }
        uint256 z = inverse(multiple[2], R);
        return Point(mulmod(multiple[0], z, R), mulmod(multiple[1], z, R));
    }

    /// @notice The i-th multiple of a point of order 8: all points of small order, for i from 0 to 7.
    function torsion(uint256 i) internal view returns (Point memory) {
        return times(Point(TORSION_X, TORSION_Y), i % 8);
    }

    function isOnCurve(Point memory p) internal pure returns (bool) {
        if (p.x >= R || p.y >= R) return false;
        uint256 xx = mulmod(p.x, p.x, R);
        uint256 yy = mulmod(p.y, p.y, R);
        return addmod(mulmod(A, xx, R), yy, R) == addmod(1, mulmod(D, mulmod(xx, yy, R), R), R);
    }

    function same(Point memory a, Point memory b) internal pure returns (bool) {
        return a.x == b.x && a.y == b.y;
    }

    /// @dev (X1 : Y1 : Z1) + (X2 : Y2 : Z2), with letters as in the Explicit-Formulas Database.
    function _addProjective(uint256[3] memory p, uint256[3] memory q) private pure returns (uint256[3] memory sum) {
        uint256 a = mulmod(p[2], q[2], R);
        uint256 b = mulmod(a, a, R);
        uint256 c = mulmod(p[0], q[0], R);
        uint256 d = mulmod(p[1], q[1], R);
        uint256 e = mulmod(D, mulmod(c, d, R), R);
        uint256 f = addmod(b, R - e, R);
        uint256 g = addmod(b, e, R);
        uint256 cross = addmod(mulmod(p[0], q[1], R), mulmod(p[1], q[0], R), R);
        sum[0] = mulmod(mulmod(a, f, R), cross, R);
        sum[1] = mulmod(mulmod(a, g, R), addmod(d, R - mulmod(A, c, R), R), R);
        sum[2] = mulmod(f, g, R);
    }

    /// @notice `value^-1` modulo a prime; fails for 0.
    function inverse(uint256 value, uint256 modulus) internal view returns (uint256) {
        assert(value % modulus != 0);
        bytes memory input = abi.encode(uint256(32), uint256(32), uint256(32), value, modulus - 2, modulus);
        (bool ok, bytes memory output) = address(5).staticcall(input);
        assert(ok);
        return abi.decode(output, (uint256));
    }
}
