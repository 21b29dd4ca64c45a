// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {BabyJubjub} from "../../../contracts/libraries/BabyJubjub.sol";
import {SigmaProofs} from "../../../contracts/libraries/SigmaProofs.sol";
import {Point, SigmaProof} from "../../../contracts/types/Point.sol";
import {vm} from "../Vm.sol";

/// @dev External, so that a revert can be expected.
contract SigmaProofsCaller {
    function commitment(SigmaProof memory proof, Point memory x) external view returns (Point memory) {
        return SigmaProofs.commitment(proof, x);
    }
}

contract SigmaProofsTest {
    uint256 private constant L = 2736030358979909402780800718157159386076813972158567259200215660948447373041;

    SigmaProofsCaller private immutable CALLER = new SigmaProofsCaller();

    function testFuzz_the_commitment_is_that_of_the_nonce(uint256 secret, uint256 nonce, uint128 challenge)
        external
        view
    {
        secret %= L;
        nonce %= L;
        SigmaProof memory proof = SigmaProof(challenge, addmod(nonce, mulmod(challenge, secret, L), L));
        _same(CALLER.commitment(proof, _multiple(BabyJubjub.generator(), secret)), _multiple(BabyJubjub.generator(), nonce));
    }

    function test_both_commitments_of_an_equality_are_those_of_the_nonce() external view {
        (uint256 secret, uint256 nonce, uint256 challenge) = (L - 77, L / 3, type(uint128).max);
        Point memory base = _multiple(BabyJubjub.generator(), 8_888);
        SigmaProof memory proof = SigmaProof(challenge, addmod(nonce, mulmod(challenge, secret, L), L));
        (Point memory first, Point memory second) = SigmaProofs.equalityCommitments(
            proof, _multiple(BabyJubjub.generator(), secret), base, _multiple(base, secret)
        );
        _same(first, _multiple(BabyJubjub.generator(), nonce));
        _same(second, _multiple(base, nonce));
    }

    function test_a_challenge_of_129_bits_is_refused() external {
        CALLER.commitment(SigmaProof((1 << 128) - 1, 1), BabyJubjub.generator());
        vm.expectRevert(abi.encodeWithSelector(SigmaProofs.ChallengeTooLarge.selector, 1 << 128));
        CALLER.commitment(SigmaProof(1 << 128, 1), BabyJubjub.generator());
    }

    function test_a_response_of_l_is_refused() external {
        CALLER.commitment(SigmaProof(1, L - 1), BabyJubjub.generator());
        vm.expectRevert(abi.encodeWithSelector(SigmaProofs.ResponseTooLarge.selector, L));
        CALLER.commitment(SigmaProof(1, L), BabyJubjub.generator());
    }

    function _multiple(Point memory point, uint256 scalar) private view returns (Point memory) {
        Point[] memory points = new Point[](1);
        points[0] = point;
        uint256[] memory scalars = new uint256[](1);
        scalars[0] = scalar;
        return BabyJubjub.multiSum(points, scalars);
    }

    function _same(Point memory a, Point memory b) private pure {
        assert(a.x == b.x && a.y == b.y);
    }
}
