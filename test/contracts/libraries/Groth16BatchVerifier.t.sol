// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {IGroth16BatchVerifier} from "../../../contracts/types/IGroth16BatchVerifier.sol";
import {SyntheticVerifier} from "../mocks/SyntheticVerifier.sol";
import {NaiveCurve} from "../naive/NaiveCurve.sol";
import {Seed} from "../naive/Seeds.sol";
import {SyntheticProver} from "../naive/SyntheticProver.sol";
import {vm} from "../Vm.sol";

contract Groth16BatchVerifierTest {
    uint256 private constant R = NaiveCurve.R;
    /// Base field of BN254.
    uint256 private constant Q = 21888242871839275222246405745257275088696311157297823662689037894645226208583;

    struct Proofs {
        uint256 folded;
        uint256[] inputs;
        uint256[8][] proofs;
    }

    SyntheticVerifier private immutable VERIFIER = new SyntheticVerifier();

    function testFuzz_a_batch_holds_exactly_when_each_of_its_proofs_holds(uint256 seed, uint8 count, uint8[5] memory flaws)
        external
        view
    {
        Seed memory random = Seed(seed);
        Proofs memory batch = _batch(1 + count % 5, random);
        bool all = true;
        for (uint256 m = 0; m < batch.proofs.length; ++m) {
            bool flawless = flaws[m] % 2 == 0;
            if (!flawless) _spoil(batch, m, (flaws[m] / 2) % 8, random);
            assert(_single(batch, m) == flawless);
            all = all && flawless;
        }
        assert(_verify(batch) == all);
    }

    function testFuzz_equal_and_opposite_errors_of_two_proofs_do_not_cancel(uint256 seed, uint8 count) external view {
        Seed memory random = Seed(seed);
        Proofs memory batch = _batch(2 + count % 4, random);
        uint256 first = random.below(batch.proofs.length);
        uint256 second = (first + 1 + random.below(batch.proofs.length - 1)) % batch.proofs.length;
        uint256 size = 1 + random.below(R - 1);
        if (random.onceIn(2)) {
            _shiftC(batch.proofs[first], size);
            _shiftC(batch.proofs[second], R - size);
        } else {
            uint256 k = random.below(3);
            batch.inputs[3 * first + k] = addmod(batch.inputs[3 * first + k], size, R);
            batch.inputs[3 * second + k] = addmod(batch.inputs[3 * second + k], R - size, R);
        }
        assert(!_verify(batch));
    }

    function testFuzz_two_proofs_that_swap_their_inputs_do_not_hold(uint256 seed, uint8 count) external view {
        Seed memory random = Seed(seed);
        Proofs memory batch = _batch(2 + count % 4, random);
        uint256 other = 1 + random.below(batch.proofs.length - 1);
        for (uint256 k = 0; k < 3; ++k) {
            (batch.inputs[k], batch.inputs[3 * other + k]) = (batch.inputs[3 * other + k], batch.inputs[k]);
        }
        assert(!_verify(batch));
    }

    function testFuzz_a_batch_of_any_length_finds_its_one_bad_proof(uint256 seed) external view {
        Seed memory random = Seed(seed);
        // Mostly short, since the time goes into making the proofs.
        uint256 count = random.onceIn(16) ? 31 + random.below(3) : 1 + random.below(4);
        Proofs memory batch = _batch(count, random);
        assert(_verify(batch));
        _spoil(batch, random.below(batch.proofs.length), random.below(8), random);
        assert(!_verify(batch));
    }

    function test_the_known_proof_holds() external view {
        VERIFIER.requireKnownProof();
    }

    function test_no_proofs_hold_and_every_length_to_33_can() external view {
        Seed memory random = Seed(33);
        for (uint256 count = 0; count < 34; ++count) assert(_verify(_batch(count, random)));
    }

    function testFuzz_an_input_at_or_above_r_is_refused(uint256 seed, uint8 count, uint256 value) external {
        Seed memory random = Seed(seed);
        Proofs memory batch = _batch(1 + count % 5, random);
        uint256 place = random.below(batch.inputs.length);
        // Either the proved value in another spelling, or any.
        if (value % 2 == 0) value = batch.inputs[place] + R * (1 + random.below(4));
        if (value < R) value += R;
        batch.inputs[place] = value;
        (uint256 x, uint256 y) = SyntheticProver.g1(batch.folded);
        vm.expectRevert(abi.encodeWithSelector(IGroth16BatchVerifier.FieldElementTooLarge.selector, value));
        VERIFIER.verify(x, y, batch.inputs, batch.proofs);
    }

    function testFuzz_a_wrong_number_of_inputs_is_refused(uint256 seed, uint8 count, uint8 given) external {
        Seed memory random = Seed(seed);
        Proofs memory batch = _batch(count % 5, random);
        uint256 expected = batch.inputs.length;
        vm.assume(given != expected);
        (uint256 x, uint256 y) = SyntheticProver.g1(batch.folded);
        vm.expectRevert(abi.encodeWithSelector(IGroth16BatchVerifier.WrongInputCount.selector, given, expected));
        VERIFIER.verify(x, y, new uint256[](given), batch.proofs);
    }

    function testFuzz_folding_is_the_naive_sum(uint256 seed) external view {
        Seed memory random = Seed(seed);
        uint256[] memory constants = _constants(random);
        (uint256 x, uint256 y) = VERIFIER.fold(constants);
        (uint256 expectedX, uint256 expectedY) = SyntheticProver.g1(SyntheticProver.folded(constants));
        assert(x == expectedX && y == expectedY);
    }

    function testFuzz_a_constant_at_or_above_r_is_refused(uint256 seed, uint256 value) external {
        Seed memory random = Seed(seed);
        uint256[] memory constants = _constants(random);
        if (value < R) value += R;
        constants[random.below(constants.length)] = value;
        vm.expectRevert(abi.encodeWithSelector(IGroth16BatchVerifier.FieldElementTooLarge.selector, value));
        VERIFIER.fold(constants);
    }

    /// @dev Random constants, edge values among them.
    function _constants(Seed memory random) private pure returns (uint256[] memory constants) {
        constants = new uint256[](SyntheticProver.CONSTANTS);
        for (uint256 m = 0; m < constants.length; ++m) constants[m] = _element(random);
    }

    function _element(Seed memory random) private pure returns (uint256) {
        return random.onceIn(4) ? [0, 1, R - 1, R - 2][random.below(4)] : random.below(R);
    }

    function _batch(uint256 count, Seed memory random) private view returns (Proofs memory batch) {
        batch.folded = random.below(R);
        batch.inputs = new uint256[](3 * count);
        batch.proofs = new uint256[8][](count);
        for (uint256 m = 0; m < count; ++m) {
            uint256[3] memory inputs = [_element(random), _element(random), _element(random)];
            for (uint256 k = 0; k < 3; ++k) batch.inputs[3 * m + k] = inputs[k];
            batch.proofs[m] = SyntheticProver.prove(inputs, batch.folded, random);
        }
    }

    /// @dev Makes proof `m` wrong: an input, a negated point, another point, a malformed word.
    function _spoil(Proofs memory batch, uint256 m, uint256 flaw, Seed memory random) private view {
        uint256[8] memory proof = batch.proofs[m];
        if (flaw == 0) {
            uint256 place = 3 * m + random.below(3);
            batch.inputs[place] = addmod(batch.inputs[place], 1 + random.below(R - 1), R);
        } else if (flaw == 1) {
            proof[1] = Q - proof[1];
        } else if (flaw == 2) {
            (proof[4], proof[5]) = (Q - proof[4], Q - proof[5]);
        } else if (flaw == 3) {
            proof[7] = Q - proof[7];
        } else if (flaw == 4) {
            _shiftC(proof, 1 + random.below(R - 1));
        } else if (flaw == 5) {
            (proof[0], proof[1]) = SyntheticProver.add(proof[0], proof[1], 1, 2);
        } else if (flaw == 6) {
            // Off the curve, or a coordinate in another spelling.
            uint256 place = random.below(8);
            proof[place] = random.onceIn(2) ? proof[place] + Q : addmod(proof[place], 1, Q);
        } else {
            for (uint256 place = 0; place < 8; ++place) proof[place] = 0;
        }
    }

    function _shiftC(uint256[8] memory proof, uint256 size) private view {
        (uint256 x, uint256 y) = SyntheticProver.g1(size);
        (proof[6], proof[7]) = SyntheticProver.add(proof[6], proof[7], x, y);
    }

    function _single(Proofs memory batch, uint256 m) private view returns (bool) {
        uint256[] memory inputs = new uint256[](3);
        for (uint256 k = 0; k < 3; ++k) inputs[k] = batch.inputs[3 * m + k];
        uint256[8][] memory proofs = new uint256[8][](1);
        proofs[0] = batch.proofs[m];
        return _verify(Proofs(batch.folded, inputs, proofs));
    }

    function _verify(Proofs memory batch) private view returns (bool) {
        (uint256 x, uint256 y) = SyntheticProver.g1(batch.folded);
        return VERIFIER.verify(x, y, batch.inputs, batch.proofs);
    }
}
