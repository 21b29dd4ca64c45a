// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {NaiveCurve} from "./NaiveCurve.sol";
import {Seed} from "./Seeds.sol";

/// @notice Makes proofs under the key of SyntheticVerifier, as test/contracts/syntheticKey.ts does: logarithms of
/// alpha, beta, gamma, delta are 2, 3, 5, 7, and that of IC_m is 1000 + m.
library SyntheticProver {
    uint256 internal constant LIVE = 3;
    uint256 internal constant CONSTANTS = 20;
    uint256 internal constant R = NaiveCurve.R;

    /// @notice Logarithm of the folded point.
    function folded(uint256[] memory constants) internal pure returns (uint256 logarithm) {
        logarithm = 1000;
        for (uint256 m = 0; m < constants.length; ++m) {
            logarithm = addmod(logarithm, mulmod(constants[m], 1001 + LIVE + m, R), R);
        }
    }

    /// @notice A proof that holds for three inputs and the folded point's logarithm.
    function prove(uint256[3] memory inputs, uint256 foldedLogarithm, Seed memory random)
        internal
        view
        returns (uint256[8] memory proof)
    {
        uint256 a = 1 + random.below(R - 1);
        uint256 b = [uint256(3), 5, 7][random.below(3)];
        uint256 v = foldedLogarithm;
        for (uint256 k = 0; k < LIVE; ++k) v = addmod(v, mulmod(inputs[k] % R, 1001 + k, R), R);
        uint256 c = addmod(mulmod(a, b, R), R - addmod(6, mulmod(5, v, R), R), R);
        c = mulmod(c, NaiveCurve.inverse(7, R), R);

        (proof[0], proof[1]) = g1(a);
        uint256[4] memory second = g2(b);
        for (uint256 i = 0; i < 4; ++i) proof[2 + i] = second[i];
        (proof[6], proof[7]) = g1(c);
    }

    /// @notice scalar G1.
    function g1(uint256 scalar) internal view returns (uint256 x, uint256 y) {
        return multiply(1, 2, scalar);
    }

    function multiply(uint256 px, uint256 py, uint256 scalar) internal view returns (uint256 x, uint256 y) {
        (bool ok, bytes memory output) = address(7).staticcall(abi.encode(px, py, scalar));
        assert(ok);
        return abi.decode(output, (uint256, uint256));
    }

    function add(uint256 px, uint256 py, uint256 qx, uint256 qy) internal view returns (uint256 x, uint256 y) {
        (bool ok, bytes memory output) = address(6).staticcall(abi.encode(px, py, qx, qy));
        assert(ok);
        return abi.decode(output, (uint256, uint256));
    }

    /// @notice b G2 for b of 3, 5, 7: the points of the key, imaginary parts first.
    function g2(uint256 b) internal pure returns (uint256[4] memory) {
        if (b == 3) {
            return [
                7273165102799931111715871471550377909735733521218303035754523677688038059653,
                2725019753478801796453339367788033689375851816420509565303521482350756874229,
                957874124722006818841961785324909313781880061366718538693995380805373202866,
                2512659008974376214222774206987427162027254181373325676825515531566330959255
            ];
        }
        if (b == 5) {
            return [
                4540444681147253467785307942530223364530218361853237193970751657229138047649,
                20954117799226682825035885491234530437475518021362091509513177301640194298072,
                11631839690097995216017572651900167465857396346217730511548857041925508482915,
                21508930868448350162258892668132814424284302804699005394342512102884055673846
            ];
        }
        assert(b == 7);
        return [
            18551411094430470096460536606940536822990217226529861227533666875800903099477,
            15512671280233143720612069991584289591749188907863576513414377951116606878472,
            1711576522631428957817575436337311654689480489843856945284031697403898093784,
            13376798835316611669264291046140500151806347092962367781523498857425536295743
        ];
    }
}
